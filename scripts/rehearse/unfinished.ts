import { join } from 'node:path';
import { runStateOf } from '../../evidence/run-folder.ts';

/** A case whose turn came and that has no result: how far its record goes. */
export interface Unfinished {
  name: string;
  /** One sentence for the person. */
  told: string;
  receipts: string[];
}

export function unfinishedIn(out: string, name: string): Unfinished {
  const run = runStateOf(join(out, name));
  const lines = 'lines' in run ? run.lines : [];
  const receipts = lines.filter((line) => line.kind === 'receipt').map((line) => line.target);
  const reached = lines.length === 0 ? '没有新的记录' : `记录到第 ${lines.length - 1} 条为止`;
  return {
    name,
    told: `没有办完，${reached}${receipts.length === 0 ? '' : `，已得回执 ${receipts.join('、')}`}`,
    receipts,
  };
}
