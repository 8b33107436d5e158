import { type HttpHandler, http } from 'msw/http';
import { z } from 'zod';
import { findDistrict } from '../../domain/identifiers/districts.ts';
import { LIMITS } from '../../domain/policy/sentences.ts';
import { Refusal } from '../base/refusal.ts';
import { sendClaimMail } from '../mailbox/compose.ts';
import { CLAIM_PAPERS } from '../state/mailbox.ts';
import type { Session } from '../state/model.ts';
import { claimDetailPage, claimMailPage, claimPage } from '../views/claim.ts';
import { progressPage } from '../views/progress.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { formOf, several } from './form.ts';
import { done, page, signedIn, unitOf } from './respond.ts';

const ACCOUNT = { bank: z.string(), name: z.string(), number: z.string() };

/** 申请补贴, 寄送材料, 办理进度. */
export function claimHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  const own = (session: Session, id: unknown) => {
    const claim = state.claim(String(id));
    if (claim.creditCode !== session.creditCode) throw new Refusal('该补贴申请不属于本单位，不能查看。');
    return claim;
  };
  return [
    http.get(
      at('/zzjbdl/claim'),
      signedIn(context, ({ session }) =>
        page(
          claimPage(unitOf(context, session), state.claimable(session.creditCode), state.claims(session.creditCode)),
        ),
      ),
    ),
    http.post(
      at('/zzjbdl/claim'),
      signedIn(context, async ({ request, session }) => {
        const { filing, ...account } = await formOf(request, { filing: several, ...ACCOUNT });
        return done(`/zzjbdl/claims/${state.submitClaim(session.creditCode, { filingIds: filing, account }).id}`);
      }),
    ),
    http.get(
      at('/zzjbdl/claims/:id'),
      signedIn(context, ({ params, session }) => {
        const claim = own(session, params.id);
        const unit = unitOf(context, session);
        return page(
          claimDetailPage(
            unit,
            claim,
            {
              due: state.mailBy(claim),
              limit: LIMITS.mail(state.policyOn(state.clock.today(), unit.enterprise.district).parameters),
            },
            state.mails().filter((mail) => mail.claimId === claim.id),
          ),
        );
      }),
    ),
    http.post(
      at('/zzjbdl/claims/:id/resubmit'),
      signedIn(context, async ({ request, params, session }) => {
        state.resubmitClaim(session.creditCode, own(session, params.id).id, {
          account: await formOf(request, ACCOUNT),
        });
        return done();
      }),
    ),
    http.get(
      at('/zzjbdl/claims/:id/mail'),
      signedIn(context, ({ params, session }) => {
        const unit = unitOf(context, session);
        return page(
          claimMailPage(
            unit,
            own(session, params.id),
            findDistrict(unit.enterprise.district)?.mailbox ?? '',
            CLAIM_PAPERS,
          ),
        );
      }),
    ),
    http.post(
      at('/zzjbdl/claims/:id/mail'),
      signedIn(context, async ({ request, params, session }) => {
        const claim = own(session, params.id);
        const data = await request.formData();
        const files = data
          .getAll('attachments')
          .filter((file) => file instanceof File)
          .filter((file) => file.name !== '');
        if (files.length === 0) throw new Refusal(`请选择附件：${CLAIM_PAPERS.join('、')}。`);
        const attachments = await Promise.all(
          files.map(async (file) => ({ fileName: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
        );
        const text = (name: string) => String(data.get(name) ?? '').trim();
        await sendClaimMail(context.smtpPort, {
          from: `banshi@${claim.creditCode.toLowerCase()}.example`,
          to: text('to'),
          subject: text('subject'),
          text: text('text'),
          attachments,
        });
        return done(`/zzjbdl/claims/${claim.id}`);
      }),
    ),
    http.get(
      at('/zzjbdl/progress'),
      signedIn(context, ({ session }) =>
        page(progressPage(unitOf(context, session), state.progress(session.creditCode))),
      ),
    ),
  ];
}
