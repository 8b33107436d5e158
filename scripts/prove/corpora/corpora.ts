import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { InputError } from '../../../domain/errors.ts';
import { LimitedWorker } from '../limited-worker.ts';
import type { Proof } from '../proof.ts';
import { type Compared, kindOf } from './compare.ts';
import type { CorpusJob } from './worker.ts';

/** Beyond what a case may take: the other reader is in the same process. */
const LIMITS = { seconds: 60, megabytes: 3000 };

/**
 * Every file of the folders given is read here and by a second reader (ExcelJS, fast-csv, the JSON of the engine,
 * Skia for pictures, a bag's manifests, what the author of signature vectors says): no crash, no hang, and each difference has its reason. Of the files nothing is kept.
 */
export const corpora: Proof = {
  size: 1,
  prove: async ({ folders = [], say }) => {
    if (folders.length === 0) throw new InputError('请在 corpora 后面给出要读的文件夹。');
    const worker = new LimitedWorker<CorpusJob, Compared[]>('scripts/prove/corpora/worker.ts', [], LIMITS);
    const counts = new Map<string, number>();
    const failures: string[] = [];
    for (const folder of folders) {
      const corpus = basename(resolve(folder));
      say(corpus);
      const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      for (const { parentPath, name } of entries) {
        const bag = name === 'bagit.txt';
        const kind = bag ? 'bag' : kindOf(name);
        if (kind === undefined) continue;
        const path = bag ? parentPath : join(parentPath, name);
        const first = await worker.run({ path, kind });
        // Whose time or memory it was: ours alone must be within the limits of a case.
        const answer = Array.isArray(first) ? first : await worker.run({ path, kind, alone: true });
        const answers = Array.isArray(answer) ? answer : [{ verdict: answer.outcome, reason: answer.why ?? '' }];
        for (const { verdict, reason } of answers) {
          const line = JSON.stringify({ corpus, kind, verdict, reason });
          counts.set(line, (counts.get(line) ?? 0) + 1);
          if (['internal', 'crash', 'slow', 'large'].includes(verdict) || reason === 'unexplained')
            failures.push(`${corpus} ${kind} ${verdict} ${reason}: ${path.slice(folder.length + 1)}`);
        }
      }
    }
    worker.end();
    const table = [...counts]
      .sort()
      .map(([line, count]) => ({ ...(JSON.parse(line) as Record<string, string>), count }));
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      holds: failures.length === 0,
      figures: { files: total, corpora: folders.length, failures: failures.length },
      failures,
      table,
    };
  },
};
