import type { DATES_SHEET, ENTERPRISE_SHEET, TableName } from '../../domain/case/model/layout.ts';
import type { CASE_EVENTS, ReadableCase } from '../../domain/case/model/schema.ts';
import type { Day } from '../../domain/date.ts';
import type { Finding, Location } from '../../domain/finding.ts';
import type { ClauseTopic } from '../../domain/policy/pack.ts';
import type { RegisterRole } from '../../domain/registers/columns.ts';
import type { Subject } from './subject.ts';

/** Items of 企业信息 that a rule may need, and where the case holds them. */
export const ENTERPRISE_NEEDS = {
  企业全称: 'name',
  统一社会信用代码: 'creditCode',
  税收所属区: 'district',
  参保人数: 'insuredStaff',
  劳务派遣人数: 'dispatchedStaff',
  账户名称: 'accountName',
} as const satisfies Record<string, keyof ReadableCase['enterprise']>;

/** What a rule may need of what lies beside a case, and what of the subject is then there. */
interface Beside {
  /** A policy in force, and the day by which it was chosen. */
  policy: 'policy' | 'policyDay';
  /** The images of the materials. */
  materials: 'image';
  /** Records that stay in their file. */
  'record files': 'records';
  /** The letter of a sealed bundle. */
  letter: 'letter';
  /** What the portal gave. */
  receipts: 'granted';
  /** The same, with at least one filing, one period of training, one claim. */
  filings: 'granted';
  'training periods': 'granted';
  claims: 'granted';
  /** Persons by their own numbers. */
  persons: never;
  /** The call-backs. */
  calls: 'calls';
}

/** An independent register of a kind. */
type RegisterNeed = `${RegisterRole} register`;

type DateNeed = `${typeof DATES_SHEET}.${(typeof CASE_EVENTS)[number]}`;
type EnterpriseNeed = `${typeof ENTERPRISE_SHEET}.${keyof typeof ENTERPRISE_NEEDS}`;

/** What a rule cannot do without: at least one row of a sheet, a day of 办理日期, an item of 企业信息, or something beside the case. */
export type Need = TableName | DateNeed | EnterpriseNeed | RegisterNeed | keyof Beside;

type Present<T, K extends keyof T> = { [P in K]-?: Exclude<T[P], undefined> };
type EnterpriseKey<N extends Need> =
  N extends `${typeof ENTERPRISE_SHEET}.${infer Item extends keyof typeof ENTERPRISE_NEEDS}`
    ? (typeof ENTERPRISE_NEEDS)[Item]
    : never;
type Event<N extends Need> = N extends `${typeof DATES_SHEET}.${infer E extends (typeof CASE_EVENTS)[number]}`
  ? E
  : never;

/** A subject that a rule with these needs is asked about: all of them are there. */
export type Given<N extends Need> = Subject &
  Present<Subject, N extends keyof Beside ? Beside[N] : N extends RegisterNeed ? 'registers' : never> & {
    case: { dates: Record<Event<N>, Day>; enterprise: Present<ReadableCase['enterprise'], EnterpriseKey<N>> };
  };

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
  /** ID numbers of those whose subsidy it puts in question, of this course where one is named; everybody's when absent. */
  people?: readonly string[];
  course?: string;
}

interface RuleBase {
  /** The path of its file below audit/rules, without the ending. */
  id: string;
  /** What must hold, in Chinese. */
  title: string;
  clause: ClauseTopic;
  /** A case that lacks one of them is not judged: `whyNotApplicable` says which. */
  needs: readonly Need[];
  /** `doubt` for a sign that a person must judge. */
  verdict: 'violation' | 'doubt';
  /**
   * Sheets of which a missing row would make the rule say something. Where rows of them could not be read, it says
   * nothing of those whose they may be (`row.course`, `row.id_number`): the unreadable cell is the finding.
   */
  lacks?: readonly TableName[];
}

export type Row = Record<string, string | number | null>;

/** The case that a query names by a `case_no` other than the opinion's own. */
export type CaseOf = (caseNo: Row[string] | undefined) => Subject;

/** Asks the row engine, which holds the rows of every case given. */
export type Rows = (sql: string) => AsyncIterable<Row>;

/** Looks at one case in memory; `rows` are for what records in files say as well. */
export interface CaseRule extends RuleBase {
  judge(subject: Subject, rows: Rows): Opinion[] | Promise<Opinion[]>;
}

/**
 * One query over the rows of every case given. Each row that comes back is an
 * opinion on the case of its `case_no`; ordered, so that two runs say the same.
 * Whom a row is about it names as `id_number`, as `people` (ID numbers with a space
 * between them) or as `masked`: not every row becomes a finding, and all are called back.
 */
export interface RowRule extends RuleBase {
  sql: string;
  /**
   * A query for the `case_no` of cases that fill in an optional column; the others are not judged, for the given
   * reason.
   */
  filled?: { sql: string; reason: string };
  /**
   * What is behind a row. Rows of one case with one cause are one finding with its people, not one each: of several,
   * `together` says what they have in common, or the first says it for all.
   */
  cause?: (row: Row) => string;
  together?: (rows: readonly Row[], persons: number) => string;
  opinion(row: Row, subject: Subject, caseOf: CaseOf): Opinion;
}

/** Looks at all cases together, in memory. */
export interface CrossRule extends RuleBase {
  compare(subjects: readonly Subject[]): Promise<Map<Subject, Opinion[]>>;
}

export type Rule = CaseRule | RowRule | CrossRule;

/*
 * A rule is written with its needs, and asked about subjects that have them. Its one function is a
 * method, because TypeScript then lets the engine pass any subject; the engine has asked `whyNotApplicable` before.
 */
type Written<R extends RuleBase, N extends Need, Asked> = Omit<R, 'needs' | keyof Asked> & {
  needs: readonly N[];
} & Asked;

export const caseRule = <const N extends Need>(
  rule: Written<CaseRule, N, { judge(subject: Given<N>, rows: Rows): Opinion[] | Promise<Opinion[]> }>,
): CaseRule => rule;

export const rowRule = <const N extends Need>(
  rule: Written<RowRule, N, { opinion(row: Row, subject: Given<N>, caseOf: CaseOf): Opinion }>,
): RowRule => rule;

export const crossRule = <const N extends Need>(
  rule: Written<CrossRule, N, { compare(subjects: readonly Given<N>[]): Promise<Map<Subject, Opinion[]>> }>,
): CrossRule => rule;

/** Thrown by a rule that finds it cannot judge this case after all; the reason is for the person. */
export class NotApplicable extends Error {}
