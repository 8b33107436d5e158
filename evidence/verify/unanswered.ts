import type { KeyObject, X509Certificate } from 'node:crypto';
import { keyIdOf } from '../keys.ts';
import { countersignaturePath, STAMP } from '../layout.ts';
import type { Problem, Verdict } from './verdict.ts';

/**
 * What was asked for beside the seal and is not there. A countersignature and a time stamp
 * lie outside the seal, so their removal shows only to those who know that there was one:
 * they say so by giving the key or the certificate (docs/decisions/0024).
 */
export function unanswered(
  { countersignedBy, stamp }: Pick<Verdict, 'countersignedBy' | 'stamp'>,
  auditors: readonly KeyObject[],
  authorities: readonly X509Certificate[],
): Problem[] {
  const problems = auditors
    .filter((auditor) => !countersignedBy.includes(keyIdOf(auditor)))
    .map((auditor) => ({
      file: countersignaturePath(keyIdOf(auditor)),
      seq: null,
      problem: '所给公钥的审计方没有会签：从未会签，或会签已被删去；不要求这位审计方会签的，请去掉它的 --key',
    }));
  if (authorities.length > 0 && stamp === undefined)
    problems.push({
      file: STAMP,
      seq: null,
      problem: '给出了时间戳机构的证书，却没有时间戳：从未加盖，或已被删去；不要求时间戳的，请去掉 --tsa-cert',
    });
  return problems;
}
