import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { caseWithRecords } from '../../fixtures/bench/records.ts';
import type { Sides } from '../lib/pairs.ts';

/** A million learning records read and audited, against reading them alone. */
export async function auditOfRecords(): Promise<Sides> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await caseWithRecords(folder, 1_000_000);
  return {
    ours: async () => void (await judgeCases([await inputOfReading(await readCase(folder), 'bench')])),
    reference: async () => void (await readCase(folder)),
    end: () => rm(folder, { recursive: true }),
  };
}
