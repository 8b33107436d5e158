import { toFen } from '../../../domain/policy/policy.ts';
import type { Ranked } from '../../engine/ranking.ts';
import { inWords } from '../../engine/register-summary.ts';
import type { List } from '../../workbook/list-sheet.ts';
import type { Look } from '../../workbook/looks.ts';
import type { AuditedCase, AuditReport } from '../audit-report.ts';
import { conclusionOf, stakeInWords, stakeOfAll } from '../conclusion.ts';
import type { ReportCover } from '../report-cover.ts';

const SEALS = {
  intact: { word: '完好', look: 'pass' },
  incomplete: { word: '不完整', look: 'doubt' },
  broken: { word: '有问题', look: 'violation' },
} as const;
const KINDS = { case: '案例', bundle: '证据包' } as const;

interface Ranking extends Ranked {
  own: AuditedCase;
}

/** What was audited and what came of it, case by case, the heaviest first. */
export function overviewList(report: AuditReport, cover: ReportCover): List<Ranking> {
  const { cases, ranking } = report;
  const byName = new Map(cases.map((own) => [own.name, own]));
  return {
    name: '概览',
    title: '线上职业培训补贴申报核查报告',
    notes: notesOf(report, cover),
    columns: [
      { header: '名次', width: 6, value: (_, index) => index + 1, look: () => 'middle' },
      { header: '案例', width: 18, value: ({ case: name }) => name },
      { header: '类型', width: 8, value: ({ own }) => KINDS[own.kind] },
      { header: '企业全称', width: 24, value: ({ own }) => own.enterprise ?? '（未能读取）' },
      { header: '税收所属区', width: 10, value: ({ own }) => own.district },
      { header: '违规涉及（元）', width: 12, value: ({ stake }) => stake.violation.yuan, format: '#,##0' },
      { header: '疑点涉及（元）', width: 12, value: ({ stake }) => stake.doubt.yuan, format: '#,##0' },
      {
        header: '违规',
        width: 7,
        value: ({ violations }) => violations,
        format: '#,##0',
      },
      { header: '疑点', width: 7, value: ({ doubts }) => doubts, format: '#,##0' },
      {
        header: '人次',
        width: 7,
        value: ({ own }) => own.amounts.length,
        format: '#,##0',
      },
      { header: '按标准应补贴（元）', width: 15, value: ({ own }) => total(own, 'entitled'), format: '#,##0.00' },
      { header: '门户核定（元）', width: 12, value: ({ own }) => total(own, 'claimed'), format: '#,##0.00' },
      {
        header: '封存',
        width: 9,
        value: ({ own }) => sealWord(own),
        look: ({ own }) => sealLook(own),
      },
      { header: '封存说明', width: 30, value: ({ own }) => sealText(own) },
      { header: '适用政策', width: 22, value: ({ own }) => own.policy ?? '（不能确定）' },
    ],
    rows: ranking.flatMap((ranked) => {
      const own = byName.get(ranked.case);
      return own === undefined ? [] : [{ ...ranked, own }];
    }),
    empty: '没有核查任何案例。',
  };
}

function notesOf(report: AuditReport, { number, version, date, by }: ReportCover): string[] {
  const { cases, counts, ranking, rules, sample, registers = [] } = report;
  const { heading, sentences, warning } = conclusionOf(report);
  const bundles = cases.filter(({ kind }) => kind === 'bundle').length;
  return [
    `结论：${heading}。${sentences.join('')}${warning ?? ''}`,
    `报告编号 ${number}${date === undefined ? '' : `，核查日期 ${date}`}${by === undefined ? '' : `，核查单位 ${by}`}，核查工具版本 ${version}；被核查文件的 SHA-256 见「证据索引」。`,
    '本报告由模拟与核查程序生成，不是人力资源社会保障、财政部门或审计机构的结论，不能代替在官方系统的申报和官方审核；规则以公开文件为限，以所在区答复为准。',
    `共核查 ${cases.length} 个对象（案例 ${cases.length - bundles} 个，证据包 ${bundles} 个），规则 ${rules.length} 条：违规 ${counts.violation} 处${stakeInWords(stakeOfAll(ranking, 'violation'))}；疑点 ${counts.doubt} 处${stakeInWords(stakeOfAll(ranking, 'doubt'))}；格式 ${counts.format} 处；符合 ${counts.pass} 项，不适用 ${counts['not-applicable']} 项。`,
    '疑点是须由人判断的迹象，本身不是违规；不适用是缺少判断所需的数据，不等于符合。',
    ...(bundles === 0 ? [] : ['封存只证明由谁封存、此后没有改动；不证明采集时如实，时间须由会签或外部时间戳证明。']),
    ...(sample === undefined
      ? []
      : [`电话回访共抽取 ${sample.drawn} 人次（种子值 ${sample.seed}），见「抽样」；现场检查顺序见「现场检查」。`]),
    ...registers.map((register) => `独立登记「${register.file}」：${inWords(register)}；SHA-256 ${register.sha256}。`),
    "以「'」开头的文字原以等号、加减号或 @ 开头：加「'」后，另存为 CSV 也不会被当作公式执行。名次按违规涉及的补贴金额和人次，其次按疑点涉及的；同一人同一项目只计一次，格式问题不计。",
  ];
}

/** Undefined where no amount is known. */
function total({ amounts }: AuditedCase, of: 'entitled' | 'claimed'): number | undefined {
  const known = amounts.flatMap((amount) => amount[of] ?? []);
  return known.length === 0 ? undefined : toFen(known.reduce((sum, yuan) => sum + yuan, 0));
}

function sealWord({ seal, kind }: AuditedCase): string {
  if (seal === undefined) return kind === 'bundle' ? '无法核验' : '无';
  return SEALS[seal.verdict].word;
}

function sealLook({ seal, kind }: AuditedCase): Look {
  if (seal === undefined) return kind === 'bundle' ? 'violation' : 'plain';
  return SEALS[seal.verdict].look;
}

function sealText({ seal, kind }: AuditedCase): string | undefined {
  if (seal === undefined) return kind === 'bundle' ? undefined : '未演练，没有封存';
  const { sealedBy, entries, coreDigest, countersignedBy, stamp, problems } = seal;
  const [first] = problems;
  return [
    sealedBy === null ? '没有有效的封存' : `封存人密钥 ${sealedBy}`,
    `操作记录 ${entries} 条`,
    ...(coreDigest === null ? [] : [`核心校验值 ${coreDigest}`]),
    ...countersignedBy.map((auditor) => `会签人密钥 ${auditor}`),
    ...(stamp === undefined ? [] : [`时间戳 ${stamp.time}（${stamp.authority}）`]),
    ...(first === undefined
      ? []
      : [`${first.file}：${first.problem}${problems.length > 1 ? `（共 ${problems.length} 处）` : ''}`]),
  ].join('\n');
}
