import type { KeyObject, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { defaultKeyFolder, KEY_FILES, readPublicKey } from '../../evidence/keys.ts';
import { readCertificates } from '../../evidence/timestamp.ts';

/** Whom the person trusts: a key or certificate counts because it was given, never because it lies in the bundle. */
export interface Trust {
  operator: KeyObject;
  auditors: KeyObject[];
  authorities: X509Certificate[];
}

export interface TrustOptions {
  key?: string[];
  tsaCert?: string;
}

/** Adds `--key` and `--tsa-cert`. */
export function withTrust(parser: Command): Command {
  return parser
    .option(
      '--key <FILE>',
      '公钥（PEM），可重复：先给封存方的，再给各会签审计方的；缺省为本机的封存公钥',
      (file: string, before: string[] = []) => [...before, file],
    )
    .option('--tsa-cert <FILE>', '时间戳机构的证书（PEM）；证据包带有时间戳时必填');
}

/** @throws InputError when a file cannot be used */
export function trustOf({ key, tsaCert }: TrustOptions): Trust {
  const [operator = '', ...auditors] = key ?? [join(defaultKeyFolder(), KEY_FILES.operatorPublic)];
  return {
    operator: readPublicKey(operator),
    auditors: auditors.map(readPublicKey),
    authorities: tsaCert === undefined ? [] : readCertificates(tsaCert),
  };
}
