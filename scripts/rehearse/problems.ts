import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import type { CaseReading } from '../../domain/case/read-case.ts';
import { inWorkbookOrder } from '../../domain/case/tables/workbook-order.ts';
import { type Finding, isProblem } from '../../domain/finding.ts';

/** What reading found and what the rules say of it: all that is to be mended in a case that cannot be rehearsed. */
export async function problemsOf(reading: CaseReading, name: string): Promise<Finding[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'problems-'));
  try {
    const [judged] = await judgeCases([await inputOfReading(reading, name)], { scratch });
    const problems = (judged?.findings ?? []).filter(isProblem);
    return inWorkbookOrder([...reading.findings, ...problems]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
