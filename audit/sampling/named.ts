import { TABLES } from '../../domain/case/layout.ts';
import type { RosterEntry } from '../../domain/case/schema.ts';
import type { Finding, Location } from '../../domain/finding.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import type { AuditInput } from '../engine/subject.ts';

const ROSTER = '学员花名册';
const MASKED = /\d{3}\*{11}[\dX]{4}/g;

/** Judges what was answered on the phone: it may not decide who is phoned. */
export const CALL_BACK_RULES = 'people/call-back-';

/**
 * Who of the roster has a violation or a doubt about them, with the rules that say so: named by the masked number or
 * by a cell of the roster. Two people of one case whose masked numbers are alike both count: rather one call too many.
 */
export function namedPeople({ case: { roster }, locate }: AuditInput, findings: readonly Finding[]) {
  const byMask = new Map<string, RosterEntry[]>();
  const byCell = new Map<string, RosterEntry>();
  for (const entry of roster) {
    const mask = maskIdNumber(entry.idNumber);
    byMask.set(mask, [...(byMask.get(mask) ?? []), entry]);
    for (const { header } of TABLES[ROSTER]) byCell.set(place(locate(ROSTER, entry.row, header)), entry);
  }
  const named = new Map<string, Set<string>>();
  const name = ({ idNumber }: RosterEntry, rule: string) => {
    const rules = named.get(idNumber) ?? new Set();
    named.set(idNumber, rules.add(rule));
  };
  for (const { rule, verdict, subject, message, evidence, where } of findings) {
    if ((verdict !== 'violation' && verdict !== 'doubt') || rule.startsWith(CALL_BACK_RULES)) continue;
    for (const [mask] of [subject, message, ...evidence].join('\n').matchAll(MASKED))
      for (const entry of byMask.get(mask) ?? []) name(entry, rule);
    for (const at of where) {
      const entry = byCell.get(place(at));
      if (entry !== undefined) name(entry, rule);
    }
  }
  return named;
}

function place({ file, sheet, cell }: Location): string {
  return [file, sheet, cell].join('\n');
}
