import { createHash, verify, X509Certificate } from 'node:crypto';
import { Constructed, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { type AlgorithmIdentifier, Certificate, SignedData, type SignerInfo } from 'pkijs';

export const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
/** Signature algorithms of RFC 5754 and RFC 5753: key type and digest; plain rsaEncryption takes the signer's digest. */
const SIGNATURES: ReadonlyMap<string, [key: string, digest?: string]> = new Map([
  ['1.2.840.113549.1.1.1', ['rsa']],
  ['1.2.840.113549.1.1.11', ['rsa', 'sha256']],
  ['1.2.840.113549.1.1.12', ['rsa', 'sha384']],
  ['1.2.840.113549.1.1.13', ['rsa', 'sha512']],
  ['1.2.840.10045.4.3.2', ['ec', 'sha256']],
  ['1.2.840.10045.4.3.3', ['ec', 'sha384']],
  ['1.2.840.10045.4.3.4', ['ec', 'sha512']],
]);
const DATA = '1.2.840.113549.1.7.1';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** The one signer of a CMS message (RFC 5652), and the other certificates that came along. */
export interface CmsSigner {
  certificate: X509Certificate;
  others: X509Certificate[];
}

/**
 * Checks the signature of a message with one signer, certificate included and
 * named in what was signed (RFC 5035). Everything outside the signature has
 * one spelling only, so that no byte of the message can be changed.
 * @param message SignedData as it was read; the library's own objects do not keep a certificate's bytes
 * @param detached what is signed, where the message does not hold it
 * @returns the signer, or one sentence why the signature does not count
 */
export function cmsSigner(message: Sequence, detached?: Uint8Array): CmsSigner | string {
  const signed = new SignedData({ schema: message });
  const [signer, ...more] = signed.signerInfos;
  const { eContent, eContentType } = signed.encapContentInfo;
  const plain =
    // RFC 5652 §5.1: version 1 for plain data, 3 for content of another type.
    signed.version === (eContentType === DATA ? 1 : 3) &&
    (eContent === undefined) === (detached !== undefined) &&
    more.length === 0 &&
    signer?.version === 1 &&
    signer.unsignedAttrs === undefined &&
    (signed.crls ?? []).length === 0 &&
    signed.digestAlgorithms.length === 1 &&
    same(signed.digestAlgorithms[0], signer.digestAlgorithm);
  if (!plain) return '签名里有不该有的内容';
  const certificates = certificatesIn(message);
  const certificate = certificates.find((one) => isSigner(Certificate.fromBER(new Uint8Array(one.raw)), signer));
  if (certificate === undefined) return '没有附带签名者的证书';
  if (!namesCertificate(signer, certificate)) return '签名所指的证书与附带的不同';
  const content = detached ?? new Uint8Array(eContent?.getValue() ?? new ArrayBuffer(0));
  if (!holds(content, eContentType, signer, certificate)) return '签名与内容不符，或用了过时的算法';
  return { certificate, others: certificates.filter((one) => one !== certificate) };
}

/** The field `certificates [0]`. */
export function certificatesIn(message: Sequence): X509Certificate[] {
  const field = message.valueBlock.value.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  return field instanceof Constructed
    ? field.valueBlock.value.map((one) => new X509Certificate(one.valueBeforeDecodeView))
    : [];
}

function holds(content: Uint8Array, contentType: string, signer: SignerInfo, { publicKey }: X509Certificate): boolean {
  const digest = DIGESTS.get(signer.digestAlgorithm.algorithmId);
  const [keyType, signatureDigest = digest] = SIGNATURES.get(signer.signatureAlgorithm.algorithmId) ?? [];
  const attributes = signer.signedAttrs;
  if (digest === undefined || attributes === undefined) return false;
  if (publicKey.asymmetricKeyType !== keyType || !withoutParameters(signer.signatureAlgorithm)) return false;
  const type = attribute(signer, CONTENT_TYPE);
  const messageDigest = attribute(signer, MESSAGE_DIGEST);
  return (
    type instanceof ObjectIdentifier &&
    type.getValue() === contentType &&
    messageDigest instanceof OctetString &&
    createHash(digest).update(content).digest().equals(Buffer.from(messageDigest.getValue())) &&
    // OpenSSL's verification, and not the library's: it refuses a signature that is not DER.
    verify(signatureDigest, Buffer.from(attributes.encodedValue), publicKey, Buffer.from(signer.signature.getValue()))
  );
}

/** What is signed says by which certificate it is to be checked: its hash, by SHA-1 in the older form (RFC 2634). */
function namesCertificate(signer: SignerInfo, { raw }: X509Certificate): boolean {
  const [v2, v1] = [attribute(signer, SIGNING_CERTIFICATE_V2), attribute(signer, SIGNING_CERTIFICATE)];
  const first = child(child(v2 ?? v1, 0), 0);
  const [algorithm, hash] =
    child(first, 0) instanceof OctetString ? [undefined, child(first, 0)] : [child(first, 0), child(first, 1)];
  const named = child(algorithm, 0);
  const digest =
    v2 === undefined
      ? 'sha1'
      : algorithm === undefined
        ? 'sha256'
        : DIGESTS.get(named instanceof ObjectIdentifier ? named.getValue() : '');
  return (
    digest !== undefined &&
    hash instanceof OctetString &&
    createHash(digest).update(raw).digest().equals(Buffer.from(hash.getValue()))
  );
}

function attribute({ signedAttrs }: SignerInfo, wanted: string): unknown {
  return signedAttrs?.attributes.find(({ type }) => type === wanted)?.values[0];
}

function child(parent: unknown, index: number): unknown {
  return parent instanceof Sequence ? parent.valueBlock.value[index] : undefined;
}

/** Byte for byte: names that only mean the same would leave room for changes. */
function isSigner({ issuer, serialNumber }: Certificate, { sid }: SignerInfo): boolean {
  return 'issuer' in sid && bytesOf(issuer).equals(bytesOf(sid.issuer)) && serialNumber.isEqual(sid.serialNumber);
}

function withoutParameters({ algorithmParams }: AlgorithmIdentifier): boolean {
  return algorithmParams === undefined || algorithmParams instanceof Null;
}

function same(a: AlgorithmIdentifier | undefined, b: AlgorithmIdentifier): boolean {
  return a !== undefined && bytesOf(a).equals(bytesOf(b));
}

function bytesOf(part: { toSchema(): { toBER(): ArrayBuffer } }): Buffer {
  return Buffer.from(part.toSchema().toBER());
}
