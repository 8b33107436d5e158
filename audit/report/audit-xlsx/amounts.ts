import { toFen } from '../../../domain/policy/policy.ts';
import type { Formula, List } from '../../workbook/list-sheet.ts';
import type { AuditReport, PersonAmount } from '../audit-report.ts';

interface CaseAmount extends PersonAmount {
  case: string;
}

/** What each person earned in each project. The sums follow the filter, so that one unit's or project's can be read off. */
export function amountsList({ cases }: AuditReport): List<CaseAmount> {
  const rows = cases.flatMap(({ name, amounts }) => amounts.map((amount) => ({ case: name, ...amount })));
  // 109 leaves out hidden rows as well: what is summed is what is seen.
  const sumOf =
    (of: (row: CaseAmount) => number | undefined) =>
    (range: string): Formula => ({
      formula: `SUBTOTAL(109,${range})`,
      result: toFen(rows.reduce((sum, row) => sum + (of(row) ?? 0), 0)),
    });
  return {
    name: '金额',
    title: '学员与补贴金额',
    notes: [
      '学习时长不含答疑和考试；计入时长以课程汇总各章节的时长为限。「按标准应补贴」为学满、签到、答疑、考试都达到要求者的标准金额，人数超过拟培训人数的项目按拟培训人数计、由达到要求者平分；空白表示案例中没有所需数据。合计随筛选变化。',
    ],
    fixed: 3,
    columns: [
      { header: '案例', width: 18, value: (row) => row.case },
      { header: '培训课程', width: 26, value: ({ course }) => course },
      { header: '学员', width: 26, value: ({ person }) => person },
      { header: '学习时长（分钟）', width: 12, value: ({ minutes }) => minutes, format: '#,##0.0' },
      { header: '计入时长（分钟）', width: 12, value: ({ counted }) => counted, format: '#,##0.0' },
      { header: '签到天数', width: 9, value: ({ signInDays }) => signInDays, format: '0' },
      { header: '答疑次数', width: 9, value: ({ questions }) => questions, format: '0' },
      { header: '考试成绩', width: 9, value: ({ score }) => score, format: '0.0' },
      { header: '按标准应补贴（元）', width: 14, value: ({ entitled }) => entitled, format: '#,##0.00' },
      { header: '门户核定（元）', width: 14, value: ({ claimed }) => claimed, format: '#,##0.00' },
      {
        header: '核定－应补贴（元）',
        width: 14,
        value: differenceOf,
        format: '#,##0.00;[Red]-#,##0.00',
      },
    ],
    rows,
    empty: '案例没有可读的学员花名册，没有金额可列。',
    totals: {
      label: '合计（随筛选变化）',
      of: {
        '按标准应补贴（元）': sumOf(({ entitled }) => entitled),
        '门户核定（元）': sumOf(({ claimed }) => claimed),
        '核定－应补贴（元）': sumOf(differenceOf),
      },
    },
  };
}

function differenceOf({ entitled, claimed }: PersonAmount): number | undefined {
  return entitled === undefined || claimed === undefined ? undefined : claimed - entitled;
}
