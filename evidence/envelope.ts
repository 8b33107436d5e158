import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, isCanonical } from './canonical-json.ts';
import { keyIdOf } from './keys.ts';
import { signatureHolds, signBytes } from './signature.ts';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

const SigstoreBundle = z.strictObject({
  mediaType: z.literal(MEDIA_TYPE),
  verificationMaterial: z.strictObject({
    publicKey: z.strictObject({ hint: z.string() }),
  }),
  dsseEnvelope: z.strictObject({
    payload: z.string(),
    payloadType: z.literal(PAYLOAD_TYPE),
    signatures: z.array(z.strictObject({ sig: z.string(), keyid: z.string() })).length(1),
  }),
});

/** DSSE v1 pre-authentication encoding, what is signed: this and then the payload. */
function preAuthHeader(length: number): Buffer {
  return Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${length} `);
}

export interface Envelope {
  /** sigstore bundle v0.3 in canonical JSON, one line. */
  bundle: string;
  pae: Buffer;
  /** ECDSA P-256 over the PAE, DER. */
  signature: Buffer;
}

export function signStatement(statement: object, key: KeyObject): Envelope {
  const payload = Buffer.from(canonicalJson(statement));
  const pae = Buffer.concat([preAuthHeader(payload.length), payload]);
  const signature = signBytes(pae, key);
  const keyid = keyIdOf(createPublicKey(key));
  const bundle = canonicalJson({
    mediaType: MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint: keyid } },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: signature.toString('base64'), keyid }],
    },
  });
  return { bundle: `${bundle}\n`, pae, signature };
}

/** The signed statement as JSON, or one sentence why the envelope does not count. */
export function openEnvelope(
  bundle: string,
  key: KeyObject,
): { statement: unknown; pae: Buffer; signature: Buffer } | string {
  let parsed: z.infer<typeof SigstoreBundle>;
  try {
    const value: unknown = JSON.parse(bundle);
    parsed = SigstoreBundle.parse(value);
    if (!bundle.endsWith('\n') || !isCanonical(bundle.slice(0, -1), value)) return '签名文件的写法不规范，被改动过';
  } catch {
    return '签名文件的格式不对';
  }
  const { payload, signatures } = parsed.dsseEnvelope;
  const [given] = signatures;
  const keyid = keyIdOf(key);
  if (given?.keyid !== keyid || parsed.verificationMaterial.publicKey.hint !== keyid)
    return `签名不是由所给公钥（${keyid.slice(0, 16)}）的持有者作出的；请核对所给的是不是签名方的公钥`;
  const signature = Buffer.from(given.sig, 'base64');
  if (!isBase64(payload) || !isBase64(given.sig)) return '签名文件的编码不规范，被改动过';
  const header = preAuthHeader(Buffer.byteLength(payload, 'base64'));
  const pae = Buffer.alloc(header.length + Buffer.byteLength(payload, 'base64'));
  header.copy(pae);
  pae.write(payload, header.length, 'base64');
  if (!signatureHolds(pae, key, signature)) return '签名与内容不符：内容被改动，或签名是别处的';
  try {
    const text = pae.toString('utf8', header.length);
    const statement: unknown = JSON.parse(text);
    return isCanonical(text, statement) ? { statement, pae, signature } : '被签内容的写法不规范';
  } catch {
    return '被签内容不是 JSON';
  }
}

/** Piece by piece: the payload of a long run has megabytes, for which a regular expression has no room. */
const PIECE = 64 * 1024;

/** The one canonical spelling (RFC 4648 §3.5), not all that a decoder puts up with. */
function isBase64(text: string): boolean {
  for (let at = 0; at < text.length; at += PIECE) {
    const piece = text.slice(at, at + PIECE);
    if (Buffer.from(piece, 'base64').toString('base64') !== piece) return false;
    // Padding ends the text, not a piece of it.
    if (at + PIECE < text.length && piece.endsWith('=')) return false;
  }
  return true;
}
