import { type HttpHandler, http } from 'msw/http';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { PolicyError } from '../../domain/policy/policy.ts';
import { Refusal } from '../base/refusal.ts';
import type { PortalState } from '../state/portal-api.ts';
import { guidePage, homePage, servicesPage } from '../views/home.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { page, signedIn, unitOf } from './respond.ts';

export function homeHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  return [
    http.get(
      at('/zzjbdl/home'),
      signedIn(context, ({ session }) => {
        const unit = unitOf(context, session);
        return page(homePage(unit, state.progress(session.creditCode), policyToday(state, unit.enterprise.district)));
      }),
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
        return page(guidePage(unit, state.policyOn(state.clock.today(), unit.enterprise.district)));
      }),
    ),
  ];
}

function policyToday(state: PortalState, district: string): PolicyPack | undefined {
  try {
    return state.policyOn(state.clock.today(), district);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
