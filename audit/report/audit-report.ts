import type { Day } from '../../domain/date.ts';
import type { Finding } from '../../domain/finding.ts';
import type { DueDate } from '../../evidence/receipts.ts';
import type { Verdict } from '../../evidence/verify.ts';
import type { Ranked } from '../engine/ranking.ts';
import type { RegisterInReport } from '../engine/register-summary.ts';
import type { CaseStake } from '../engine/stake.ts';
import type { Counts } from '../engine/verdicts.ts';
import type { AuditSample } from '../sampling/sample.ts';

/** A line of a bundle's journal that a finding leads to, with the picture of the page it was done on. */
export interface TraceStep {
  /** Line of `data/core/journal.jsonl`, from 0. */
  seq: number;
  /** What was done there, one Chinese phrase. */
  what: string;
  /** Path within the bundle. */
  picture?: string;
}

/** A finding with where it can be followed to. `trace` is empty for a case that was not driven. */
export interface TracedFinding extends Finding {
  trace: readonly TraceStep[];
}

/** A rule as the reports name it: what must hold, and on what that stands. */
export interface AuditedRule {
  id: string;
  title: string;
  /** What a finding of it means: a violation, or a sign that a person must judge. */
  verdict: 'violation' | 'doubt';
  /** Clause with its citation. */
  basis: string;
}

/** What one person earned in one project, by the policy of the case's day. */
export interface PersonAmount {
  course: string;
  /** Masked name and ID number. */
  person: string;
  /** Learning without Q&A and exam, in minutes; undefined without learning records. */
  minutes: number | undefined;
  /** What of it counts: in the chapters of the plan, up to the length of each. */
  counted?: number;
  signInDays: number | undefined;
  questions: number | undefined;
  score: number | undefined;
  /** Yuan by the policy, an equal part where a project's head count is capped; undefined where the case does not say enough. */
  entitled: number | undefined;
  /** Yuan that the portal granted in the claim of a bundle; undefined for a case that was not driven. */
  claimed: number | undefined;
}

/** Figures behind the charts of one case. */
export interface Activity {
  /** Days with sign-ins, each with the number of sign-ins by hour of the day (24). */
  signIns: { day: Day; hours: readonly number[] }[];
  /** Sessions begun by hour of the day (24). */
  sessionsByHour: readonly number[];
}

/** A file of a bundle. */
export interface EvidenceFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** One case or bundle as the audit saw it. Persons are masked in it. */
export interface AuditedCase {
  /** Unique within this audit. */
  name: string;
  kind: 'case' | 'bundle';
  /** As given. */
  path: string;
  enterprise: string | undefined;
  district: string | undefined;
  /** Citation of the policy pack in force. */
  policy: string | undefined;
  /** Integrity and seal of a bundle. */
  seal: Verdict | undefined;
  /** Problems in the order of the workbook, then what each rule said. */
  findings: TracedFinding[];
  /** What they put in question; absent where nothing could be judged. */
  stake?: CaseStake;
  deadlines: DueDate[];
  amounts: PersonAmount[];
  activity: Activity;
  files: EvidenceFile[];
}

/** What an audit comes to: the one source of `audit.json`, `audit.xlsx` and `audit.html`. */
export interface AuditReport {
  cases: AuditedCase[];
  counts: Counts;
  /** The heaviest first. */
  ranking: Ranked[];
  /** In the order of their ids. */
  rules: AuditedRule[];
  /** Absent where there is nobody to draw from. */
  sample?: AuditSample;
  /** Independent registers that the cases were held against; absent without any. */
  registers?: RegisterInReport[];
}
