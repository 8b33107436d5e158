import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RehearsalResult } from '../audit/report/rehearsal.ts';
import { rehearsalReport } from '../audit/report/rehearsal-html.ts';
import { assembleBundle, type BundleFacts } from '../evidence/assemble.ts';
import { canonicalJson } from '../evidence/canonical.ts';
import { withoutMetadata } from '../evidence/jpeg-metadata.ts';
import type { Run } from './keep.ts';
import type { Privacy } from './privacy.ts';
import type { Evidence } from './record/begin.ts';

/** The bundle of a run that came to its end, whatever the end was. */
export async function bundle(
  { task, reading, material, state }: Pick<Run, 'task' | 'reading' | 'material' | 'state'>,
  result: RehearsalResult,
  { capture, redactedCase }: Evidence,
  { redactor, tokenKey }: Privacy,
): Promise<void> {
  const { workbook, csv, materials } = reading.files;
  const [first] = state.filings(material.enterprise.creditCode, {}).rows;
  const stored = first === undefined ? [] : state.materials(first.applicationId);
  const letter = first === undefined ? undefined : state.letterOf(first.applicationId);
  const pdf = letter === undefined ? undefined : state.letterPdf(letter.id);
  const { case: name, filings, claims, deadlines } = result;
  const receipts = { filings, claims, deadlines, materials: result.materials };
  const core = {
    'case.json': `${redactedCase}\n`,
    'receipts.json': `${canonicalJson(redactor.json(receipts, 'data/core/receipts.json'))}\n`,
    ...Object.fromEntries(
      stored.map((page) => [`materials/${page.type}-${page.page}.jpg`, withoutMetadata(state.materialBytes(page.id))]),
    ),
    ...(pdf && { 'letter.pdf': pdf }),
  };
  const replaced = { ...redactor.counts };
  const withEvidence = (facts: BundleFacts): RehearsalResult => ({
    ...redactor.json({ ...result, evidence: { ...facts, redacted: replaced } }),
    case: name,
  });
  const report = (facts: BundleFacts) => ({
    'result.json': `${JSON.stringify(withEvidence(facts), null, 1)}\n`,
    'report.html': rehearsalReport(withEvidence(facts), {
      lines: capture.lines,
      core,
      observed: capture.observed,
      exchanges: capture.archive.exchanges,
      redaction: redactor.where,
    }),
  });
  const { facts, stamp } = await assembleBundle(
    task.folder,
    {
      title: redactor.text(`${material.enterprise.name} 演练记录`, 'bag-info.txt'),
      outcome: result.outcome,
      lines: capture.lines,
      core,
      observed: capture.observed,
      archive: capture.archive,
      redaction: redactor.where,
      privateCase: {
        parameters: {
          journey: task.journey,
          seed: task.seed,
          entry: basename(workbook),
          tokenKey: Buffer.from(tokenKey).toString('hex'),
          ...(task.today !== undefined && { today: task.today }),
        },
        files: Object.fromEntries([
          ...[workbook, ...csv].map((path) => [basename(path), readFileSync(path)]),
          ...[...(materials ?? [])].map(([fileName, path]) => [`materials/${fileName}`, readFileSync(path)]),
        ]),
      },
    },
    report,
    task.sealing,
  );
  // Only now is it true.
  Object.assign(result, withEvidence(facts));
  if (stamp !== undefined) task.say(`已加盖时间戳 ${stamp.time}（${stamp.authority}）`);
}
