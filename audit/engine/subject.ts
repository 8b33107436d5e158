import type { LostRows } from '../../domain/case/checks/lost-rows.ts';
import type { MaterialItem, ReadableCase, RosterEntry } from '../../domain/case/model/schema.ts';
import type { Locate, RecordFiles } from '../../domain/case/tables/locate.ts';
import { type Day, dayOf } from '../../domain/date.ts';
import type { Location } from '../../domain/finding.ts';
import type { PolicyPack } from '../../domain/policy/pack.ts';
import { PolicyError, policyFor, policyForFiling } from '../../domain/policy/policy.ts';
import type { Register } from '../../domain/registers/register.ts';
import type { CallResult } from './call-result.ts';
import type { Granted } from './granted.ts';

/** What is handed to the audit: a case, where its rows stand, and what lies beside it. */
export interface AuditInput {
  case: ReadableCase;
  locate: Locate;
  /** Rows that could not be read; absent where the whole case is known to be read. */
  lost?: LostRows;
  /** Bytes of a material; undefined where it is missing. The whole function is absent when there are no images at all. */
  image?: (item: MaterialItem) => Promise<Uint8Array | undefined>;
  /** Records that stay in their file, of files that have any. */
  records?: RecordFiles;
  /** The sealed commitment letter of a bundle. */
  letter?: Uint8Array;
  /** What the portal granted a case that was driven. The rules check it too. */
  granted?: Granted;
  /** Independent registers, the same for every case of an audit; absent without any. */
  registers?: readonly Register[];
  /** The case was not decrypted: stand-ins take the place of its persons. */
  masked?: true;
  /** Trainees of this case who were called; absent without a filled-in call sheet. */
  calls?: readonly Call[];
}

/** What one trainee said on the phone of one training, and where on the call sheet it stands. */
export interface Call {
  entry: RosterEntry;
  result: CallResult;
  at: (header: string) => Location;
}

/** A case under audit, with the policy of its day. */
export interface Subject extends AuditInput {
  number: number;
  /** Absent when no policy covers the day, or the case has no day at all: `policyProblem` says which. */
  policy: PolicyPack | undefined;
  policyDay: Day | undefined;
  policyProblem: string | undefined;
}

export function subjectOf(input: AuditInput, number: number): Subject {
  const filed = filingDay(input);
  const policyDay = filed ?? firstDay(input);
  const { policy, problem } = policyOf(policyDay, input.case.enterprise.district, filed !== undefined);
  return {
    ...input,
    number,
    policy,
    policyDay,
    policyProblem: problem,
  };
}

/** The day that decides which policy is in force; a run begins with the filing. */
function filingDay({ case: { dates }, granted }: AuditInput): Day | undefined {
  const [begun] = granted?.lines ?? [];
  return dates.备案提交 ?? (begun && dayOf(begun.vtime));
}

/** The first day that the case names, where nothing says when it was filed. */
function firstDay({ case: { dates, projects, sessions, signIns } }: AuditInput): Day | undefined {
  if (dates.备案通过 !== undefined) return dates.备案通过;
  const planned = projects.map((project) => project.plannedStart).filter((day) => day !== undefined);
  if (planned.length > 0) return planned.sort()[0];
  let first: Day | undefined = Object.values(dates).sort()[0];
  for (const { start } of sessions) if (first === undefined || start < first) first = dayOf(start);
  for (const { at } of signIns) if (first === undefined || at < first) first = dayOf(at);
  return first;
}

function policyOf(
  day: Day | undefined,
  district: string | undefined,
  filed: boolean,
): { policy?: PolicyPack; problem?: string } {
  if (day === undefined) return { problem: '案例没有任何日期，无法确定适用的政策' };
  try {
    return { policy: filed ? policyForFiling(day, district) : policyFor(day, district) };
  } catch (error) {
    if (error instanceof PolicyError) return { problem: error.message };
    throw error;
  }
}
