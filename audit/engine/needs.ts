import { DATES_SHEET, ENTERPRISE_SHEET, TABLE_FIELDS, TABLES, type TableName } from '../../domain/case/model/layout.ts';
import type { ReadableCase } from '../../domain/case/model/schema.ts';
import type { RecordFiles } from '../../domain/case/tables/locate.ts';
import type { RegisterRole } from '../../domain/registers/columns.ts';
import { whyNoRegister } from './register-needs.ts';
import { ENTERPRISE_NEEDS, type Need, type Rule } from './rule.ts';
import type { StageName } from './stages.ts';
import type { Subject } from './subject.ts';

const TRAINING: StageName = '组织培训';

/** Why a rule cannot judge this case; undefined when it can. */
export function whyNotApplicable(rule: Rule, subject: Subject): string | undefined {
  for (const need of rule.needs) {
    const reason = whyMissing(need, subject);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Why a rule with this need cannot judge the case; undefined when the case has what it needs. */
export function whyMissing(need: Need, subject: Subject): string | undefined {
  if (need === 'policy') return subject.policyProblem;
  if (need === 'materials') return subject.image === undefined ? '没有材料图片可供检查' : undefined;
  if (need === 'record files')
    return Object.values(subject.records ?? {}).every(({ read }) => read)
      ? '没有 Parquet 记录文件，或文件中没有一行数据'
      : undefined;
  if (need === 'letter') return subject.letter === undefined ? '案例没有承诺书文件；承诺书在演练证据包中' : undefined;
  if (need === 'receipts')
    return subject.granted === undefined ? '没有门户的回执可供核对；回执在办完的演练证据包中' : undefined;
  if (need === 'filings') return subject.granted?.receipts.filings.length ? undefined : '没有门户受理的备案可供核对';
  if (need === 'training periods')
    return subject.granted?.receipts.deadlines.some(({ stage, doneOn }) => stage === TRAINING && doneOn !== undefined)
      ? undefined
      : '没有门户登记的培训起止日期可供核对';
  if (need === 'claims') return subject.granted?.receipts.claims.length ? undefined : '没有门户受理的补贴申请可供核对';
  if (need === 'persons') return subject.masked ? '没有 --identity，个人信息已加密' : undefined;
  if (need === 'calls')
    return subject.calls === undefined
      ? '没有电话回访结果；用 npm run audit 的 --call-list 生成回访表，填好后用 --answers 读回'
      : undefined;
  if (need.endsWith(' register')) return whyNoRegister(need.slice(0, -' register'.length) as RegisterRole, subject);
  if (need in TABLES) {
    const table = need as TableName;
    const held =
      (subject.case[TABLE_FIELDS[table]] as unknown[]).length > 0 || subject.records?.[table as keyof RecordFiles];
    if (held) return undefined;
    const lost = subject.lost?.count(table) ?? 0;
    return lost > 0 ? `「${table}」的 ${lost} 行都无法读取` : `「${table}」没有数据`;
  }
  const [sheet, item = ''] = need.split('.');
  if (sheet === ENTERPRISE_SHEET) {
    return subject.case.enterprise[ENTERPRISE_NEEDS[item as keyof typeof ENTERPRISE_NEEDS]] === undefined
      ? `「${ENTERPRISE_SHEET}」的「${item}」没有填写或无法读取`
      : undefined;
  }
  return subject.case.dates[item as keyof ReadableCase['dates']] === undefined
    ? `「${DATES_SHEET}」没有填写「${item}」`
    : undefined;
}
