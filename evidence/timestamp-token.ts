import { createHash, type X509Certificate } from 'node:crypto';
import { fromBER, Integer, Sequence } from 'asn1js';
import {
  Certificate,
  id_ContentType_SignedData,
  id_eContentType_TSTInfo,
  SignedData,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { chainProblem } from './certificate-chain.ts';
import { cmsSigner } from './cms-signature.ts';

/** What a good stamp says. */
export interface Stamp {
  /** The authority's clock, ISO 8601, UTC. */
  time: string;
  /** Subject of the certificate that signed, on one line. */
  authority: string;
}

export const SHA256 = '2.16.840.1.101.3.4.2.1';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/**
 * A granted answer as it is kept: status "granted" with nothing beside it (the
 * status is outside the signature, so only one spelling counts) and the token
 * byte for byte. A sentence where there is no such answer in it.
 */
export function grantedAnswer(answer: Uint8Array): { file: Buffer; message: Sequence } | string {
  try {
    const { result, offset } = fromBER(new Uint8Array(answer));
    if (offset !== answer.length) return '应答残缺，或不是 RFC 3161 时间戳';
    const { status, timeStampToken } = new TimeStampResp({ schema: result });
    // "granted with modifications" is no plain yes: something else was stamped than was asked for.
    if (Number(status.status) !== 0) return `时间戳机构没有照办（状态 ${Number(status.status)}）`;
    if (timeStampToken?.contentType !== id_ContentType_SignedData) return '应答中没有时间戳';
    const token = (result as Sequence).valueBlock.value[1] as Sequence;
    const file = Buffer.from(
      new Sequence({ value: [new Sequence({ value: [new Integer({ value: 0 })] }), token] }).toBER(),
    );
    if (file.indexOf(token.valueBeforeDecodeView) === -1) return '时间戳的编码不规范';
    return { file, message: timeStampToken.content };
  } catch {
    return '应答不是 RFC 3161 时间戳';
  }
}

/**
 * RFC 3161 §2.4.2: the stamp is over `data`, signed by an authority that one of
 * `authorities` vouches for, with a certificate for time stamping and nothing
 * else that was valid then. Revocation is not asked: it would need the network.
 * @returns what the stamp says, or one sentence why it does not count
 */
export function checkTimestamp(
  answer: Uint8Array,
  data: Uint8Array,
  authorities: readonly X509Certificate[],
  nonce?: Uint8Array,
): Stamp | string {
  const granted = grantedAnswer(answer);
  if (typeof granted === 'string') return granted;
  if (!granted.file.equals(answer)) return '时间戳的写法不规范，被改动过';
  try {
    return checkToken(granted.message, data, authorities, nonce);
  } catch {
    return '时间戳的内容格式不对';
  }
}

function checkToken(
  message: Sequence,
  data: Uint8Array,
  authorities: readonly X509Certificate[],
  nonce?: Uint8Array,
): Stamp | string {
  const { eContentType, eContent } = new SignedData({ schema: message }).encapContentInfo;
  if (eContentType !== id_eContentType_TSTInfo || eContent === undefined) return '应答中签名的不是时间戳';
  const info = TSTInfo.fromBER(eContent.getValue());
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== SHA256) return '时间戳用的不是 SHA-256';
  const imprint = createHash('sha256').update(data).digest();
  if (!imprint.equals(Buffer.from(hashedMessage.getValue()))) return '时间戳盖的不是这份封存';
  if (nonce !== undefined && !Buffer.from(info.nonce?.valueBlock.valueHexView ?? []).equals(nonce))
    return '时间戳不是对这次请求的应答（随机数不符）';
  const signer = cmsSigner(message);
  if (typeof signer === 'string') return `时间戳的签名不能采用：${signer}`;
  if (!onlyForStamping(signer.certificate)) return '签名者的证书不是专用于时间戳的';
  return (
    chainProblem(signer.certificate, signer.others, authorities, info.genTime) ?? {
      time: info.genTime.toISOString(),
      authority: signer.certificate.subject.replaceAll('\n', ', '),
    }
  );
}

/** RFC 3161 §2.3: one extended key usage, time stamping, critical. */
function onlyForStamping({ raw }: X509Certificate): boolean {
  const { extensions = [] } = Certificate.fromBER(new Uint8Array(raw));
  const usage = extensions.find((extension) => extension.extnID === EXTENDED_KEY_USAGE);
  const { keyPurposes = [] } = (usage?.parsedValue ?? {}) as { keyPurposes?: string[] };
  return usage?.critical === true && keyPurposes.length === 1 && keyPurposes[0] === TIME_STAMPING;
}
