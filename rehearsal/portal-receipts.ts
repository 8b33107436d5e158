import { maskIdNumber } from '../domain/identifiers/mask.ts';
import type { Receipts } from '../evidence/receipts.ts';
import type { PortalState } from '../mocks/state/portal-api.ts';

/** Every receipt number so far, in the order that the portal gave them. */
export function receiptNumbers(state: PortalState, creditCode: string): string[] {
  return [
    ...state.filings(creditCode, { size: 1000 }).rows.map((filing) => filing.receipt ?? ''),
    ...state.claims(creditCode).map((claim) => claim.receipt),
  ];
}

/** What the portal has given a unit so far: `data/core/receipts.json`. */
export function portalReceipts(state: PortalState, creditCode: string): Receipts {
  const filings = state.filings(creditCode, { size: 1000 }).rows;
  const [first] = filings;
  return {
    filings: filings.map(({ course, receipt, plannedTrainees, plannedSubsidy }) => ({
      course,
      receipt: receipt ?? '',
      plannedTrainees,
      plannedSubsidy,
    })),
    claims: state.claims(creditCode).map(({ receipt, status, amount, lines }) => ({
      receipt,
      status,
      amount,
      lines: lines.map((line) => ({
        course: line.course,
        trainees: line.trainees.length,
        traineesMasked: line.trainees.map(maskIdNumber),
        amount: line.amount,
      })),
    })),
    materials:
      first === undefined
        ? []
        : state
            .materials(first.applicationId)
            .map(({ type, page, fileName, bytes, sha256 }) => ({ type, page, fileName, bytes, sha256 })),
    deadlines: state
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
      })),
  };
}
