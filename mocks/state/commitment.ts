import { createHash } from 'node:crypto';
import { chineseDay } from '../../domain/chinese.ts';
import { Refusal } from '../base/refusal.ts';
import { verifySignature } from '../ukey/verify.ts';
import { type Context, need } from './context.ts';
import type { Filing, Letter } from './model.ts';

/** Where the centre of the seal may be, as shares of the page: the whole seal must be on it. */
export const SEAL_BOUNDS = { left: 0.12, right: 0.88, top: 0.09, bottom: 0.91 };

export const LETTER_TITLE = '上海市企业职工线上职业培训补贴申请告知承诺书';

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const payload = (letter: Pick<Letter, 'id' | 'sha256'>, x: number, y: number) =>
  `${letter.id}|${letter.sha256}|${x.toFixed(4)}|${y.toFixed(4)}`;

/** The letter in force of an application, if any. */
function currentLetter(context: Context, applicationId: string): Letter | undefined {
  return context.tables.letters
    .all()
    .findLast((letter) => letter.applicationId === applicationId && letter.voidedBecause === undefined);
}

/** A change after the letter was made takes letter and seal out of force, and keeps why. */
export function voidLetter(context: Context, applicationId: string, because: string): void {
  const letter = currentLetter(context, applicationId);
  if (letter !== undefined)
    context.tables.letters.put(letter.id, {
      ...letter,
      voidedBecause: `${because}，原承诺书${letter.seal === undefined ? '' : '和签章'}已失效`,
    });
}

/** The letter, its seal, and the gate that both guard. */
export function commitmentRules(context: Context, openApplication: (creditCode: string) => { id: string }) {
  const { tables, store } = context;
  const drafts = (applicationId: string): Filing[] =>
    tables.filings.all().filter((filing) => filing.applicationId === applicationId && filing.status === '草稿');

  function text(creditCode: string, filings: Filing[]): string {
    const unit = context.enterprise(creditCode);
    const { undertakings } = context.policy(creditCode);
    return [
      LETTER_TITLE,
      `${unit.district}人力资源和社会保障局：`,
      `我单位${unit.name}（统一社会信用代码：${unit.creditCode}）拟申请开展企业职工线上职业培训，现就有关事项郑重承诺如下：`,
      ...undertakings.map((undertaking, index) => `${index + 1}. ${undertaking.text}`),
      '我单位所作以上承诺是真实意思表示，并愿意承担违反承诺的一切法律责任。',
      `拟开展的培训项目：${filings.map((filing) => `${filing.course}（${filing.platformName}，${filing.plannedTrainees} 人）`).join('；')}。`,
      `申请单位：${unit.name}`,
      '（单位公章）',
      chineseDay(context.today()),
    ].join('\n');
  }

  /** The text is the one that was signed, at this place, by the certificate that is named. */
  function sealHolds(letter: Letter, seal: NonNullable<Letter['seal']>): boolean {
    if (digest(letter.text) !== letter.sha256) return false;
    try {
      return (
        verifySignature(
          context.authority,
          seal.certificatePem,
          payload(letter, seal.x, seal.y),
          seal.signature,
          seal.at,
        ).serial === seal.certificateSerial
      );
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  function requireSealed(creditCode: string): Letter {
    const application = openApplication(creditCode);
    if (drafts(application.id).length === 0) throw new Refusal('还没有备案信息，请先点击「新增」填写备案信息。');
    const letter = currentLetter(context, application.id);
    if (letter === undefined) {
      const voided = tables.letters
        .all()
        .findLast((candidate) => candidate.applicationId === application.id)?.voidedBecause;
      throw new Refusal(
        `${voided === undefined ? '尚未生成承诺书' : voided}。请先点击「生成承诺书」，再点击「单位签章」。`,
      );
    }
    if (letter.seal === undefined) throw new Refusal('承诺书尚未签章，请点击「单位签章」完成签章后再点「下一步」。');
    const unchanged =
      letter.text === text(creditCode, drafts(application.id)).replace(/[^\n]+$/, lastLine(letter.text));
    const genuine = unchanged && sealHolds(letter, letter.seal);
    if (!genuine) throw new Refusal('承诺书在签章后被改动，签章已失效。请重新生成承诺书并签章。');
    return letter;
  }

  return {
    letter(creditCode: string): Letter | undefined {
      const application = openApplication(creditCode);
      return (
        currentLetter(context, application.id) ??
        tables.letters.all().findLast((letter) => letter.applicationId === application.id)
      );
    },
    sealSays(applicationId: string): string {
      const letter = currentLetter(context, applicationId);
      if (letter?.seal === undefined) return '没有签章';
      if (!sealHolds(letter, letter.seal)) return '校验未通过：承诺书在签章后被改动';
      return `校验通过：承诺书自 ${letter.seal.at.slice(0, 10)} 签章后未被改动，证书编号 ${letter.seal.certificateSerial}`;
    },
    letterOf: (applicationId: string) => currentLetter(context, applicationId),
    letterPdf(letterId: string): Uint8Array | undefined {
      const sha256 = tables.letters.get(letterId)?.pdf;
      return sha256 === undefined ? undefined : store.blob(sha256);
    },
    generateLetter(creditCode: string): Letter {
      return store.atomic(() => {
        const application = openApplication(creditCode);
        const filings = drafts(application.id);
        if (filings.length === 0) throw new Refusal('还没有备案信息，请先点击「新增」填写备案信息，再生成承诺书。');
        voidLetter(context, application.id, '重新生成了承诺书');
        const content = text(creditCode, filings);
        const id = context.id('L');
        return tables.letters.put(id, {
          id,
          applicationId: application.id,
          text: content,
          sha256: digest(content),
          generatedAt: context.now(),
        });
      });
    },
    sealPayload: (letterId: string, x: number, y: number) =>
      payload(need(tables.letters.get(letterId), '该承诺书'), x, y),
    sealLetter(
      creditCode: string,
      input: {
        letterId: string;
        x: number;
        y: number;
        certificatePem: string;
        signature: string;
        pdf?: Uint8Array;
      },
    ): Letter {
      return store.atomic(() => {
        const letter = currentLetter(context, openApplication(creditCode).id);
        if (letter === undefined) throw new Refusal('尚未生成承诺书，请返回上一页点击「生成承诺书」。');
        if (letter.id !== input.letterId) throw new Refusal('承诺书已重新生成，请刷新页面后对新的承诺书签章。');
        if (letter.seal !== undefined) throw new Refusal('承诺书已经签章，无需重复签章。请点击「返回」继续办理。');
        const { x, y } = input;
        const inside =
          x >= SEAL_BOUNDS.left && x <= SEAL_BOUNDS.right && y >= SEAL_BOUNDS.top && y <= SEAL_BOUNDS.bottom;
        if (!inside) throw new Refusal('电子印章超出了承诺书页面，请将印章完整拖放到页面之内。');
        const signer = verifySignature(
          context.authority,
          input.certificatePem,
          payload(letter, x, y),
          input.signature,
          context.now(),
        );
        if (signer.creditCode !== creditCode)
          throw new Refusal('签章所用的数字证书不属于本单位，请插入本单位的法人一证通 UKey。');
        return tables.letters.put(letter.id, {
          ...letter,
          ...(input.pdf !== undefined && { pdf: store.putBlob(input.pdf) }),
          seal: {
            x,
            y,
            certificateSerial: signer.serial,
            certificatePem: input.certificatePem,
            signature: input.signature,
            at: context.now(),
          },
        });
      });
    },
    requireSealed,
  };
}

/** The date of the letter is the day it was made, not the day it is looked at. */
function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
