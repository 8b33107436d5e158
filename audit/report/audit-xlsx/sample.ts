import { percent } from '../../engine/percent.ts';
import type {
  AuditSample,
  ConfirmedShare,
  OnSiteVisit,
  SampledTraining,
  SampleStratum,
} from '../../sampling/sample.ts';
import { dateCell, type List, type ListColumn } from '../../workbook/list-sheet.ts';
import { titleOf } from '../causes.ts';

/** Who is called, why, and what they said; masked. */
export function sampleList(
  sample: AuditSample | undefined,
  titles: ReadonlyMap<string, { title: string }>,
): List<SampledTraining> {
  return {
    name: '抽样',
    title: '电话回访抽样',
    notes: sample === undefined ? [] : notesOf(sample),
    fixed: 1,
    columns: [
      { header: '编号', width: 8, look: () => 'middle', value: ({ code }) => code },
      { header: '案例', width: 16, value: (row) => row.case },
      { header: '培训课程', width: 24, value: ({ course }) => course },
      { header: '学员', width: 24, value: ({ person }) => person },
      { header: '手机号', width: 13, value: ({ phone }) => phone },
      { header: '用工形式', width: 10, value: ({ employment }) => employment },
      { header: '抽取方式', width: 9, value: ({ certain }) => (certain ? '全查' : '随机'), look: () => 'middle' },
      {
        header: '有关的规则',
        width: 34,
        value: ({ reasons }) => [...new Set(reasons.map((rule) => titleOf(rule, titles)))].join('\n') || undefined,
      },
      {
        header: '针对问题的提问',
        width: 36,
        value: ({ questions }) =>
          questions.flatMap(({ ask, rule }) => (rule === undefined ? [] : [ask])).join('\n') || undefined,
      },
      ...(sample?.trainings.some(({ result }) => result !== undefined) ? RESULTS : []),
    ],
    rows: sample?.trainings ?? [],
    empty: '案例中没有可供抽样的学员（没有可读的花名册，或证据包没有解密）。',
  };
}

const RESULTS: readonly ListColumn<SampledTraining>[] = [
  { header: '是否接通', width: 10, value: ({ result }) => result?.reached ?? '未回访' },
  { header: '是否本人', width: 9, value: ({ result }) => result?.inPerson },
  {
    header: '确认参加',
    width: 9,
    value: ({ result }) => result?.confirms,
    look: ({ result }) =>
      result?.confirms === '否认'
        ? 'violation'
        : result?.confirms === '不记得'
          ? 'doubt'
          : result?.confirms === '确认'
            ? 'pass'
            : 'plain',
  },
  { header: '说法与记录', width: 11, value: ({ result }) => result?.agrees },
  { header: '备注', width: 20, value: ({ result }) => result?.note || undefined },
  { header: '日期', width: 12, value: ({ result }) => dateCell(result?.day) },
];

function notesOf({ id, seed, confidence, error, population, certain, size, drawn }: AuditSample): string[] {
  return [
    `抽样编号 ${id}，种子值 ${seed}：同样的案例和种子值抽出同样的人。总体 ${population} 人次；有违规或疑点的 ${certain} 人次全部回访，其余 ${population - certain} 人次按项目和用工形式分层，随机抽取 ${drawn - certain} 人次。`,
    `样本量按置信水平 ${percent(confidence)}、误差 ±${percent(error)}、比例 0.5 并作有限总体修正，至少 ${size} 人次，各层按比例且不少于 1 人次（Cochran, Sampling Techniques, 1977, §4.4）。电话号码和对每个人的全部提问见单独生成的回访表（--call-list）。`,
  ];
}

export function strataList(sample: AuditSample | undefined): List<SampleStratum> {
  return {
    name: '抽样分层',
    title: '电话回访抽样分层',
    notes: [],
    columns: [
      { header: '案例', width: 26, value: (row) => row.case },
      { header: '培训课程', width: 34, value: ({ course }) => course },
      { header: '用工形式', width: 12, value: ({ employment }) => employment },
      { header: '抽取方式', width: 26, value: ({ certain }) => (certain ? '全查（有违规或疑点）' : '随机') },
      { header: '总体（人次）', width: 14, value: ({ population }) => population, format: '#,##0' },
      { header: '抽取（人次）', width: 14, value: ({ drawn }) => drawn, format: '#,##0' },
    ],
    rows: sample?.strata ?? [],
    empty: '没有可供抽样的学员，因此没有分层。',
  };
}

export function visitsList(sample: AuditSample | undefined): List<OnSiteVisit> {
  return {
    name: '现场检查',
    title: '现场检查顺序',
    notes: [
      '先按问题轻重，其余按种子值随机排列：从第 1 行起，检查到哪一行为止都是合理的选取。日期和学员由种子值选定，检查时先对照。',
    ],
    fixed: 1,
    columns: [
      { header: '顺序', width: 6, look: () => 'middle', value: ({ order }) => order },
      { header: '案例', width: 18, value: (row) => row.case },
      { header: '培训课程', width: 24, value: ({ course }) => course },
      {
        header: '缘由',
        width: 9,
        value: ({ reason }) => reason,
        look: ({ reason }) => (reason === '按问题' ? 'doubt' : 'pass'),
      },
      { header: '涉及金额（元）', width: 12, value: ({ weight }) => weight, format: '#,##0' },
      { header: '涉及本项目', width: 9, value: ({ findings }) => findings, format: '#,##0' },
      { header: '学员人数', width: 9, value: ({ trainees }) => trainees, format: '#,##0' },
      { header: '先对照的培训日', width: 12, value: ({ day }) => dateCell(day) },
      { header: '先询问的学员', width: 26, value: ({ people }) => people.join('\n') || undefined },
      { header: '看什么', width: 52, value: ({ look }) => look.join('\n') },
    ],
    rows: sample?.onSite ?? [],
    empty: '案例中没有备案项目，没有可检查的项目。',
  };
}

export function sharesList(sample: AuditSample | undefined): List<ConfirmedShare> {
  const share = (header: string, of: 'share' | 'low' | 'high') => ({
    header,
    width: 14,
    value: (row: ConfirmedShare) => row[of],
    format: '0.0%',
  });
  return {
    name: '回访估计',
    title: '学员确认参加培训的比例（按回访结果估计）',
    notes: [
      `未能接通、非本人接听、否认或不记得的都不算确认。区间为 ${percent(sample?.confidence ?? 0.95)} 置信：按层加权，Wilson 区间并作有限总体修正；全查部分和随机部分分别计算后相加，因此略宽；还没有回访的层两头都算进区间（Wilson 1927；Kish 1965, §11.7；Cochran 1977, §5.3）。`,
    ],
    columns: [
      { header: '案例', width: 30, value: (row) => row.case ?? '全部案例' },
      { header: '总体（人次）', width: 13, value: ({ population }) => population, format: '#,##0' },
      { header: '抽取（人次）', width: 13, value: ({ drawn }) => drawn, format: '#,##0' },
      { header: '已回访', width: 11, value: ({ called }) => called, format: '#,##0' },
      { header: '已确认', width: 11, value: ({ confirmed }) => confirmed, format: '#,##0' },
      share('估计比例', 'share'),
      share('区间下限', 'low'),
      share('区间上限', 'high'),
    ],
    rows: sample?.shares ?? [],
    empty: '还没有回访结果：用 npm run audit 的 --call-list 生成回访表，填好后用 --answers 读回。',
  };
}
