import { readFile } from 'node:fs/promises';
import { type Compared, compared, type FileKind } from './compare.ts';

export interface CorpusJob {
  path: string;
  kind: FileKind;
}

process.on('message', async ({ path, kind }: CorpusJob) => {
  const answer = await compared(kind, await readFile(path)).catch(
    (error): Compared => ({ verdict: 'internal', reason: `harness ${error instanceof Error ? error.name : ''}` }),
  );
  process.send?.({ answer });
});
process.send?.({ ready: true });
