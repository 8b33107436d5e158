import 'reflect-metadata'; // @peculiar/x509's dependency container asks for it first

import { createVerify, X509Certificate } from 'node:crypto';
import { X509Certificate as Parsed } from '@peculiar/x509';
import type { Moment } from '../../domain/date.ts';
import { Refusal } from '../base/refusal.ts';

export interface Signer {
  creditCode: string;
  serial: string;
}

/** Chain, validity on the portal's clock and signature; says who signed. @throws Refusal in the portal's words */
export function verifySignature(
  authorityPem: string,
  certificatePem: string,
  data: string,
  signature: string,
  now: Moment,
): Signer {
  const certificate = parse(certificatePem);
  if (!certificate.verify(new X509Certificate(authorityPem).publicKey))
    throw new Refusal('数字证书不是认可机构签发的，无法使用。请插入本单位的法人一证通 UKey。');
  const instant = Date.parse(`${now}+08:00`);
  if (instant >= Date.parse(certificate.validTo))
    throw new Refusal(`数字证书已于 ${lastDay(certificate)} 到期。请到法人一证通服务网点办理证书更新后再登录。`);
  if (instant < Date.parse(certificate.validFrom)) throw new Refusal('数字证书尚未生效，请核对证书有效期。');
  const genuine = createVerify('RSA-SHA256').update(data, 'utf8').verify(certificate.publicKey, signature, 'base64');
  if (!genuine) throw new Refusal('数字签名校验未通过，请重新插入 UKey 后再试。');
  const creditCode = new Parsed(certificatePem).subjectName.getField('2.5.4.5')[0];
  if (creditCode === undefined) throw new Refusal('数字证书中没有统一社会信用代码，请使用法人一证通 UKey。');
  return { creditCode, serial: certificate.serialNumber };
}

function parse(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Refusal('未读到有效的数字证书，请重新插入 UKey 后再试。');
  }
}

function lastDay(certificate: X509Certificate): string {
  return new Date(Date.parse(certificate.validTo) + 8 * 3_600_000 - 1000).toISOString().slice(0, 10);
}
