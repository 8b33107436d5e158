import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJpeg } from '../../../domain/case/files/jpeg.ts';
import { readImport } from '../../../domain/case/import.ts';
import { markWorkbook } from '../../../domain/case/mark/mark-workbook.ts';
import { TABLE_FIELDS, TABLE_NAMES } from '../../../domain/case/model/layout.ts';
import { type CaseReading, readCase } from '../../../domain/case/read-case.ts';
import { InputError } from '../../../domain/errors.ts';
import { isProblem } from '../../../domain/finding.ts';
import { withoutMetadata } from '../../../evidence/jpeg-metadata.ts';
import { type Altered, baseCase, writeAltered } from './base.ts';
import type { Change, Kind } from './mutation.ts';
import { fieldsByFastCsv, rowsByExcelJs } from './second-reader.ts';

/** What came of one changed case: `internal` says where the program's own fault is, never what the file holds. */
export interface Answer {
  outcome: 'clean' | 'read' | 'refused' | 'internal' | 'differs';
  why?: string;
}

export interface Job {
  index: number;
  kind: Kind;
  seed: number;
  changes: Change[];
}

const scratch = process.argv[2] ?? '';
const base = await baseCase();

process.on('message', async (job: Job) => {
  const folder = join(scratch, `${process.pid}-${job.index}`);
  const answer = await tried(job, folder).catch(
    (error): Answer => ({ outcome: 'internal', why: `harness ${placeOf(error)}` }),
  );
  await rm(folder, { recursive: true, force: true });
  process.send?.({ index: job.index, answer });
});
process.send?.({ ready: true });

async function tried({ kind, seed, changes }: Job, folder: string): Promise<Answer> {
  const altered = await writeAltered(base, folder, kind, seed, changes);
  let reading: CaseReading | undefined;
  let refused = false;
  const steps: [name: string, step: () => Promise<unknown>][] = [
    [
      'read',
      async () => {
        reading = await readCase(folder);
      },
    ],
    ['import', () => imported(altered)],
    [
      'mark',
      async () => {
        if (reading !== undefined && altered.file.endsWith('.xlsx'))
          await markWorkbook(altered.file, altered.bytes, reading.findings.filter(isProblem));
      },
    ],
    [
      'scan',
      async () => {
        if (kind === 'jpeg' && readJpeg(altered.bytes).ok) withoutMetadata(altered.bytes);
      },
    ],
  ];
  for (const [name, step] of steps)
    try {
      await step();
    } catch (error) {
      if (!(error instanceof InputError)) return { outcome: 'internal', why: `${name}: ${placeOf(error)}` };
      refused ||= name === 'read';
    }
  if (refused || reading === undefined) return { outcome: 'refused' };
  if (reading.findings.some(isProblem)) return { outcome: 'read' };
  const difference = await differs(altered, reading);
  return difference === undefined ? { outcome: 'clean' } : { outcome: 'differs', why: difference };
}

async function imported({ file, bytes }: Altered): Promise<void> {
  const sheets = ['学员花名册', '签到记录', '学习记录', '答疑记录', '考试记录'] as const;
  if (!file.endsWith('.json') && !file.endsWith('.jpg')) await readImport(file, bytes, sheets);
}

/** Where a second reader reads a case otherwise that is read here as clean. */
async function differs({ kind, file, bytes }: Altered, { readable }: CaseReading): Promise<string | undefined> {
  if (kind === 'zip' || kind === 'xml') {
    const other = await rowsByExcelJs(bytes).catch(() => undefined);
    // What the other program cannot open is no other reading.
    if (other === undefined) return undefined;
    for (const title of TABLE_NAMES)
      if (JSON.stringify(other.get(title) ?? []) !== JSON.stringify(readable[TABLE_FIELDS[title]]))
        return `sheet ${title}`;
  }
  if (kind === 'csv') {
    const rows = await fieldsByFastCsv(bytes.toString('utf8'), ',').catch(() => undefined);
    const title = TABLE_NAMES.find((one) => file === `${one}.csv`);
    const filled = rows?.slice(1).filter((cells) => cells.some((cell) => cell.trim() !== ''));
    if (title !== undefined && filled !== undefined && filled.length !== readable[TABLE_FIELDS[title]].length)
      return `rows of ${title}`;
  }
  return undefined;
}

/** Kind of error and the first place of our own in its stack: no message, which may quote the file. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const own = error.stack?.split('\n').find((line) => line.includes('file://') && !line.includes('node_modules'));
  return `${error.name} ${/([\w-]+\/[\w-]+\.ts:\d+)/.exec(own ?? '')?.[1] ?? ''}`;
}
