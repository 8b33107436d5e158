import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { rehearsalReport } from '../audit/report/rehearsal-html.ts';
import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import { assembleBundle, type BundleFacts } from '../evidence/assemble.ts';
import { canonicalJson } from '../evidence/canonical-json.ts';
import { withoutMetadata } from '../evidence/jpeg-metadata.ts';
import {
  BAG_INFO,
  ENVIRONMENT,
  LETTER,
  materialPath,
  OPEN_CASE,
  RECEIPTS,
  REPORT,
  RESULT,
} from '../evidence/layout.ts';
import type { PrivateCase } from '../evidence/private-case.ts';
import type { Receipts } from '../evidence/receipts.ts';
import { environmentOf } from './record/environment.ts';
import type { RecordedRun, RunRecord } from './run-record.ts';

/**
 * Ends a run, whatever its end was: the last line, and the bundle made of all that was kept.
 * The result comes back as the bundle's own report tells it.
 * @throws InputError when it cannot be sealed
 */
export async function bundleRun(record: RunRecord, result: RehearsalResult): Promise<RehearsalResult> {
  const { run, capture, begun } = record;
  const { task, material, page } = run;
  const { redactor } = run.privacy;
  capture.end(result.outcome);
  // A machine is often named after its owner.
  capture.observed[ENVIRONMENT] = redactor.text(environmentOf(page, begun, task.repeat?.length ?? 0), ENVIRONMENT);
  const core = coreOf(record, result);
  const redacted = { ...redactor.counts };
  const withEvidence = (facts: BundleFacts): RehearsalResult => ({
    ...redactor.json({ ...result, evidence: { ...facts, redacted } }),
    case: result.case,
  });
  const { facts, stamp } = await assembleBundle(
    task.folder,
    {
      title: redactor.text(`${material.enterprise.name} 演练记录`, BAG_INFO),
      outcome: result.outcome,
      lines: capture.lines,
      core,
      observed: capture.observed,
      archive: capture.archive,
      redaction: redactor.where,
      privateCase: privateCaseOf(run),
    },
    (known) => ({
      [RESULT]: `${JSON.stringify(withEvidence(known), null, 1)}\n`,
      [REPORT]: rehearsalReport(withEvidence(known), {
        lines: capture.lines,
        core,
        observed: capture.observed,
        exchanges: capture.archive.exchanges,
        redaction: redactor.where,
      }),
    }),
    task.sealing,
  );
  if (stamp !== undefined) task.say(`已加盖时间戳 ${stamp.time}（${stamp.authority}）`);
  return withEvidence(facts);
}

/** What the core digest is of, the journal apart: case, receipts, materials and letter as the portal has them. */
function coreOf({ run, redactedCase }: RunRecord, { filings, claims, deadlines, materials }: Receipts) {
  const { state, privacy } = run;
  const [first] = state.filings(run.material.enterprise.creditCode, {}).rows;
  const stored = first === undefined ? [] : state.materials(first.applicationId);
  const letter = first === undefined ? undefined : state.letterOf(first.applicationId);
  const pdf = letter === undefined ? undefined : state.letterPdf(letter.id);
  const receipts = privacy.redactor.json({ filings, claims, deadlines, materials }, RECEIPTS);
  return {
    [OPEN_CASE]: `${redactedCase}\n`,
    [RECEIPTS]: `${canonicalJson(receipts)}\n`,
    ...Object.fromEntries(
      stored.map((page) => [materialPath(page.type, page.page), withoutMetadata(state.materialBytes(page.id))]),
    ),
    ...(pdf && { [LETTER]: pdf }),
  };
}

/** What a replay needs: the case's own files, and how they were driven. */
function privateCaseOf({ task, reading, privacy }: RecordedRun): PrivateCase {
  const { workbook, csv, materials } = reading.files;
  return {
    parameters: {
      journey: task.journey,
      seed: task.seed,
      entry: basename(workbook),
      tokenKey: Buffer.from(privacy.tokenKey).toString('hex'),
      ...(task.today !== undefined && { today: task.today }),
    },
    files: Object.fromEntries([
      ...[workbook, ...csv].map((path) => [basename(path), readFileSync(path)]),
      ...[...(materials ?? [])].map(([fileName, path]) => [`materials/${fileName}`, readFileSync(path)]),
    ]),
  };
}
