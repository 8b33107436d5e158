import { CASE_EVENTS } from '../../domain/case/schema.ts';
import type { Finding, Location } from '../../domain/finding.ts';
import { type ActName, actsOf, receiptLine } from '../engine/acts.ts';
import { JOURNAL_FILE, RECEIPTS_FILE } from '../engine/granted.ts';
import type { Rule } from '../engine/rule.ts';
import type { TraceStep } from '../report/audit.ts';
import { stageSteps } from '../report/rehearsal/steps.ts';
import type { Dossier } from './dossier.ts';

/** What of the journey a sheet went into. */
const ACT_OF_SHEET: Readonly<Record<string, ActName>> = {
  企业信息: 'save',
  备案项目: 'save',
  学员花名册: 'roster',
  课程汇总: 'records',
  签到记录: 'records',
  学习记录: 'records',
  答疑记录: 'records',
  考试记录: 'records',
  材料清单: 'upload',
};
const ACT_OF_EVENT: Readonly<Record<(typeof CASE_EVENTS)[number], ActName>> = {
  备案提交: 'submit',
  备案通过: 'approve',
  培训开始: 'period',
  培训结束: 'period',
  学员导入: 'roster',
  补贴申请: 'claim',
  材料寄送: 'mail',
  正式受理: 'accept',
  公示开始: 'publish',
  公示结束: 'close',
  财政核准: 'finance',
  拨付: 'pay',
};
const ACT_OF_STAGE: Readonly<Record<string, ActName>> = {
  备案审核: 'approve',
  组织培训: 'period',
  导入学员并申请补贴: 'claim',
  寄送材料: 'mail',
  正式受理: 'accept',
  审核和材料复核: 'review',
  网上公示: 'close',
  财政核准: 'finance',
  拨付: 'pay',
};
/** Items of 企业信息 that the claim takes, not the filing. */
const ACCOUNT = ['开户银行', '账户名称', '银行账号'];

/** Leads a finding of a bundle to the journal lines of what it is about, each with the picture of its stage. */
export function tracer(dossier: Dossier): (finding: Finding, rule: Rule | undefined) => TraceStep[] {
  const { lines, input, name } = dossier;
  const prefix = `${name}/`;
  const describe = describer(dossier);
  const act = (of: ActName, nth = 0) => {
    const acts = actsOf(lines, of);
    return [acts[Math.min(nth, acts.length - 1)]?.seq];
  };
  const cells = new Map<string, (typeof CASE_EVENTS)[number] | 'account'>();
  for (const event of CASE_EVENTS) cells.set(keyOf(input?.locate('办理日期', undefined, event)), event);
  for (const item of ACCOUNT) cells.set(keyOf(input?.locate('企业信息', undefined, item)), 'account');

  const linesAt = (at: Location): (number | undefined)[] => {
    if (!at.file.startsWith(prefix)) return [];
    const file = at.file.slice(prefix.length);
    if (file === JOURNAL_FILE) return [Number(/\d+/.exec(at.cell ?? '')?.[0] ?? Number.NaN)];
    if (file === RECEIPTS_FILE) return receiptLines(at.cell ?? '');
    if (file === 'data/core/letter.pdf') return act('seal');
    const page = /^data\/core\/materials\/(.+)-(\d+)\.jpg$/.exec(file);
    if (page !== null) return act('upload', uploadOf(page[1] ?? '', Number(page[2])));
    const special = cells.get(keyOf(at));
    if (special === 'account') return act('claim');
    if (special !== undefined) return act(ACT_OF_EVENT[special]);
    return sheetLines(at);
  };

  const sheetLines = ({ sheet = '', cell = '' }: Location): (number | undefined)[] => {
    const of = ACT_OF_SHEET[sheet];
    if (of === undefined) return [];
    const row = rowOf(cell);
    if (sheet === '备案项目')
      return act(of, Math.max(0, input?.case.projects.findIndex((project) => project.row === row) ?? 0));
    if (sheet !== '材料清单') return act(of);
    const item = input?.case.materials.find((one) => one.row === row);
    return item === undefined ? act(of) : act(of, uploadOf(item.type, placeOf(item.type, item.row)));
  };

  /** The row that a cell or pointer is in. */
  const rowOf = (cell: string): number => {
    const pointer = /^\/(\w+)\/(\d+)\//.exec(cell);
    if (pointer === null) return Number(/\d+$/.exec(cell)?.[0] ?? 0);
    const rows = input?.case[pointer[1] as 'projects'];
    return rows?.[Number(pointer[2])]?.row ?? 0;
  };

  const placeOf = (type: string, row: number): number =>
    (input?.case.materials ?? [])
      .filter((item) => item.type === type)
      .sort((a, b) => a.order - b.order)
      .findIndex((item) => item.row === row) + 1;

  /** Images go up type by type, each in the order of its pages. */
  const uploadOf = (type: string, page: number): number => {
    const materials = input?.case.materials ?? [];
    const types = [...new Set(materials.map((item) => item.type as string))];
    const before = types.slice(0, Math.max(0, types.indexOf(type)));
    return materials.filter((item) => before.includes(item.type)).length + Math.max(0, page - 1);
  };

  const receiptLines = (pointer: string): (number | undefined)[] => {
    const [, list = '', index = ''] = pointer.split('/');
    const { receipts } = input?.granted ?? {};
    if (list === 'filings' || list === 'claims') {
      const { receipt = '' } = receipts?.[list][Number(index)] ?? {};
      return [receiptLine(lines, receipt)?.seq ?? act(list === 'filings' ? 'submit' : 'claim')[0]];
    }
    if (list === 'materials') return act('upload', Number(index));
    return act(ACT_OF_STAGE[receipts?.deadlines[Number(index)]?.stage ?? ''] ?? 'submit');
  };

  /** A rule that points nowhere is followed to what it looked at. */
  const linesOfNeeds = ({ needs }: Rule): (number | undefined)[] =>
    needs.flatMap((need) => {
      const [sheet = '', event] = need.split('.');
      if (sheet === '办理日期') return act(ACT_OF_EVENT[event as (typeof CASE_EVENTS)[number]]);
      if (sheet in ACT_OF_SHEET) return act(ACT_OF_SHEET[sheet] as ActName);
      if (need === 'letter') return act('seal');
      if (need === 'materials') return act('upload');
      return need === 'receipts' ? lines.filter(({ kind }) => kind === 'receipt').map(({ seq }) => seq) : [];
    });

  return ({ where, verdict }, rule) => {
    if (lines.length === 0 || verdict === 'not-applicable') return [];
    const seqs = where.flatMap(linesAt);
    const needed = seqs.length > 0 || rule === undefined ? seqs : linesOfNeeds(rule);
    // What looks at the case as a whole leads to where the case was handed in.
    const found = needed.length > 0 || rule === undefined ? needed : act('submit');
    return [...new Set(found)].flatMap((seq) => (seq === undefined ? [] : describe(seq)));
  };
}

/** A journal line in words, with the picture of its stage. */
function describer({ lines, files }: Dossier): (seq: number) => TraceStep[] {
  const pictures = new Set(files.map(({ path }) => path));
  const stages = stageSteps(lines);
  return (seq) => {
    const line = lines[seq];
    if (line === undefined) return [];
    const index = stages.findIndex(
      ({ begin, end }) => begin.seq <= seq && seq <= (end?.seq ?? Number.POSITIVE_INFINITY),
    );
    const stage = stages[index];
    const action = stage?.steps.find(({ action: own, events }) => own === line || events.includes(line))?.action;
    const picture = stage && `data/observed/pictures/${String(index + 1).padStart(2, '0')}-${stage.name}.png`;
    const what = [stage?.name, action?.target, action === line ? undefined : line.target].filter(
      (part) => part !== undefined && part !== '',
    );
    return [{ seq, what: what.join(' › '), ...(picture !== undefined && pictures.has(picture) && { picture }) }];
  };
}

function keyOf(at: Location | undefined): string {
  return `${at?.file} ${at?.sheet} ${at?.cell}`;
}
