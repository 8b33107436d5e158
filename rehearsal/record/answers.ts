import type { Moment } from '../../domain/date.ts';
import { sha256 } from '../../evidence/canonical-json.ts';
import type { Redactor } from '../../evidence/redactor.ts';
import type { WebArchive } from '../../evidence/web-archive.ts';
import type { Exchange, PortalServer } from '../../mocks/server.ts';
import { redactExchange } from './exchange.ts';
import type { RunJournal } from './run-journal.ts';

/** Records each answer of the portal, and the receipts that came with it, before the person sees it. Call the result to stop. */
export function recordAnswers(options: {
  server: PortalServer;
  journal: RunJournal;
  archive: WebArchive;
  redactor: Redactor;
  now: () => Moment;
  /** All receipt numbers of the portal so far. */
  receipts: () => string[];
}): () => void {
  const { journal, archive, redactor, now, receipts } = options;
  let known = new Set(receipts());

  const noteReceipts = (): void => {
    const all = receipts();
    for (const receipt of all)
      if (!known.has(receipt))
        journal.append({
          actor: 'portal',
          kind: 'receipt',
          screen: '',
          target: receipt,
          input: '',
          output: sha256(receipt),
        });
    known = new Set(all);
  };

  const record = async (exchange: Exchange): Promise<void> => {
    try {
      const { archived, entry } = await redactExchange(exchange, redactor, now());
      if (entry === undefined) {
        if (archived.status === 200) archive.add(archived);
        return;
      }
      const seq = journal.append(entry);
      if (seq !== undefined) archive.add({ ...archived, seq });
      if (exchange.request.method === 'GET') return;
      noteReceipts();
      // What the portal took in or gave is on the disk before the person learns of it.
      journal.check();
    } catch (error) {
      journal.stop(error);
    }
  };

  // One after the other: two answers that are redacted at once must not change places.
  let recorded: Promise<void> = Promise.resolve();
  return options.server.onExchange((exchange) => {
    recorded = recorded.then(() => record(exchange));
    return recorded;
  });
}
