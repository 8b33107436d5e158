import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { InputError } from '../domain/errors.ts';
import { addDurably } from './bag.ts';
import { ENVELOPE, ENVIRONMENT, STAMP } from './layout.ts';
import { checkTimestamp, grantedAnswer, SHA256, type Stamp } from './timestamp-token.ts';

/** An RFC 3161 time stamp authority, and the certificates that it is trusted by. */
export interface TimeAuthority {
  url: string;
  certificates: readonly X509Certificate[];
}

/** How far the authority's clock and ours may be apart. */
const TOLERANCE = 5 * 60_000;
const ANSWER_WITHIN = 20_000;
/** A token with a chain of certificates has 3 to 20 kB. */
const LARGEST_ANSWER = 256 * 1024;

/**
 * Has the seal in `folder` stamped and keeps the answer as `seal/run.tsr`. The
 * only place of the project that goes out, and only where a person gave the address.
 * @param answerWithin milliseconds
 * @throws InputError when there is no good stamp; nothing is written then
 */
export async function stampSeal(
  folder: string,
  authority: TimeAuthority,
  answerWithin = ANSWER_WITHIN,
): Promise<Stamp> {
  // The seal with all that it says (docs/decisions/0005): the signature's bytes alone would not do,
  // because the owner of a made-up ECDSA key can have one signature fit two contents.
  const seal = readFileSync(join(folder, ENVELOPE));
  const nonce = freshNonce();
  const asked = Date.now();
  const answer = await post(authority.url, requestFor(seal, nonce), answerWithin);
  const answered = Date.now();
  const granted = grantedAnswer(answer);
  const stamp =
    typeof granted === 'string' ? granted : checkTimestamp(granted.file, seal, authority.certificates, nonce);
  if (typeof granted === 'string' || typeof stamp === 'string')
    throw new InputError(
      `时间戳机构「${authority.url}」的应答不能采用：${stamp}。请核对 --tsa 地址和 --tsa-cert 证书，或换一家机构。`,
    );
  const time = Date.parse(stamp.time);
  if (time < asked - TOLERANCE || time > answered + TOLERANCE)
    throw new InputError(
      `本机时间是 ${new Date(answered).toISOString()}，时间戳机构说是 ${stamp.time}，相差超过 5 分钟，时间戳没有采用。请校准本机时钟，或换一家机构。`,
    );
  const early = earlierThanRun(stamp, textIn(folder, ENVIRONMENT));
  if (early !== undefined) throw new InputError(`${early}，时间戳没有采用。请校准本机时钟后重新演练。`);
  addDurably(join(folder, STAMP), granted.file);
  return stamp;
}

/** A stamp cannot be older than what it is on: by the run's own record of when it ended. */
export function earlierThanRun({ time }: Stamp, environment: string | undefined): string | undefined {
  const ended = /"ended":"([^"]+)"/.exec(environment ?? '')?.[1];
  return ended !== undefined && Date.parse(time) < Date.parse(ended) - TOLERANCE
    ? `时间戳的时间 ${time} 早于演练自己记录的结束时间 ${ended}`
    : undefined;
}

/** @throws InputError when the address or the certificates cannot be used */
export function readTimeAuthority(url: string, certificateFile: string | undefined): TimeAuthority {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new InputError(`时间戳机构的地址「${url}」不对，须以 http:// 或 https:// 开头。`);
  if (certificateFile === undefined)
    throw new InputError('给出 --tsa 时还须用 --tsa-cert 给出该机构的证书（PEM），否则无从判断时间戳是谁盖的。');
  return { url, certificates: readCertificates(certificateFile) };
}

/** Every certificate of a PEM file. @throws InputError when there is none */
export function readCertificates(path: string): X509Certificate[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `无法读取时间戳机构的证书「${path}」（${(error as NodeJS.ErrnoException).code}）。请检查路径和权限。`,
    );
  }
  try {
    const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    if (found.length > 0) return found.map((pem) => new X509Certificate(pem));
  } catch {
    // said below, in one sentence
  }
  throw new InputError(`「${path}」中没有可用的证书（PEM）。请向时间戳机构索取其证书。`);
}

/** RFC 3161 §2.4.1, with the certificate asked for, so that the stamp can be checked by itself. */
function requestFor(data: Uint8Array, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: createHash('sha256').update(data).digest() }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/** Eight bytes that are a positive DER integer without padding: an answer with a fresh number cannot be an old one. */
function freshNonce(): Uint8Array {
  const nonce = new Uint8Array(randomBytes(8));
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

async function post(url: string, body: Uint8Array<ArrayBuffer>, answerWithin: number): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithin),
    });
    if (response.status !== 200) throw new InputError(`以 HTTP ${response.status} 拒绝了请求`);
    const type = response.headers.get('content-type') ?? '';
    if (!/^application\/timestamp-reply\b/i.test(type)) throw new InputError(`的应答不是时间戳（类型「${type}」）`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > LARGEST_ANSWER) throw new InputError('的应答过大，不是时间戳');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    const why =
      error instanceof InputError
        ? error.message
        : (error as Error).name === 'TimeoutError'
          ? `在 ${answerWithin / 1000} 秒内没有应答`
          : `无法连接（${cause?.code ?? cause?.message ?? (error as Error).message}）`;
    throw new InputError(`时间戳机构「${url}」${why}，没有取得时间戳。请检查 --tsa 地址和网络，或稍后重试。`);
  }
}

function textIn(folder: string, path: string): string | undefined {
  return existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined;
}
