import type { Page } from '@playwright/test';
import type { PersonalValue } from '../../domain/case/cells/personal.ts';
import type { Moment } from '../../domain/date.ts';
import { canonicalJson, digestOf } from '../../evidence/canonical-json.ts';
import type { JournalLine } from '../../evidence/journal-line.ts';
import { JOURNAL, picturePath, TIMES } from '../../evidence/layout.ts';
import type { Redactor } from '../../evidence/redactor.ts';
import { openWebArchive, type WebArchive } from '../../evidence/web-archive.ts';
import type { PortalServer } from '../../mocks/server.ts';
import type { Mail } from '../../mocks/state/model.ts';
import type { Recorder } from '../../pages/components/step.ts';
import { recordAnswers } from './answers.ts';
import { maskedPicture } from './picture.ts';
import { openRunJournal } from './run-journal.ts';
import { screenKeeper } from './screen-seen.ts';

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
  const { page, server, redactor, now, receipts } = options;
  const journal = openRunJournal(options);
  const observed: Capture['observed'] = {};
  // The browser decides which page loads a font first, so a subresource gets the time of the run's beginning.
  const archive = openWebArchive(now());
  const { caseDigest, ...start } = options.start;
  journal.note('run-start', canonicalJson(start), caseDigest);
  journal.check();
  const forget = recordAnswers({ server, journal, archive, redactor, now, receipts });
  const keepScreen = screenKeeper(page, journal, redactor, observed);
  return {
    recorder: {
      async step({ screen, action }, run) {
        const target = redactor.text(action, JOURNAL);
        journal.append({ actor: 'person', kind: 'action', screen, target, input: '', output: '' });
        journal.check();
        const result = await run();
        await keepScreen();
        journal.check();
        return result;
      },
    },
    stage(name, state) {
      journal.note('stage', `${name}：${{ begin: '开始', done: '完成', stopped: '停下' }[state]}`);
    },
    mail(mail, attachments) {
      journal.append({
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
    check: journal.check,
    end(outcome) {
      forget();
      journal.check();
      journal.finish(outcome);
      observed[TIMES] = journal.times.join('');
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
