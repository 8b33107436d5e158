import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rehearsalIndex } from '../../audit/report/rehearsal-index.ts';
import { RehearsalResult } from '../../audit/report/rehearsal-result.ts';
import { onDisk } from '../../evidence/cut-off.ts';
import { RESULT } from '../../evidence/layout.ts';
import type { Unfinished } from './unfinished.ts';

/** The result in a case's folder; none where the case was not driven to an end. */
export function resultsIn(folder: string): RehearsalResult[] {
  const path = join(folder, RESULT);
  return existsSync(path) ? [RehearsalResult.parse(JSON.parse(readFileSync(path, 'utf8')))] : [];
}

/** Writes summary.json and index.html over all cases into `out`; the paths of both. */
export function writeSummary(out: string, results: readonly RehearsalResult[], unfinished: readonly Unfinished[]) {
  const [summary, index] = [join(out, 'summary.json'), join(out, 'index.html')];
  const cases = [
    ...results.map((result) => summaryOf(result, out)),
    ...unfinished.map((one) => unfinishedSummary(one, out)),
  ];
  writeWhole(summary, `${JSON.stringify({ cases }, null, 1)}\n`);
  writeWhole(index, rehearsalIndex([...results], [...unfinished]));
  return { summary, index };
}

/** An earlier summary stays as it was until the new one is whole. */
function writeWhole(path: string, text: string): void {
  onDisk(path, () => {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  });
}

function summaryOf(result: RehearsalResult, out: string) {
  return {
    case: result.case,
    outcome: result.outcome,
    filingReceipts: result.filings.map((filing) => filing.receipt),
    claimReceipts: result.claims.map((claim) => claim.receipt),
    coreDigest: result.evidence?.coreDigest ?? null,
    sealedBy: result.evidence?.sealedBy ?? '没有封存',
    bundle: join(out, result.case),
    seconds: result.seconds,
  };
}

function unfinishedSummary({ name, receipts }: Unfinished, out: string) {
  return {
    case: name,
    outcome: 'unfinished',
    filingReceipts: receipts.filter((receipt) => receipt.startsWith('SH')),
    claimReceipts: receipts.filter((receipt) => receipt.startsWith('SQ')),
    coreDigest: null,
    sealedBy: '没有封存',
    bundle: join(out, name),
    seconds: 0,
  };
}
