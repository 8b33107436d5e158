import type { Opinion, Row, Rule } from './rule.ts';
import type { Subject } from './subject.ts';

/** Whether a row of a rule may only be there because rows of the case could not be read, or because of what another rule tells. */
export function isHeldBack({ lacks = [] }: Rule, { lost }: Subject, row: Row): boolean {
  const { course, id_number: idNumber } = row;
  if (row.told_by != null) return true;
  if (lost === undefined || course === undefined) return false;
  return lacks.some((table) => lost.mayHold(table, String(course), idNumber == null ? undefined : String(idNumber)));
}

/**
 * The findings of a rule about a whole case that may be reported: a row that could not be read is not a missing row.
 */
export function heldBackOpinions(rule: Rule, subject: Subject, opinions: Opinion[]): Opinion[] {
  const held = opinions.length > 0 && rule.lacks?.some((table) => (subject.lost?.count(table) ?? 0) > 0);
  return held ? [{ verdict: 'not-applicable', where: [], message: `不适用：${whyHeldBack(rule, subject)}` }] : opinions;
}

/** The reason for reporting nothing, and about what; `toldBy`: the rule that tells the one cause. */
export function whyHeldBack({ lacks = [] }: Rule, { lost }: Subject, times?: number, toldBy?: string): string {
  if (toldBy !== undefined) return `${times} 处的原因已由 ${toldBy} 一并指出，改正前暂不判断`;
  const sheets = lacks
    .filter((table) => (lost?.count(table) ?? 0) > 0)
    .map((table) => `「${table}」有 ${lost?.count(table)} 行`);
  const why = sheets.length > 0 ? `${sheets.join('、')}无法读取或没有对应的项目` : '培训课程没有对应的项目';
  return `${why}${times === undefined ? '' : `，${times} 处`}暂不判断；请先改正读取时发现的问题`;
}
