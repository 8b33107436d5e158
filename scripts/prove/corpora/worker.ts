import { readFile } from 'node:fs/promises';
import { type Compared, compared, type FileKind } from './compare.ts';
import { comparedBag, comparedSignatures, isSignatureVectors } from './evidence-files.ts';

export interface CorpusJob {
  path: string;
  kind: FileKind | 'bag';
  /** Without the second reader. */
  alone?: boolean;
}

/** What became of one file; of vectors, of each of them. */
async function answerTo({ path, kind, alone }: CorpusJob): Promise<Compared[]> {
  if (kind === 'bag') return [await comparedBag(path)];
  const bytes = await readFile(path);
  const text = kind === 'json' ? bytes.toString('utf8') : '';
  if (isSignatureVectors(text)) return comparedSignatures(text);
  return [await compared(kind, bytes, alone)];
}

process.on('message', async (job: CorpusJob) => {
  const answer = await answerTo(job).catch((error): Compared[] => [
    { verdict: 'internal', reason: `harness ${error instanceof Error ? error.name : ''}` },
  ]);
  process.send?.({ answer });
});
process.send?.({ ready: true });
