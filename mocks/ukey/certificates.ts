import 'reflect-metadata'; // @peculiar/x509's dependency container asks for it first

import { createPrivateKey, createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';
import { type Day, plusDays } from '../../domain/date.ts';
import { seededBytes } from '../base/seeded.ts';

const CA_NAME = 'CN=演练用测试证书机构（非真实CA）, O=模拟环境, C=CN';
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface TestAuthority {
  /** PEM of the authority's own certificate. */
  certificate: string;
  issue(subject: {
    name: string;
    creditCode: string;
    publicKey: KeyObject;
    notBefore: Day;
    notAfter: Day;
  }): Promise<string>;
}

/**
 * The project's test CA. Ed25519, because its signatures are deterministic:
 * the same seed value gives the same certificates, byte for byte.
 */
export async function createAuthority(seed: number): Promise<TestAuthority> {
  const key = createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8, seededBytes(seed, 'ca', 32)]),
    format: 'der',
    type: 'pkcs8',
  });
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    key.export({ format: 'der', type: 'pkcs8' }),
    'Ed25519',
    true,
    ['sign'],
  );
  const publicKey = await webcrypto.subtle.importKey(
    'spki',
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
    'Ed25519',
    true,
    ['verify'],
  );
  const common = { issuer: CA_NAME, signingAlgorithm: { name: 'Ed25519' }, signingKey: signingKey as never };
  const own = await X509CertificateGenerator.create(
    {
      ...common,
      subject: CA_NAME,
      publicKey: publicKey as never,
      serialNumber: '01',
      notBefore: instant('2020-01-01'),
      notAfter: instant('2040-01-01'),
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      ],
    },
    webcrypto as never,
  );
  return {
    certificate: own.toString('pem'),
    async issue({ name, creditCode, publicKey: subjectKey, notBefore, notAfter }) {
      const key = await webcrypto.subtle.importKey(
        'spki',
        subjectKey.export({ format: 'der', type: 'spki' }),
        { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
        true,
        ['verify'],
      );
      const certificate = await X509CertificateGenerator.create(
        {
          ...common,
          subject: [{ CN: [name] }, { O: [name] }, { '2.5.4.5': [creditCode] }, { C: ['CN'] }],
          publicKey: key as never,
          serialNumber: `4${seededBytes(seed, `serial ${creditCode}`, 8).toString('hex').slice(1)}`,
          notBefore: instant(notBefore),
          notAfter: instant(plusDays(notAfter, 1)),
          extensions: [
            new BasicConstraintsExtension(false, undefined, true),
            new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
          ],
        },
        webcrypto as never,
      );
      return certificate.toString('pem');
    },
  };
}

/** Midnight in Shanghai. */
function instant(day: Day): Date {
  return new Date(`${day}T00:00:00+08:00`);
}
