import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { readCase } from '../../domain/case/read-case.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { trainees } from '../../fixtures/factories/trainee.ts';
import type { Sides } from '../lib/pairs.ts';

/** A roster of 100,000 rows read as a case, against its cells streamed and nothing made of them. */
export async function reader(): Promise<Sides> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const material = caseOf({ seed: 5, projects: 1, withTraining: false });
  const course = material.projects[0]?.course ?? '';
  const path = join(folder, 'roster.xlsx');
  await writeFile(
    path,
    await writeCase({ ...material, roster: trainees({ seed: 5, course, count: 100_000 }), materials: [] }),
  );
  const bare = async () => {
    let cells = 0;
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, {
      sharedStrings: 'cache',
      styles: 'cache',
      worksheets: 'emit',
      entries: 'emit',
      hyperlinks: 'ignore',
    })) {
      for await (const row of sheet)
        row.eachCell(() => {
          cells += 1;
        });
    }
    if (cells < 700_000) throw new Error(`only ${cells} cells were read`);
  };
  return { ours: async () => void (await readCase(path)), reference: bare, end: () => rm(folder, { recursive: true }) };
}
