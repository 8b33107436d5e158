import { type HttpHandler, http } from 'msw/http';
import { policyFor } from '../../domain/policy/policy.ts';
import { Refusal } from '../state/refusal.ts';
import { guidePage, homePage, servicesPage } from '../views/home.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { page, signedIn, unitOf } from './respond.ts';

export function homeHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  return [
    http.get(
      at('/zzjbdl/home'),
      signedIn(context, ({ session }) => page(homePage(unitOf(context, session), state.progress(session.creditCode)))),
    ),
    http.get(
      at('/zzjbdl/services'),
      signedIn(context, ({ session }) => page(servicesPage(unitOf(context, session)))),
    ),
    http.post(
      at('/zzjbdl/services/other'),
      signedIn(context, () => {
        throw new Refusal('「困难行业企业稳岗补贴」不在本模拟环境的演练范围内，请办理「企业线上培训补贴」。');
      }),
    ),
    http.get(
      at('/zzjbdl/guide/online-training'),
      signedIn(context, ({ session }) => {
        const unit = unitOf(context, session);
        return page(guidePage(unit, policyFor(state.clock.today(), unit.enterprise.district)));
      }),
    ),
  ];
}
