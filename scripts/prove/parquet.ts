import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseWithParquet } from '../../fixtures/bench/records.ts';
import { ROOT } from '../lib/run.ts';
import type { Proof } from './proof.ts';

const MOST_MEGABYTES = 1000;

/** `size` learning records in Parquet are audited in a process whose memory never exceeds 1 GB. */
export const parquet: Proof = {
  size: 20_000_000,
  prove: async ({ size, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
    try {
      await caseWithParquet(folder, size);
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
