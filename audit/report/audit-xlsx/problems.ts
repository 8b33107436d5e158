import { isProblem } from '../../../domain/finding.ts';
import { AUDIT_WORDS, wordOf } from '../../engine/verdicts.ts';
import type { Content, Link, List, ListColumn } from '../../workbook/list-sheet.ts';
import type { AuditedCase, AuditReport, TracedFinding } from '../audit-report.ts';
import { numbersOf, titleOf } from '../causes.ts';
import { type Links, placeText } from '../links.ts';
import { stakeOf } from '../stake.ts';

export interface CaseFinding {
  own: AuditedCase;
  finding: TracedFinding;
}

export function findingsOf({ cases }: AuditReport, wanted: 'problems' | 'others'): CaseFinding[] {
  return cases.flatMap((own) =>
    own.findings
      .filter((finding) => isProblem(finding) === (wanted === 'problems'))
      .map((finding) => ({ own, finding })),
  );
}

/** What is wrong or must be looked at, each with the way to where it stands. */
export function problemsList(
  report: AuditReport,
  ruleLink: (id: string) => Link | string,
  links: Links,
): List<CaseFinding> {
  const rows = findingsOf(report, 'problems');
  const numbers = numbersOf(report);
  const titles = new Map(report.rules.map((rule) => [rule.id, rule]));
  const staked = rows.some(({ finding }) => stakeOf([finding]) !== undefined);
  return {
    name: '问题',
    title: '问题清单',
    notes: [
      '违规：与条款不符。疑点：须由人判断的迹象，本身不是违规。格式：单元格或文件的写法，与是否违规无关。涉及金额：结论成立时受影响的补贴。「位置」「截图」可点开所指的文件，「问题类别」跳到规则表；「编号」与 audit.html、audit.pdf 相同；个人信息已隐去中间部分。',
    ],
    fixed: 3,
    columns: [
      { header: '编号', width: 8, value: ({ finding }) => numbers.get(finding), look: () => 'middle' },
      { header: '案例', width: 13, value: ({ own }) => own.name },
      verdictColumn,
      {
        header: '问题类别',
        width: 27,
        value: ({ finding: { rule } }) => titled(ruleLink(rule), titleOf(rule, titles)),
      },
      { header: '对象', width: 19, value: ({ own, finding }) => subjectOf(own, finding) },
      { header: '位置', width: 24, value: ({ own, finding: { where } }) => where[0] && links.place(own, where[0]) },
      { header: '问题与处理', width: 40, value: ({ finding }) => finding.message },
      ...(staked ? [{ header: '涉及金额（元）', width: 11, value: stakeCell, format: '#,##0.00' }] : []),
      { header: '依据', width: 36, value: ({ finding }) => finding.basis },
      { header: '数据与佐证', width: 28, value: ({ finding }) => evidenceOf(finding) },
      ...(rows.some(({ finding }) => finding.trace.length > 0) ? traceColumns(links) : []),
    ],
    rows,
    empty: '没有发现违规或疑点。',
  };
}

/** The rest: what was found right, with its figures, and what could not be judged, with the reason. */
export function othersList(rows: readonly CaseFinding[], ruleLink: (id: string) => Link | string): List<CaseFinding> {
  return {
    name: '符合与不适用',
    title: '符合与不适用的结论',
    notes: ['不适用：缺少判断所需的数据，不等于符合；「结论」写明缺少什么。依据见「规则」。'],
    fixed: 2,
    columns: [
      { header: '案例', width: 16, value: ({ own }) => own.name },
      verdictColumn,
      { header: '规则', width: 28, value: ({ finding }) => ruleLink(finding.rule) },
      { header: '结论', width: 62, value: ({ finding }) => finding.message },
      { header: '数据与佐证', width: 62, value: ({ finding }) => finding.evidence.join('\n') || undefined },
    ],
    rows,
    empty: '没有这类结论。',
  };
}

const stakeCell = ({ finding }: CaseFinding) => stakeOf([finding]);

/** A link by what a person reads; the rule's id stands where it leads to. */
function titled(link: Link | string, text: string): Link | string {
  return typeof link === 'string' ? text : { ...link, text };
}

const verdictColumn = {
  header: '判定',
  width: 8,
  value: ({ finding }: CaseFinding) => wordOf(finding, AUDIT_WORDS),
  look: ({ finding }: CaseFinding) => finding.verdict,
};

/** Without the case's name, which has a column of its own, and not the place once more. */
function subjectOf(own: AuditedCase, { subject, where: [at] }: TracedFinding): string | undefined {
  if (at !== undefined && at.sheet !== undefined && subject.includes(at.sheet)) return undefined;
  return subject.replace(own.name, '').replace(/^ · /, '') || undefined;
}

/** Figures, and the places beside the first, which is linked. */
function evidenceOf({ evidence, where }: TracedFinding): string | undefined {
  const others = where.slice(1).map((at) => `另见 ${placeText(at)}`);
  return [...evidence, ...others].join('\n') || undefined;
}

/** Of bundles: what was done there, with the picture of the page. */
function traceColumns(links: Links): ListColumn<CaseFinding>[] {
  return [
    {
      header: '操作记录',
      width: 16,
      value: ({ finding }) => finding.trace.map(({ seq, what }) => `第 ${seq} 条：${what}`).join('\n') || undefined,
    },
    { header: '截图', width: 14, value: ({ own, finding }) => pictureOf(own, finding, links) },
  ];
}

function pictureOf(own: AuditedCase, { trace }: TracedFinding, links: Links): Content {
  const picture = trace.find((step) => step.picture !== undefined)?.picture;
  return picture === undefined ? undefined : links.file(own, picture, picture.slice(picture.lastIndexOf('/') + 1));
}
