import { type HttpHandler, http } from 'msw/http';
import { z } from 'zod';
import { maskPhone } from '../../domain/identifiers/mask.ts';
import { paged } from '../state/paging.ts';
import { CLAIM_TRANSITIONS, FILING_TRANSITIONS } from '../state/transitions.ts';
import {
  deskClaimPage,
  deskClaimsPage,
  deskFilingPage,
  deskNoticesPage,
  deskPage,
  deskPaymentsPage,
} from '../views/desk.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { formOf, pageOf, several } from './form.ts';
import { done, guarded, page } from './respond.ts';

const { accept, approve, publish, approveFinance, pay, failPayment } = CLAIM_TRANSITIONS;
const PAYMENT_STATUSES: readonly string[] = [...approveFinance.from, ...pay.from, pay.to, failPayment.to];
const lines = (text: string) => text.split('\n');

/** 区审核: filings, claims, notices, payments. */
export function deskHandlers({ state }: PortalContext): HttpHandler[] {
  const desk = () => ({ now: state.clock.now() });
  const nameOf = (creditCode: string) => state.enterprise(creditCode).name;
  /** An act on one record named in the path. */
  const act = (path: string, run: (id: string, request: Request) => unknown) =>
    http.post(
      at(`/desk${path}`),
      guarded(async ({ request, params }) => {
        await run(String(params.id), request);
        return done();
      }),
    );
  return [
    http.get(
      at('/desk'),
      guarded(({ request }) => {
        const { filings, claims, notices } = state.deskQueue();
        const waiting = (rows: { status: string }[], ...statuses: string[]) =>
          rows.filter((row) => statuses.includes(row.status)).length;
        const counts = [
          { label: '待审核备案', path: '/desk', count: waiting(filings, ...FILING_TRANSITIONS.approve.from) },
          { label: '补贴审核', path: '/desk/claims', count: waiting(claims, ...accept.from, ...approve.from) },
          {
            label: '公示',
            path: '/desk/notices',
            count: waiting(claims, ...publish.from) + waiting(notices, '公示中'),
          },
          { label: '拨付', path: '/desk/payments', count: waiting(claims, ...approveFinance.from, ...pay.from) },
        ];
        const order = [...filings].sort((a, b) => Number(b.status === '待审核') - Number(a.status === '待审核'));
        return page(deskPage(desk(), counts, paged(order, pageOf(request), 20), nameOf));
      }),
    ),
    http.get(
      at('/desk/filings/:id'),
      guarded(({ params }) => {
        const filing = state.filing(String(params.id));
        const letter = state.letterOf(filing.applicationId);
        return page(
          deskFilingPage(
            desk(),
            filing,
            state.enterprise(filing.creditCode),
            state.materials(filing.applicationId),
            letter,
            state.sealSays(filing.applicationId),
          ),
        );
      }),
    ),
    http.post(
      at('/desk/filings/approve'),
      guarded(async ({ request }) => {
        state.approveFilings((await formOf(request, { id: several })).id);
        return done();
      }),
    ),
    http.post(
      at('/desk/filings/return'),
      guarded(async ({ request }) => {
        const { id, reasons } = await formOf(request, { id: several, reasons: z.string() });
        state.returnFilings(id, lines(reasons));
        return done();
      }),
    ),
    http.get(
      at('/desk/claims'),
      guarded(({ request }) =>
        page(deskClaimsPage(desk(), paged(state.deskQueue().claims, pageOf(request), 20), nameOf)),
      ),
    ),
    http.get(
      at('/desk/claims/:id'),
      guarded(({ request, params }) => {
        const claim = state.claim(String(params.id));
        const people = claim.lines.flatMap((line) => {
          const attendance = new Map(state.attendance(line.filingId).map((own) => [own.idNumber, own]));
          return state
            .trainees(line.filingId)
            .map((trainee) => ({ course: line.course, trainee, attendance: attendance.get(trainee.idNumber) }));
        });
        const phoneOf = (idNumber: string, filingId: string) => {
          const trainee = state.trainees(filingId).find((candidate) => candidate.idNumber === idNumber);
          return { name: trainee?.name ?? '', phone: maskPhone(trainee?.phone ?? '') };
        };
        return page(
          deskClaimPage(
            desk(),
            claim,
            state.enterprise(claim.creditCode),
            state.mails().filter((mail) => mail.claimId === claim.id),
            paged(people, pageOf(request), 20),
            phoneOf,
          ),
        );
      }),
    ),
    act('/claims/:id/accept', (id) => state.acceptClaim(id)),
    act('/claims/:id/approve', (id) => state.approveClaim(id)),
    act('/claims/:id/return', async (id, request) =>
      state.returnClaim(id, lines((await formOf(request, { reasons: z.string() })).reasons)),
    ),
    act('/claims/:id/call-backs', async (id, request) =>
      state.drawCallBacks(id, Number((await formOf(request, { size: z.string() })).size)),
    ),
    act('/claims/:id/call-back', async (id, request) => {
      const { index, result, note } = await formOf(request, {
        index: z.coerce.number().int(),
        result: z.string(),
        note: z.string(),
      });
      const call = state.claim(id).callBacks[index];
      state.recordCallBack(id, call?.filingId ?? '', call?.idNumber ?? '', result, note);
    }),
    http.get(
      at('/desk/notices'),
      guarded(({ request }) => {
        const { claims, notices } = state.deskQueue();
        return page(
          deskNoticesPage(
            desk(),
            claims.filter((claim) => publish.from.some((status) => status === claim.status)),
            paged([...notices].reverse(), pageOf(request), 20),
            nameOf,
          ),
        );
      }),
    ),
    http.post(
      at('/desk/notices/publish'),
      guarded(async ({ request }) => {
        state.publishNotice((await formOf(request, { id: several })).id);
        return done();
      }),
    ),
    http.post(
      at('/desk/notices/object'),
      guarded(async ({ request }) => {
        const { id, objection } = await formOf(request, { id: z.string(), objection: z.string() });
        state.objectToNotice(id, objection);
        return done();
      }),
    ),
    act('/notices/:id/close', (id) => state.closeNotice(id)),
    http.get(
      at('/desk/payments'),
      guarded(({ request }) =>
        page(
          deskPaymentsPage(
            desk(),
            paged(
              state.deskQueue().claims.filter((claim) => PAYMENT_STATUSES.includes(claim.status)),
              pageOf(request),
              20,
            ),
            nameOf,
          ),
        ),
      ),
    ),
    http.post(
      at('/desk/payments/fail'),
      guarded(async ({ request }) => {
        const { id, reason } = await formOf(request, { id: z.string(), reason: z.string() });
        state.failPayment(id, reason);
        return done();
      }),
    ),
    act('/payments/:id/finance', (id) => state.approveFinance(id)),
    act('/payments/:id/pay', (id) => state.pay(id)),
  ];
}
