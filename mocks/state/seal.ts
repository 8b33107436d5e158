import { Refusal } from '../base/refusal.ts';
import { verifySignature } from '../ukey/verify.ts';
import { openApplication } from './applications.ts';
import type { Context } from './context.ts';
import { textDigest } from './letter-text.ts';
import { currentLetter } from './letters.ts';
import type { Letter } from './model.ts';

/** Where the centre of the seal may be, as shares of the page: the whole seal must be on it. */
export const SEAL_BOUNDS = { left: 0.12, right: 0.88, top: 0.09, bottom: 0.91 };

export interface SealInput {
  letterId: string;
  /** Centre of the seal as shares of the page. */
  x: number;
  y: number;
  certificatePem: string;
  signature: string;
  /** The same letter as a signed document. */
  pdf?: Uint8Array;
}

/** What the key signs: the letter's digest and the place of the seal. */
export function payloadOf(letter: Pick<Letter, 'id' | 'sha256'>, x: number, y: number): string {
  return `${letter.id}|${letter.sha256}|${x.toFixed(4)}|${y.toFixed(4)}`;
}

/** Puts the unit's seal on its letter in force. @throws Refusal */
export function sealLetter(context: Context, creditCode: string, input: SealInput): Letter {
  const { tables, store } = context;
  return store.atomic(() => {
    const letter = currentLetter(context, openApplication(context, creditCode).id);
    if (letter === undefined) throw new Refusal('尚未生成承诺书，请返回上一页点击「生成承诺书」。');
    if (letter.id !== input.letterId) throw new Refusal('承诺书已重新生成，请刷新页面后对新的承诺书签章。');
    if (letter.seal !== undefined) throw new Refusal('承诺书已经签章，无需重复签章。请点击「返回」继续办理。');
    const { x, y, certificatePem, signature } = input;
    const inside = x >= SEAL_BOUNDS.left && x <= SEAL_BOUNDS.right && y >= SEAL_BOUNDS.top && y <= SEAL_BOUNDS.bottom;
    if (!inside) throw new Refusal('电子印章超出了承诺书页面，请将印章完整拖放到页面之内。');
    const at = context.now();
    const signer = verifySignature(context.authority, certificatePem, payloadOf(letter, x, y), signature, at);
    if (signer.creditCode !== creditCode)
      throw new Refusal('签章所用的数字证书不属于本单位，请插入本单位的法人一证通 UKey。');
    return tables.letters.put(letter.id, {
      ...letter,
      ...(input.pdf !== undefined && { pdf: store.putBlob(input.pdf) }),
      seal: { x, y, certificateSerial: signer.serial, certificatePem, signature, at },
    });
  });
}

/** The text is the one that was signed, at this place, by the certificate that is named. */
export function sealHolds({ authority }: Context, letter: Letter, seal: NonNullable<Letter['seal']>): boolean {
  if (textDigest(letter.text) !== letter.sha256) return false;
  try {
    const payload = payloadOf(letter, seal.x, seal.y);
    const signer = verifySignature(authority, seal.certificatePem, payload, seal.signature, seal.at);
    return signer.serial === seal.certificateSerial;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
