import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rehearsalReport } from '../audit/report/rehearsal-html.ts';
import type { RehearsalResult } from '../audit/report/rehearsal-result.ts';
import { assembleBundle, type BundleFacts } from '../evidence/assemble.ts';
import { canonicalJson } from '../evidence/canonical-json.ts';
import { withoutMetadata } from '../evidence/jpeg-metadata.ts';
import { BAG_INFO, LETTER, materialPath, OPEN_CASE, RECEIPTS, REPORT, RESULT } from '../evidence/layout.ts';
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
    [OPEN_CASE]: `${redactedCase}\n`,
    [RECEIPTS]: `${canonicalJson(redactor.json(receipts, RECEIPTS))}\n`,
    ...Object.fromEntries(
      stored.map((page) => [materialPath(page.type, page.page), withoutMetadata(state.materialBytes(page.id))]),
    ),
    ...(pdf && { [LETTER]: pdf }),
  };
  const replaced = { ...redactor.counts };
  const withEvidence = (facts: BundleFacts): RehearsalResult => ({
    ...redactor.json({ ...result, evidence: { ...facts, redacted: replaced } }),
    case: name,
  });
  const report = (facts: BundleFacts) => ({
    [RESULT]: `${JSON.stringify(withEvidence(facts), null, 1)}\n`,
    [REPORT]: rehearsalReport(withEvidence(facts), {
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
      title: redactor.text(`${material.enterprise.name} 演练记录`, BAG_INFO),
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
          ...material.materials
            .map(({ fileName }) => ({ fileName, path: join(materials, fileName) }))
            .filter(({ path }) => existsSync(path))
            .map(({ fileName, path }) => [`materials/${fileName}`, readFileSync(path)]),
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
