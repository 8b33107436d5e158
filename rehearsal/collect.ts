import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import { maskIdNumber } from '../domain/identifiers/mask.ts';
import type { PortalState } from '../mocks/state/portal-api.ts';

/** Every receipt number so far, in the order that the portal gave them. */
export function receiptsOf(state: PortalState, creditCode: string): string[] {
  return [
    ...state.filings(creditCode, { size: 1000 }).rows.map((filing) => filing.receipt ?? ''),
    ...state.claims(creditCode).map((claim) => claim.receipt),
  ];
}

/** What the portal holds at the end, for the report. */
export function collect(result: RehearsalResult, state: PortalState, creditCode: string): void {
  result.filings = state
    .filings(creditCode, { size: 1000 })
    .rows.map(({ course, receipt, plannedTrainees, plannedSubsidy }) => ({
      course,
      receipt: receipt ?? '',
      plannedTrainees,
      plannedSubsidy,
    }));
  result.claims = state.claims(creditCode).map(({ receipt, status, amount, lines }) => ({
    receipt,
    status,
    amount,
    lines: lines.map((line) => ({
      course: line.course,
      trainees: line.trainees.length,
      traineesMasked: line.trainees.map(maskIdNumber),
      amount: line.amount,
    })),
  }));
  const [first] = state.filings(creditCode, {}).rows;
  result.materials =
    first === undefined
      ? []
      : state
          .materials(first.applicationId)
          .map(({ type, page, fileName, bytes, sha256 }) => ({ type, page, fileName, bytes, sha256 }));
  result.deadlines = state
    .progress(creditCode)
    .map(({ subject, stage, state: progress, startedOn, due, doneOn, limit, owner }) => ({
      subject,
      stage,
      state: progress,
      owner,
      ...(startedOn !== undefined && { startedOn }),
      ...(due !== undefined && { due }),
      ...(doneOn !== undefined && { doneOn }),
      ...(limit !== undefined && { limit }),
    }));
}
