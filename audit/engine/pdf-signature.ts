import { createHash, createVerify, X509Certificate } from 'node:crypto';
import { OctetString } from 'asn1js';
import { Certificate, ContentInfo, SignedData } from 'pkijs';

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** What the last signature of a PDF (ISO 32000-1 §12.8) is worth. */
export interface PdfSignature {
  certificate: X509Certificate;
  /** Nothing outside the signature itself was left unsigned, so that nothing could be added later. */
  wholeDocument: boolean;
  /** The document's digest is the signed one, and the signature is the certificate's. */
  unchanged: boolean;
  /** As the signer states it, `YYYY-MM-DD` in Shanghai; undefined when not stated. */
  signedOn: string | undefined;
}

/** Undefined when there is no signature, or none that can be read. */
export function lastSignature(pdf: Uint8Array): PdfSignature | undefined {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const range = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1);
  if (range === undefined) return undefined;
  const [start = 0, length = 0, resumed = 0, rest = 0] = range.slice(1).map(Number);
  const container = text.slice(start + length, resumed).match(/^<([0-9a-fA-F]+)>$/)?.[1];
  if (container === undefined) return undefined;
  const signed = Buffer.concat([bytes.subarray(start, start + length), bytes.subarray(resumed, resumed + rest)]);
  try {
    const { certificate, unchanged } = checkContainer(Buffer.from(container, 'hex'), signed);
    return {
      certificate,
      unchanged,
      wholeDocument: start === 0 && resumed + rest === bytes.length,
      signedOn: signingDay(text),
    };
  } catch {
    return undefined;
  }
}

/** RFC 5652 §5.4: the digest is among the signed attributes, and these are what the key signed. */
function checkContainer(container: Buffer, signed: Buffer): { certificate: X509Certificate; unchanged: boolean } {
  const { content } = ContentInfo.fromBER(new Uint8Array(container).buffer);
  const { signerInfos, certificates } = new SignedData({ schema: content });
  const [signer] = signerInfos;
  const attributes = signer?.signedAttrs;
  const [encoded] = certificates ?? [];
  if (attributes === undefined || !(encoded instanceof Certificate)) throw new Error('no signer');
  const certificate = new X509Certificate(Buffer.from(encoded.toSchema().toBER()));
  const digest = DIGESTS[signer?.digestAlgorithm.algorithmId ?? ''];
  const stated: unknown = attributes.attributes.find(({ type }) => type === MESSAGE_DIGEST)?.values[0];
  if (digest === undefined || !(stated instanceof OctetString)) throw new Error('unknown digest');
  const same = createHash(digest).update(signed).digest().equals(Buffer.from(stated.getValue()));
  const genuine = createVerify(digest)
    .update(Buffer.from(attributes.encodedValue))
    .verify(certificate.publicKey, Buffer.from(signer?.signature.getValue() ?? new ArrayBuffer(0)));
  return { certificate, unchanged: same && genuine };
}

/** `/M (D:20220425090000+08'00')`; a time in UTC is told in Shanghai. */
function signingDay(text: string): string | undefined {
  const match = [...text.matchAll(/\/M\s*\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(Z|[+-]\d{2}'?\d{2}'?)?/g)].at(
    -1,
  );
  if (match === null || match === undefined) return undefined;
  const [, year, month, day, hour, minute, second, zone = 'Z'] = match;
  const offset = zone === 'Z' ? 'Z' : zone.replaceAll("'", '').replace(/(\d{2})$/, ':$1');
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}
