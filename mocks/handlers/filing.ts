import { type HttpHandler, HttpResponse, http } from 'msw/http';
import { z } from 'zod';
import { entryPage } from '../views/entry.ts';
import { filingPage, filingsPage } from '../views/filings.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { formOf, pageOf, queryOf } from './form.ts';
import { done, page, signedIn, unitOf } from './respond.ts';

const FIELDS = {
  type: z.string(),
  course: z.string(),
  platformName: z.string(),
  platformCreditCode: z.string(),
  plannedTrainees: z.string(),
};

export function filingHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  return [
    http.get(
      at('/zzjbdl/filing/entry'),
      signedIn(context, ({ request, session: { creditCode }, session }) => {
        const { result, status } = queryOf(request, 'result', 'status');
        return page(
          entryPage({
            unit: unitOf(context, session),
            query: { result, status },
            drafts: state.drafts(creditCode),
            letter: state.letter(creditCode),
            found: state.filings(creditCode, { result, status, page: pageOf(request), size: 5 }),
          }),
        );
      }),
    ),
    http.get(
      at('/zzjbdl/filing/subsidy'),
      signedIn(context, ({ request, session }) => {
        const count = Number(queryOf(request, 'count').count);
        return HttpResponse.json({
          amount: Number.isInteger(count) && count > 0 ? state.plannedSubsidy(count, session.creditCode) : 0,
        });
      }),
    ),
    http.post(
      at('/zzjbdl/filing/save'),
      signedIn(context, async ({ request, session }) => {
        const { id, ...input } = await formOf(request, { id: z.string(), ...FIELDS });
        if (id === '') state.addFiling(session.creditCode, input);
        else state.editFiling(session.creditCode, id, input);
        return done();
      }),
    ),
    http.post(
      at('/zzjbdl/filing/remove'),
      signedIn(context, async ({ request, session }) => {
        state.removeFiling(session.creditCode, (await formOf(request, { id: z.string() })).id);
        return done();
      }),
    ),
    http.post(
      at('/zzjbdl/filing/entry/next'),
      signedIn(context, ({ session }) => {
        state.requireSealed(session.creditCode);
        return done('/zzjbdl/filing/materials');
      }),
    ),
    http.get(
      at('/zzjbdl/filings'),
      signedIn(context, ({ request, session }) =>
        page(
          filingsPage(unitOf(context, session), state.filings(session.creditCode, { page: pageOf(request), size: 20 })),
        ),
      ),
    ),
    http.post(
      at('/zzjbdl/filings/reopen'),
      signedIn(context, async ({ request, session }) => {
        state.reopenFiling(session.creditCode, (await formOf(request, { id: z.string() })).id);
        return done('/zzjbdl/filing/entry');
      }),
    ),
    http.get(
      at('/zzjbdl/filings/:id'),
      signedIn(context, ({ params, session }) => {
        const filing = state.ownFiling(session.creditCode, String(params.id));
        return page(
          filingPage(
            unitOf(context, session),
            filing,
            state.materials(filing.applicationId),
            state.letterOf(filing.applicationId),
          ),
        );
      }),
    ),
  ];
}
