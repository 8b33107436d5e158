import { dayNumber } from '../../../domain/date.ts';
import type { DueDate } from '../../../evidence/receipts.ts';
import { dateCell, type List } from '../../workbook/list-sheet.ts';
import type { AuditedCase, AuditReport } from '../audit-report.ts';
import { isLate, isShort } from '../due-dates/is-late.ts';

interface CaseDeadline {
  own: AuditedCase;
  deadline: DueDate;
  /** Working days that count, where the audit named them. */
  counted: string[] | undefined;
}

const COUNTED = '计入的工作日：';
const PER_LINE = 4;

/** Every limit with its days: real dates, and the working days that were counted. */
export function deadlinesList({ cases }: AuditReport): List<CaseDeadline> {
  return {
    name: '期限',
    title: '期限与办理日期',
    notes: [
      '工作日按国务院办公厅放假安排计算，调休上班的周六、周日计入；「早（−）晚（＋）天数」按自然日计，空白表示尚未办理或没有期限。',
    ],
    fixed: 1,
    columns: [
      { header: '案例', width: 18, value: ({ own }) => own.name },
      { header: '事项', width: 20, value: ({ deadline }) => deadline.subject },
      { header: '阶段', width: 18, value: ({ deadline }) => deadline.stage },
      { header: '经办方', width: 11, value: ({ deadline }) => deadline.owner },
      { header: '起算日', width: 12, value: ({ deadline }) => dateCell(deadline.startedOn) },
      { header: '时限', width: 24, value: ({ deadline }) => deadline.limit },
      { header: '最迟日期', width: 12, value: ({ deadline }) => dateCell(deadline.due) },
      { header: '办结日期', width: 12, value: ({ deadline }) => dateCell(deadline.doneOn) },
      { header: '早（−）晚（＋）天数', width: 13, value: ({ deadline }) => lateBy(deadline), format: '+0;-0;0' },
      {
        header: '结果',
        width: 9,
        value: ({ deadline }) => wordOf(deadline),
        look: ({ deadline }) =>
          isLate(deadline) || isShort(deadline)
            ? 'violation'
            : deadline.doneOn === undefined
              ? 'not-applicable'
              : 'pass',
      },
      { header: '工作日数', width: 8, value: ({ counted }) => counted?.length },
      { header: '计入的工作日', width: 50, value: ({ counted }) => counted && inLines(counted) },
    ],
    rows: cases.flatMap((own) =>
      own.deadlines.map((deadline) => ({ own, deadline, counted: countedDays(own, deadline) })),
    ),
    empty: '案例没有填写办理日期，也没有演练记录，因此没有期限可列。',
  };
}

/** A program breaks a line within a date: broken here, between them. */
function inLines(days: readonly string[]): string {
  const lines: string[] = [];
  for (let first = 0; first < days.length; first += PER_LINE)
    lines.push(days.slice(first, first + PER_LINE).join('、'));
  return lines.join('\n');
}

function lateBy({ due, doneOn }: DueDate): number | undefined {
  return due === undefined || doneOn === undefined ? undefined : dayNumber(doneOn) - dayNumber(due);
}

function wordOf(deadline: DueDate): string {
  if (isLate(deadline)) return '逾期';
  if (isShort(deadline)) return '不足期';
  return deadline.doneOn !== undefined && deadline.due !== undefined ? '按期' : deadline.state;
}

/** The rule that judged this limit names its days: it speaks of the same first and last one. */
function countedDays({ findings }: AuditedCase, { startedOn, due }: DueDate): string[] | undefined {
  if (startedOn === undefined || due === undefined) return undefined;
  const judged = findings.find(
    ({ rule, message, evidence }) =>
      rule.startsWith('time/') && message.includes(startedOn) && evidence.includes(`届满日 ${due}`),
  );
  return judged?.evidence
    .find((line) => line.startsWith(COUNTED))
    ?.slice(COUNTED.length)
    .split('、');
}
