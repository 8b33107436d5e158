import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseWithManyRecords, caseWithParquet } from '../../fixtures/bench/records.ts';
import { ROOT } from '../lib/run.ts';
import type { Proof } from './proof.ts';

const MOST_MEGABYTES = 1000;

/** `size` learning records in Parquet are audited in a process whose memory never exceeds 1 GB. */
export const parquet: Proof = auditOf(caseWithParquet, 20_000_000);

/** The same of a text file of more than 1 GB, which is read and checked as well. */
export const records: Proof = auditOf(caseWithManyRecords, 10_000_000);

function auditOf(write: (folder: string, records: number) => Promise<void>, size: number): Proof {
  return {
    size,
    prove: async ({ size, say }) => {
      const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
      try {
        await write(folder, size);
        say('文件已生成，开始核查');
        const started = performance.now();
        const answer = JSON.parse(
          execFileSync(process.execPath, [join(ROOT, 'scripts/prove/audit-memory.ts'), folder], { encoding: 'utf8' }),
        ) as { peakMegabytes: number; findings: number; sessions: number };
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        const holds = answer.peakMegabytes < MOST_MEGABYTES;
        return {
          holds,
          figures: { records: size, seconds, ...answer, mostMegabytes: MOST_MEGABYTES },
          failures: holds ? [] : [`内存峰值 ${answer.peakMegabytes} MB`],
        };
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}
