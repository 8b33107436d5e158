import { type HttpHandler, HttpResponse, http } from 'msw/http';
import { z } from 'zod';
import { Refusal } from '../state/refusal.ts';
import { letterPage } from '../views/letter.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { jsonOf, queryOf } from './form.ts';
import { done, page, signedIn, unitOf } from './respond.ts';

const LETTER_PATH = '/zzjbdl/filing/letter';

export function letterHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  const current = (creditCode: string) => {
    const letter = state.letter(creditCode);
    if (letter === undefined || letter.voidedBecause !== undefined)
      throw new Refusal('尚未生成承诺书，请先点击「生成承诺书」，再点击「单位签章」。');
    return letter;
  };
  return [
    http.post(
      at(`${LETTER_PATH}/generate`),
      signedIn(context, ({ session }) => {
        state.generateLetter(session.creditCode);
        return done();
      }),
    ),
    http.post(
      at(`${LETTER_PATH}/open`),
      signedIn(context, ({ session }) => {
        current(session.creditCode);
        return done(LETTER_PATH);
      }),
    ),
    http.get(
      at(LETTER_PATH),
      signedIn(context, ({ session }) => page(letterPage(unitOf(context, session), current(session.creditCode)))),
    ),
    http.get(
      at(`${LETTER_PATH}/payload`),
      signedIn(context, ({ request }) => {
        const { letter = '', x, y } = queryOf(request, 'letter', 'x', 'y');
        return HttpResponse.json({ payload: state.sealPayload(letter, Number(x), Number(y)) });
      }),
    ),
    http.post(
      at(`${LETTER_PATH}/seal`),
      signedIn(context, async ({ request, session }) => {
        const { letter, x, y, certificate, signature } = await jsonOf(request, {
          letter: z.string(),
          x: z.number(),
          y: z.number(),
          certificate: z.string(),
          signature: z.string(),
        });
        state.sealLetter(session.creditCode, { letterId: letter, x, y, certificatePem: certificate, signature });
        return done();
      }),
    ),
  ];
}
