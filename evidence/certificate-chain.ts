import type { X509Certificate } from 'node:crypto';

/**
 * Why `leaf` is not vouched for by one of the given certificates, undefined when
 * it is: itself or an issuer of its issuers is given, and up to there each was
 * valid at `at`. Certificates that came along and are not part of this chain, or
 * have no known issuer, are refused: nothing vouches for them.
 */
export function chainProblem(
  leaf: X509Certificate,
  carried: readonly X509Certificate[],
  given: readonly X509Certificate[],
  at: Date,
): string | undefined {
  const path = new Map<string, X509Certificate>();
  let trusted = false;
  for (let current: X509Certificate | undefined = leaf; current !== undefined; ) {
    const here: X509Certificate = current;
    path.set(here.fingerprint256, here);
    if (!trusted && (at < new Date(here.validFrom) || at > new Date(here.validTo)))
      return `证书「${nameOf(here)}」在时间戳所称的时间（${at.toISOString()}）不在有效期内`;
    trusted ||= given.some((one) => one.fingerprint256 === here.fingerprint256);
    if (here.checkIssued(here)) break;
    current = [...given, ...carried].find(
      (issuer) =>
        !path.has(issuer.fingerprint256) && issuer.ca && here.checkIssued(issuer) && here.verify(issuer.publicKey),
    );
  }
  if (!trusted) return `时间戳机构「${nameOf(leaf)}」的证书不是所给的，也不是由所给的证书签发的`;
  const [top = leaf] = [...path.values()].slice(-1);
  const whole = given.some((one) => one.fingerprint256 === top.fingerprint256) || top.verify(top.publicKey);
  if (!whole || carried.some((one) => !path.has(one.fingerprint256)))
    return '时间戳附带了无从核对的证书，请把该机构的上级证书也放进所给的证书文件';
  return undefined;
}

function nameOf({ subject }: X509Certificate): string {
  return (
    subject
      ?.split('\n')
      .find((part) => part.startsWith('CN='))
      ?.slice(3) ?? '无名'
  );
}
