import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { readRegisters } from '../../domain/registers/read-register.ts';
import { caseWithManyRecords } from '../../fixtures/bench/records.ts';
import { registersOfMany } from '../../fixtures/bench/registers.ts';
import type { Sides } from '../lib/pairs.ts';

/** An audit of `records` learning records held against registers of `rows` rows together, beside the same audit without any. */
export async function withRegisters(rows: number, records: number): Promise<Sides> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await caseWithManyRecords(folder, records);
  const files = await registersOfMany(folder, rows);
  const audit = async (given: readonly string[]) => {
    const scratch = await mkdtemp(join(tmpdir(), 'bench-rows-'));
    const registers = await readRegisters(given, scratch);
    const input = await inputOfReading(await readCase(folder, { scratch }), 'bench');
    await judgeCases([{ ...input, ...(given.length > 0 && { registers }) }], { scratch });
    await rm(scratch, { recursive: true });
  };
  return {
    ours: () => audit(files),
    reference: () => audit([]),
    end: () => rm(folder, { recursive: true }),
  };
}
