import type { DATES_SHEET, ENTERPRISE_SHEET, TableName } from '../../domain/case/layout.ts';
import type { CASE_EVENTS } from '../../domain/case/schema.ts';
import type { Finding, Location } from '../../domain/finding.ts';
import type { ClauseTopic } from '../../domain/policy/pack.ts';
import type { Subject } from './subject.ts';

/** What a rule cannot do without: rows of a sheet, a day of 办理日期, the images, the sealed bundle, what the portal gave, persons by their own numbers, the call-backs, a policy in force. */
export type Need =
  | TableName
  | `${typeof DATES_SHEET}.${(typeof CASE_EVENTS)[number]}`
  | `${typeof ENTERPRISE_SHEET}.${'企业全称' | '统一社会信用代码' | '税收所属区' | '参保人数' | '劳务派遣人数' | '账户名称'}`
  | 'materials'
  | 'record files'
  | 'letter'
  | 'receipts'
  | 'claims'
  | 'persons'
  | 'calls'
  | 'policy';

/** What a rule says of one case; without a violation or a doubt the case passes. */
export interface Opinion {
  /** The rule's own verdict when absent; `pass` carries figures that a person wants to see. */
  verdict?: Finding['verdict'];
  /** Whom or what it is about, beside the case: a masked person, a project, a file. */
  about?: string;
  where: Location[];
  /** One Chinese sentence: what is off, by which figure, and what to do. */
  message: string;
  /** Figures and days behind it, for a person who follows it up. */
  evidence?: string[];
}

interface RuleBase {
  /** The path of its file below audit/rules, without the ending. */
  id: string;
  /** What must hold, in Chinese. */
  title: string;
  clause: ClauseTopic;
  needs: readonly Need[];
  /** `doubt` for a sign that a person must judge. */
  verdict: 'violation' | 'doubt';
}

/** Looks at one case in memory. */
export interface CaseRule extends RuleBase {
  judge: (subject: Subject) => Opinion[] | Promise<Opinion[]>;
}

export type Row = Record<string, string | number | null>;

/**
 * One query over the rows of every case given. Each row that comes back is an
 * opinion on the case of its `case_no`; ordered, so that two runs say the same.
 */
export interface RowRule extends RuleBase {
  sql: string;
  opinion: (row: Row, subject: Subject, all: readonly Subject[]) => Opinion;
}

/** Looks at all cases together, in memory. */
export interface CrossRule extends RuleBase {
  compare: (subjects: readonly Subject[]) => Promise<Map<Subject, Opinion[]>>;
}

export type Rule = CaseRule | RowRule | CrossRule;

/** Thrown by a rule that finds it cannot judge this case after all; the reason is for the person. */
export class NotApplicable extends Error {}
