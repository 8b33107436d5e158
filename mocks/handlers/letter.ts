import { type HttpHandler, HttpResponse, http } from 'msw/http';
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { letterAttributes, signedLetter } from '../letter/sign.ts';
import type { Session } from '../state/model.ts';
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
  const sheet = ({ creditCode }: Session, place: { x: number; y: number }) => ({
    ...place,
    text: current(creditCode).text,
    unit: state.enterprise(creditCode).name,
    at: state.clock.now(),
  });
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
      signedIn(context, async ({ request, session }) => {
        const { letter, x, y } = queryOf(request, 'letter', 'x', 'y');
        const place = { x: Number(x), y: Number(y) };
        const payload = state.sealPayload(letter, place.x, place.y);
        const attributes = await letterAttributes(sheet(session, place), state.ukey.certificatePem());
        return HttpResponse.json({ payload, document: Buffer.from(attributes).toString('base64') });
      }),
    ),
    http.post(
      at(`${LETTER_PATH}/seal`),
      signedIn(context, async ({ request, session }) => {
        const { letter, x, y, certificate, signature, documentSignature } = await jsonOf(request, {
          letter: z.string(),
          x: z.number(),
          y: z.number(),
          certificate: z.string(),
          signature: z.string(),
          documentSignature: z.base64(),
        });
        const pdf = await signedLetter(sheet(session, { x, y }), certificate, Buffer.from(documentSignature, 'base64'));
        state.sealLetter(session.creditCode, { letterId: letter, x, y, certificatePem: certificate, signature, pdf });
        return done();
      }),
    ),
    http.get(
      at(`${LETTER_PATH}/sealed.pdf`),
      signedIn(context, ({ session }) => {
        const bytes = state.letterPdf(current(session.creditCode).id);
        if (bytes === undefined) throw new Refusal('承诺书尚未签章，没有可下载的 PDF。请先点击「单位签章」完成签章。');
        return new HttpResponse(bytes.slice().buffer, {
          headers: {
            'content-type': 'application/pdf',
            'content-disposition': `inline; filename="commitment.pdf"; filename*=UTF-8''${encodeURIComponent('告知承诺书.pdf')}`,
          },
        });
      }),
    ),
  ];
}
