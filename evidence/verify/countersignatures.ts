import type { KeyObject } from 'node:crypto';
import { sha256 } from '../canonical-json.ts';
import { openEnvelope } from '../envelope.ts';
import { keyIdOf } from '../keys.ts';
import { countersignerOf, ENVELOPE } from '../layout.ts';
import { CountersignStatement, type RunStatement } from '../statement.ts';
import type { Contents } from './contents.ts';
import type { Problems } from './verdict.ts';

/**
 * The key ids of those whose countersignature holds. One counts only when its key was given:
 * a file that nobody can check is no part of an intact bundle.
 */
export function checkCountersignatures(
  contents: Contents,
  statement: RunStatement | undefined,
  auditors: readonly KeyObject[],
  problems: Problems,
): string[] {
  const holding: string[] = [];
  for (const file of contents.paths) {
    const signer = countersignerOf(file);
    if (signer === undefined) continue;
    const auditor = auditors.find((key) => keyIdOf(key).startsWith(signer));
    const problem =
      auditor === undefined
        ? `没有给出这位审计方（公钥 ${signer}…）的公钥，会签无法核验；请在封存方的 --key 之后再用一个 --key 给出它`
        : problemOf(contents, file, auditor, statement);
    if (problem !== undefined) problems.say(file, problem);
    else if (auditor !== undefined) holding.push(keyIdOf(auditor));
  }
  return holding;
}

function problemOf(
  contents: Contents,
  file: string,
  auditor: KeyObject,
  statement: RunStatement | undefined,
): string | undefined {
  const envelope = openEnvelope(contents.text(file) ?? '', auditor);
  if (typeof envelope === 'string') return envelope;
  const parsed = CountersignStatement.safeParse(envelope.statement);
  if (!parsed.success || parsed.data.subject[0]?.digest.sha256 !== sha256(contents.bytes(ENVELOPE)))
    return '会签的不是这份封存';
  if (statement !== undefined && parsed.data.predicate.coreDigest !== statement.subject[2]?.digest.sha256)
    return '会签的核心内容与封存不同';
  return undefined;
}
