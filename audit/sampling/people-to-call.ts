import { TABLES } from '../../domain/case/model/layout.ts';
import { type Finding, isProblem, type Location } from '../../domain/finding.ts';
import { MASKED_ID_NUMBERS, maskIdNumber } from '../../domain/identifiers/mask.ts';
import type { Concerned } from '../engine/people-concerned.ts';
import type { AuditInput } from '../engine/subject.ts';

const ROSTER = '学员花名册';

/** These rules judge the answers on the phone, so they must not decide who is called. */
export const CALL_BACK_RULES = 'people/call-back-';

/**
 * Tells whom of the roster a finding is about, by ID number: named by the masked number or by a cell of the roster.
 * Where two people of one case have the same mask, both count: one call too many is better than one too few.
 */
export function namer({ case: { roster }, locate }: AuditInput): (finding: Finding) => Set<string> {
  const byMask = new Map<string, string[]>();
  const byCell = new Map<string, string>();
  for (const { row, idNumber } of roster) {
    const mask = maskIdNumber(idNumber);
    const alike = byMask.get(mask) ?? [];
    alike.push(idNumber);
    byMask.set(mask, alike);
    for (const { header } of TABLES[ROSTER]) byCell.set(place(locate(ROSTER, row, header)), idNumber);
  }
  return ({ subject, message, evidence, where }) => {
    const named = new Set<string>();
    for (const [mask] of [subject, message, ...evidence].join('\n').matchAll(MASKED_ID_NUMBERS))
      for (const idNumber of byMask.get(mask) ?? []) named.add(idNumber);
    for (const at of where) {
      const idNumber = byCell.get(place(at));
      if (idNumber !== undefined) named.add(idNumber);
    }
    return named;
  };
}

/**
 * Everybody with a violation or a doubt, and the rules that found it; `concerned` adds those whom the findings do not
 * list.
 */
export function namedPeople(
  input: AuditInput,
  findings: readonly Finding[],
  concerned: Concerned = new Map(),
): Map<string, Set<string>> {
  const about = namer(input);
  const named = new Map<string, Set<string>>();
  const name = (idNumber: string, rule: string) =>
    named.set(idNumber, (named.get(idNumber) ?? new Set<string>()).add(rule));
  for (const finding of findings) {
    if (!isProblem(finding) || finding.rule.startsWith(CALL_BACK_RULES)) continue;
    for (const idNumber of about(finding)) name(idNumber, finding.rule);
  }
  for (const [rule, people] of concerned) for (const idNumber of people) name(idNumber, rule);
  return named;
}

function place({ file, sheet, cell }: Location): string {
  return [file, sheet, cell].join('\n');
}
