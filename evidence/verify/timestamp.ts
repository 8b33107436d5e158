import type { X509Certificate } from 'node:crypto';
import { ENVELOPE, ENVIRONMENT, STAMP } from '../layout.ts';
import { earlierThanRun } from '../timestamp.ts';
import { checkTimestamp, type Stamp } from '../timestamp-token.ts';
import type { Contents } from './contents.ts';
import type { Problems } from './verdict.ts';

/**
 * The stamp, where there is one that counts. Without the authority's certificate
 * it is a file that nobody can check, and no part of an intact bundle (decision 0005).
 */
export function checkStamp(
  contents: Contents,
  authorities: readonly X509Certificate[],
  problems: Problems,
): Stamp | undefined {
  if (!contents.has(STAMP)) return undefined;
  if (authorities.length === 0) {
    problems.say(STAMP, '没有给出时间戳机构的证书，时间戳没有核验，不能算数；请用 --tsa-cert 给出其证书（PEM）');
    return undefined;
  }
  const stamp = checkTimestamp(contents.bytes(STAMP), contents.bytes(ENVELOPE), authorities);
  const problem = typeof stamp === 'string' ? stamp : earlierThanRun(stamp, contents.text(ENVIRONMENT));
  if (problem !== undefined) problems.say(STAMP, problem);
  return typeof stamp === 'string' || problem !== undefined ? undefined : stamp;
}
