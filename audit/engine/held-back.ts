import type { Opinion, Row, Rule } from './rule.ts';
import type { Subject } from './subject.ts';

/** Whether a row of a rule may only be there because rows of the case could not be read. */
export function isHeldBack({ lacks = [] }: Rule, { lost }: Subject, { course, id_number: idNumber }: Row): boolean {
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

/** The reason for reporting nothing, and about what. */
export function whyHeldBack({ lacks = [] }: Rule, { lost }: Subject, times?: number): string {
  const sheets = lacks
    .filter((table) => (lost?.count(table) ?? 0) > 0)
    .map((table) => `「${table}」有 ${lost?.count(table)} 行`);
  const why = sheets.length > 0 ? `${sheets.join('、')}无法读取或没有对应的项目` : '培训课程没有对应的项目';
  return `${why}${times === undefined ? '' : `，${times} 处`}暂不判断；请先改正读取时发现的问题`;
}
