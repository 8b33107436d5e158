import { Refusal } from '../base/refusal.ts';
import { openApplication } from './applications.ts';
import { type Context, need } from './context.ts';
import { letterText, stillSays, textDigest } from './letter-text.ts';
import { currentLetter, lastLetter, voidLetter } from './letters.ts';
import type { Filing, Letter } from './model.ts';
import { payloadOf, type SealInput, sealHolds, sealLetter } from './seal.ts';

/** The letter and its seal. */
export function commitmentRules(context: Context) {
  const { tables, store } = context;
  return {
    letter(creditCode: string): Letter | undefined {
      const application = openApplication(context, creditCode);
      return currentLetter(context, application.id) ?? lastLetter(context, application.id);
    },
    sealSays(applicationId: string): string {
      const letter = currentLetter(context, applicationId);
      if (letter?.seal === undefined) return '没有签章';
      if (!sealHolds(context, letter, letter.seal)) return '校验未通过：承诺书在签章后被改动';
      return `校验通过：承诺书自 ${letter.seal.at.slice(0, 10)} 签章后未被改动，证书编号 ${letter.seal.certificateSerial}`;
    },
    letterOf: (applicationId: string) => currentLetter(context, applicationId),
    letterPdf(letterId: string): Uint8Array | undefined {
      const sha256 = tables.letters.get(letterId)?.pdf;
      return sha256 === undefined ? undefined : store.blob(sha256);
    },
    generateLetter(creditCode: string): Letter {
      return store.atomic(() => {
        const application = openApplication(context, creditCode);
        const filings = drafts(context, application.id);
        if (filings.length === 0) throw new Refusal('还没有备案信息，请先点击「新增」填写备案信息，再生成承诺书。');
        voidLetter(context, application.id, '重新生成了承诺书');
        const text = letterText(context, creditCode, filings);
        const id = context.id('L');
        return tables.letters.put(id, {
          id,
          applicationId: application.id,
          text,
          sha256: textDigest(text),
          generatedAt: context.now(),
        });
      });
    },
    sealPayload: (letterId: string, x: number, y: number) =>
      payloadOf(need(tables.letters.get(letterId), '该承诺书'), x, y),
    sealLetter: (creditCode: string, input: SealInput) => sealLetter(context, creditCode, input),
    requireSealed: (creditCode: string) => requireSealed(context, creditCode),
  };
}

/** The gate of 「下一步」: a letter in force that is sealed and still holds. @throws Refusal */
export function requireSealed(context: Context, creditCode: string): Letter {
  const application = openApplication(context, creditCode);
  const filings = drafts(context, application.id);
  if (filings.length === 0) throw new Refusal('还没有备案信息，请先点击「新增」填写备案信息。');
  const letter = currentLetter(context, application.id);
  if (letter === undefined) {
    const why = lastLetter(context, application.id)?.voidedBecause ?? '尚未生成承诺书';
    throw new Refusal(`${why}。请先点击「生成承诺书」，再点击「单位签章」。`);
  }
  if (letter.seal === undefined) throw new Refusal('承诺书尚未签章，请点击「单位签章」完成签章后再点「下一步」。');
  if (!stillSays(context, letter, creditCode, filings) || !sealHolds(context, letter, letter.seal))
    throw new Refusal('承诺书在签章后被改动，签章已失效。请重新生成承诺书并签章。');
  return letter;
}

function drafts({ tables }: Context, applicationId: string): Filing[] {
  return tables.filings.all().filter((filing) => filing.applicationId === applicationId && filing.status === '草稿');
}
