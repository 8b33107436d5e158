import type { X509Certificate } from 'node:crypto';
import { Constructed, ObjectIdentifier, Sequence } from 'asn1js';
import { ContentInfo } from 'pkijs';
import { type CmsSigner, certificatesIn, cmsSigner } from './cms-signature.ts';

/** What the letter's own signature says; days in Shanghai. */
export interface LetterSignature {
  /** The certificate's subject and issuer by their common names. */
  unit: string;
  /** 统一社会信用代码, where the subject has it. */
  creditCode?: string;
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

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/;
/** `/M (D:20220427090000+08'00')` or in UTC, ISO 32000-1 §7.9.4. */
const SIGNED_AT = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'(\d\d)'?)?\)/;

/**
 * Reads and checks the signature of a PDF that has one; undefined without. The
 * signature's own place counts too: exactly one spelling of it is genuine.
 */
export function letterSignature(pdf: Uint8Array): LetterSignature | undefined {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const [, start = NaN, gap = NaN, resume = NaN, rest = NaN] = RANGE.exec(text)?.map(Number) ?? [];
  if (Number.isNaN(rest)) return undefined;
  const hex = text.slice(start + gap + 1, resume - 1);
  const signed = Buffer.concat([bytes.subarray(start, start + gap), bytes.subarray(resume, resume + rest)]);
  const container = read(Uint8Array.from(Buffer.from(hex, 'hex')));
  if (container === undefined) return undefined;
  const { message, certificate } = container;
  const creditCode = /^serialNumber=(.*)$/m.exec(certificate.subject)?.[1];
  const signedAt = dateOf(SIGNED_AT.exec(text));
  return {
    unit: commonName(certificate.subject),
    ...(creditCode !== undefined && { creditCode }),
    issuer: commonName(certificate.issuer),
    serial: certificate.serialNumber,
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
    ...(signedAt && { signedAt }),
    whole: start === 0 && resume + rest === bytes.length && text[gap] === '<' && text[resume - 1] === '>',
    genuine: spelling(hex, message) && typeof signerOf(message, signed) === 'object',
  };
}

/** Upper-case DER, and zeros where the place was larger. */
function spelling(hex: string, message: Sequence): boolean {
  const whole = new Sequence({
    value: [
      new ObjectIdentifier({ value: SIGNED_DATA }),
      new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [message] }),
    ],
  });
  const der = Buffer.from(whole.toBER()).toString('hex').toUpperCase();
  return hex.toUpperCase() === hex ? hex.startsWith(der) && /^0*$/.test(hex.slice(der.length)) : false;
}

function signerOf(message: Sequence, signed: Uint8Array): CmsSigner | string {
  try {
    return cmsSigner(message, signed);
  } catch {
    return '签名的格式不对';
  }
}

/** Undefined where there is no signature with a certificate. The DER may be followed by the zeros that fill its place. */
function read(contents: Uint8Array<ArrayBuffer>): { message: Sequence; certificate: X509Certificate } | undefined {
  try {
    const message: Sequence = ContentInfo.fromBER(contents).content;
    const [certificate] = certificatesIn(message);
    return certificate && { message, certificate };
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
