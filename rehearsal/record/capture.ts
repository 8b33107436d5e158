import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { PersonalValue } from '../../domain/case/personal.ts';
import type { Moment } from '../../domain/date.ts';
import { canonicalJson, digestOf, sha256 } from '../../evidence/canonical-json.ts';
import { RunCutOff } from '../../evidence/cut-off.ts';
import { type Journal, openJournal } from '../../evidence/journal.ts';
import type { JournalEntry, JournalLine } from '../../evidence/journal-line.ts';
import { JOURNAL, picturePath, snapshotPath, TIMES } from '../../evidence/layout.ts';
import type { Redactor } from '../../evidence/redactor.ts';
import { openWebArchive, type WebArchive } from '../../evidence/web-archive.ts';
import type { Exchange, PortalServer } from '../../mocks/server.ts';
import type { Mail } from '../../mocks/state/model.ts';
import type { Recorder } from '../../pages/step.ts';
import { redactExchange } from './exchange.ts';
import { maskedPicture } from './picture.ts';

export interface CaptureOptions {
  /** The bundle's folder; its `data/core/` exists. */
  folder: string;
  page: Page;
  server: PortalServer;
  redactor: Redactor;
  /** Values to cover on pictures. */
  hidden: readonly PersonalValue[];
  now: () => Moment;
  /** All receipt numbers of the portal so far. */
  receipts: () => string[];
  /** What the run starts from: policy, case digest, seed value. */
  start: { caseDigest: string; [name: string]: string | number };
  /** Lines of a run that was cut off, to be gone over again. */
  repeat: readonly JournalLine[];
}

/** Everything that a run leaves behind, kept where it happens. */
export interface Capture {
  recorder: Recorder;
  /** A stage began or ended. */
  stage(name: string, state: 'begin' | 'done' | 'stopped'): void;
  mail(mail: Pick<Mail, 'to' | 'subject' | 'text'>, attachments: { fileName: string; content: Uint8Array }[]): void;
  /** Masked picture of the page as it is at the end of a stage, counted from 1; its path in the bundle. */
  picture(number: number, stage: string): Promise<string | undefined>;
  /** Throws what cut the run off, if anything did. */
  check(): void;
  /** Stops listening and adds the last line, once all before it are on the disk. */
  end(outcome: string): void;
  /** Stops listening and closes the journal, however far the run came. */
  close(): void;
  readonly lines: readonly JournalLine[];
  readonly observed: Record<string, Uint8Array | string>;
  readonly archive: WebArchive;
}

/** Begins a journal and plugs it into the pages, the portal's server and the mailbox. */
export function beginCapture(options: CaptureOptions): Capture {
  const { folder, page, server, redactor, now } = options;
  const journal: Journal = openJournal(join(folder, JOURNAL), options.repeat);
  const observed: Record<string, Uint8Array | string> = {};
  const times: string[] = [];
  // Which page first needed a font is the browser's affair: a subresource has the time of the run's beginning.
  const archive = openWebArchive(now());
  let known = new Set(options.receipts());
  let lastScreen = '';
  let fault: unknown;
  let crashed = false;
  page.once('crash', () => {
    crashed = true;
  });

  const append = (entry: Omit<JournalEntry, 'vtime'>): number | undefined => {
    noteGone();
    if (fault !== undefined) return undefined;
    try {
      const { seq } = journal.append({ vtime: now(), ...entry });
      times.push(`${canonicalJson({ seq, at: new Date().toISOString() })}\n`);
      return seq;
    } catch (error) {
      fault = error;
      return undefined;
    }
  };
  /** Without its browser the run can't go on, and what would be recorded now says nothing of the portal. */
  const noteGone = (): void => {
    if (crashed || page.isClosed())
      fault ??= new RunCutOff('浏览器中途关闭或崩溃，演练没有办完。已有的记录仍然有效，可用 --resume 接着演练。');
  };
  const sound = (): void => {
    noteGone();
    if (fault === undefined) {
      try {
        journal.sync();
        return;
      } catch (error) {
        fault = error;
      }
    }
    throw fault;
  };
  const harness = (kind: JournalEntry['kind'], target: string, input = ''): void => {
    append({ actor: 'harness', kind, screen: '', target, input, output: '' });
  };

  const { caseDigest, ...start } = options.start;
  harness('run-start', canonicalJson(start), caseDigest);
  sound();

  // One after the other: two answers that are redacted at once must not change places.
  let recorded: Promise<void> = Promise.resolve();
  const forget = server.onExchange((exchange) => {
    recorded = recorded.then(() => record(exchange));
    return recorded;
  });

  async function record(exchange: Exchange): Promise<void> {
    try {
      const { archived, entry } = await redactExchange(exchange, redactor, now());
      if (entry === undefined) {
        if (archived.status === 200) archive.add(archived);
        return;
      }
      const seq = append(entry);
      if (seq !== undefined) archive.add({ ...archived, seq });
      if (exchange.request.method === 'GET') return;
      noteReceipts();
      // What the portal took in or gave is on the disk before the person learns of it.
      sound();
    } catch (error) {
      fault ??= error;
    }
  }

  function noteReceipts(): void {
    const all = options.receipts();
    for (const receipt of all)
      if (!known.has(receipt))
        append({ actor: 'portal', kind: 'receipt', screen: '', target: receipt, input: '', output: sha256(receipt) });
    known = new Set(all);
  }

  /** What the person sees now, if it is not what they saw before. */
  async function look(): Promise<void> {
    if (page.isClosed()) return;
    const [title, snapshot] = await Promise.all([page.title(), page.ariaSnapshot()]);
    const path = snapshotPath(journal.lines.length);
    const output = sha256(redactor.text(snapshot));
    const pathname = redactor.text(decodeURIComponent(new URL(page.url()).pathname));
    if (`${pathname} ${output}` === lastScreen) return;
    lastScreen = `${pathname} ${output}`;
    observed[path] = `${redactor.text(snapshot, path)}\n`;
    append({
      actor: 'portal',
      kind: 'screen',
      screen: redactor.text(title, JOURNAL),
      target: pathname,
      input: '',
      output,
    });
  }

  return {
    recorder: {
      async step({ screen, action }, run) {
        append({
          actor: 'person',
          kind: 'action',
          screen,
          target: redactor.text(action, JOURNAL),
          input: '',
          output: '',
        });
        sound();
        const result = await run();
        await look();
        sound();
        return result;
      },
    },
    stage(name, state) {
      harness('stage', `${name}：${{ begin: '开始', done: '完成', stopped: '停下' }[state]}`);
    },
    mail(mail, attachments) {
      append({
        actor: 'portal',
        kind: 'mail',
        screen: '',
        target: redactor.text(mail.subject, JOURNAL),
        input: digestOf({
          to: mail.to,
          text: redactor.text(mail.text),
          attachments: attachments.map(({ fileName, content }) => [redactor.text(fileName), redactor.seal(content)]),
        }),
        output: '',
      });
    },
    async picture(number, stage) {
      if (page.isClosed()) return undefined;
      const path = picturePath(number, stage);
      const { picture, covered } = await maskedPicture(page, options.hidden);
      observed[path] = picture;
      for (const kind of covered) redactor.count(kind, path);
      return path;
    },
    check: sound,
    end(outcome) {
      forget();
      sound();
      journal.finish({
        vtime: now(),
        actor: 'harness',
        kind: 'run-end',
        screen: '',
        target: canonicalJson({ lines: journal.lines.length + 1, outcome }),
        input: '',
        output: '',
      });
      observed[TIMES] = times.join('');
    },
    close() {
      forget();
      journal.close();
    },
    lines: journal.lines,
    observed,
    archive,
  };
}
