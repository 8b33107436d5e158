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
 * Skia for pictures): no crash, no hang, and each difference has its reason. Of the files nothing is kept.
 */
export const corpora: Proof = {
  size: 1,
  prove: async ({ folders = [], say }) => {
    if (folders.length === 0) throw new InputError('请在 corpora 后面给出要读的文件夹。');
    const worker = new LimitedWorker<CorpusJob, Compared>('scripts/prove/corpora/worker.ts', [], LIMITS);
    const counts = new Map<string, number>();
    const failures: string[] = [];
    for (const folder of folders) {
      const corpus = basename(resolve(folder));
      say(corpus);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      for (const { parentPath, name } of files) {
        const kind = kindOf(name);
        if (kind === undefined) continue;
        const path = join(parentPath, name);
        const answer = await worker.run({ path, kind });
        const [verdict, reason] =
          'verdict' in answer ? [answer.verdict, answer.reason] : [answer.outcome, answer.why ?? ''];
        const line = JSON.stringify({ corpus, kind, verdict, reason });
        counts.set(line, (counts.get(line) ?? 0) + 1);
        if (['internal', 'crash', 'slow', 'large'].includes(verdict) || reason === 'unexplained')
          failures.push(`${corpus} ${kind} ${verdict} ${reason}: ${path.slice(folder.length + 1)}`);
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
