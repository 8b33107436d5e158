import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { inputOfReading } from '../../audit/engine/input-of-reading.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { caseWithRecords } from '../../fixtures/bench/records.ts';
import type { Sides } from '../lib/pairs.ts';

/** A million learning records read, checked and judged, against DuckDB's bare reading of the same file and one look at each person's rows in order. */
export async function auditOfRecords(): Promise<Sides> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await caseWithRecords(folder, 1_000_000);
  return {
    ours: async () => {
      const scratch = await mkdtemp(join(tmpdir(), 'bench-rows-'));
      const reading = await readCase(folder, { scratch });
      await judgeCases([await inputOfReading(reading, 'bench')], { scratch });
      await rm(scratch, { recursive: true });
    },
    reference: () => bareReading(join(folder, '学习记录.csv')),
    end: () => rm(folder, { recursive: true }),
  };
}

/** What the row engine itself needs for a file: all columns as text, and one window over them. */
export async function bareReading(path: string, scratch = ''): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '800MB',
    temp_directory: scratch,
  });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE records AS SELECT * FROM read_csv('${path}', header = true, all_varchar = true)`);
  await connection.run(`SELECT count(*) FILTER (开始时间 < before_end) FROM (
    SELECT 开始时间, lag(结束时间) OVER (PARTITION BY 培训课程, 身份证号 ORDER BY 开始时间) AS before_end FROM records)`);
  connection.closeSync();
  instance.closeSync();
}
