import type { Page } from '@playwright/test';
import { sha256 } from '../../evidence/canonical-json.ts';
import { JOURNAL, snapshotPath } from '../../evidence/layout.ts';
import type { Redactor } from '../../evidence/redactor.ts';
import type { RunJournal } from './run-journal.ts';

/** Keeps what the person sees now, as an ARIA snapshot, if it has changed. */
export function screenKeeper(
  page: Page,
  journal: RunJournal,
  redactor: Redactor,
  observed: Record<string, Uint8Array | string>,
): () => Promise<void> {
  let last = '';
  return async () => {
    if (page.isClosed()) return;
    const [title, snapshot] = await Promise.all([page.title(), page.ariaSnapshot()]);
    const path = snapshotPath(journal.lines.length);
    const output = sha256(redactor.text(snapshot));
    const target = redactor.text(decodeURIComponent(new URL(page.url()).pathname));
    if (`${target} ${output}` === last) return;
    last = `${target} ${output}`;
    observed[path] = `${redactor.text(snapshot, path)}\n`;
    journal.append({
      actor: 'portal',
      kind: 'screen',
      screen: redactor.text(title, JOURNAL),
      target,
      input: '',
      output,
    });
  };
}
