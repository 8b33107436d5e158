import { createHash, verify, X509Certificate } from 'node:crypto';
import { ContentInfo, SignedData } from 'pkijs';

/** What the letter's own signature says; days in Shanghai. */
export interface LetterSignature {
  /** The certificate's subject and issuer by their common names. */
  unit: string;
  issuer: string;
  serial: string;
  validFrom: Date;
  validTo: Date;
  signedAt?: Date;
  /** Everything in the file but the signature itself is signed. */
  whole: boolean;
  /** The bytes are the signed ones, and it was the certificate's key that signed them. Says nothing of who issued it. */
  genuine: boolean;
}

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/;
/** `/M (D:20220427090000+08'00')` or in UTC, ISO 32000-1 §7.9.4. */
const SIGNED_AT = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'(\d\d)'?)?\)/;

/** Reads and checks the signature of a PDF that has one; undefined without. */
export function letterSignature(pdf: Uint8Array): LetterSignature | undefined {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const [, start = NaN, gap = NaN, resume = NaN, rest = NaN] = RANGE.exec(text)?.map(Number) ?? [];
  if (Number.isNaN(rest)) return undefined;
  const hex = text.slice(start + gap + 1, resume - 1);
  const signed = Buffer.concat([bytes.subarray(start, start + gap), bytes.subarray(resume, resume + rest)]);
  const data = signedData(Uint8Array.from(Buffer.from(hex, 'hex')));
  const signer = data?.signerInfos[0];
  const attributes = signer?.signedAttrs;
  const der = data?.certificates?.[0]?.toSchema().toBER();
  if (signer === undefined || attributes === undefined || der === undefined) return undefined;
  const certificate = new X509Certificate(Buffer.from(der));
  const digest = attributes.attributes.find(({ type }) => type === MESSAGE_DIGEST)?.values[0]?.valueBlock.valueHexView;
  const signedAt = dateOf(SIGNED_AT.exec(text));
  return {
    unit: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    serial: certificate.serialNumber,
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
    ...(signedAt && { signedAt }),
    whole: start === 0 && resume + rest === bytes.length && text[gap] === '<' && text[resume - 1] === '>',
    genuine:
      digest !== undefined &&
      createHash('sha256').update(signed).digest().equals(Buffer.from(digest)) &&
      verify(
        'sha256',
        Buffer.from(attributes.encodedValue),
        certificate.publicKey,
        Buffer.from(signer.signature.valueBlock.valueHexView),
      ),
  };
}

/** The DER may be followed by the zeros that fill its place. */
function signedData(contents: Uint8Array<ArrayBuffer>): SignedData | undefined {
  try {
    return new SignedData({ schema: ContentInfo.fromBER(contents).content });
  } catch {
    return undefined;
  }
}

function commonName(name: string): string {
  return /^CN=(.*)$/m.exec(name)?.[1] ?? name;
}

function dateOf(match: RegExpExecArray | null): Date | undefined {
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, offset, minutes] = match;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset ? `${offset}:${minutes}` : 'Z'}`);
}
