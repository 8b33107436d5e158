import { createVerify, X509Certificate } from 'node:crypto';
import { PDF, type Signer } from '@libpdf/core';
import type { Moment } from '../../domain/date.ts';
import { Refusal } from '../base/refusal.ts';
import { drawLetter, type LetterSheet } from './draw.ts';

const RSA_2048_BYTES = 256;

/**
 * What the key has to sign for this sheet: the signed attributes of the PDF's
 * signature (RFC 5652 §5.4), DER. The PDF is made with an empty signature and thrown away.
 */
export async function letterAttributes(sheet: LetterSheet, certificatePem: string): Promise<Uint8Array> {
  let attributes: Uint8Array | undefined;
  await signed(sheet, certificatePem, (data) => {
    attributes = data;
    return new Uint8Array(RSA_2048_BYTES);
  });
  if (attributes === undefined) throw new Error('the PDF library asked for no signature');
  return attributes;
}

/**
 * The letter with the key's signature over the whole document. `signature` is RSA-SHA256 of {@link letterAttributes}.
 * @throws Refusal when the signature is not this certificate's over this sheet
 */
export function signedLetter(sheet: LetterSheet, certificatePem: string, signature: Uint8Array): Promise<Uint8Array> {
  return signed(sheet, certificatePem, (attributes) => {
    if (!createVerify('RSA-SHA256').update(attributes).verify(certificatePem, signature))
      throw new Refusal('承诺书的数字签名校验未通过，可能在签章时内容或时间有变化。请刷新页面后重新签章。');
    return signature;
  });
}

async function signed(
  sheet: LetterSheet,
  certificatePem: string,
  sign: (attributes: Uint8Array) => Uint8Array,
): Promise<Uint8Array> {
  const room = await signatureSize(certificatePem, sheet.at);
  return signPdf(await PDF.load(await drawLetter(sheet)), certificatePem, sheet.at, sign, room);
}

async function signPdf(
  pdf: PDF,
  certificatePem: string,
  at: Moment,
  sign: (attributes: Uint8Array) => Uint8Array,
  estimatedSize?: number,
): Promise<Uint8Array> {
  const signer: Signer = {
    certificate: new Uint8Array(new X509Certificate(certificatePem).raw),
    keyType: 'RSA',
    signatureAlgorithm: 'RSASSA-PKCS1-v1_5',
    sign: async (attributes) => sign(attributes),
  };
  const { bytes } = await pdf.sign({
    signer,
    reason: '企业职工线上职业培训补贴申请告知承诺',
    location: '模拟环境',
    signingTime: instantOf(at),
    fieldName: '单位签章',
    ...(estimatedSize !== undefined && { estimatedSize }),
  });
  return bytes;
}

/**
 * Bytes that this certificate's signature takes. The place kept for it must fit
 * exactly: bytes left over would be outside the signed ranges and could be changed unseen.
 */
async function signatureSize(certificatePem: string, at: Moment): Promise<number> {
  const blank = PDF.create();
  blank.addPage();
  const bytes = await signPdf(blank, certificatePem, at, () => new Uint8Array(RSA_2048_BYTES));
  const contents = /\/Contents\s*<([0-9A-Fa-f]+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
  // SEQUENCE with a length of two bytes (X.690 §8.1.3.5): a signature with its certificate is that long.
  return 4 + Number.parseInt(contents.slice(4, 8), 16);
}

const instantOf = (at: Moment) => new Date(`${at}+08:00`);
