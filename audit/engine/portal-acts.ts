import { type Day, dayOf } from '../../domain/date.ts';
import type { JournalLine } from '../../evidence/journal-line.ts';

/** What the portal did when it was asked, by the address that it was asked at. */
const ACTS = {
  save: /^POST \/zzjbdl\/filing\/save → 200$/,
  seal: /^POST \/zzjbdl\/filing\/letter\/seal → 200$/,
  upload: /^POST \/zzjbdl\/filing\/materials → 200$/,
  submit: /^POST \/zzjbdl\/filing\/submit → 200$/,
  approve: /^POST \/desk\/filings\/approve → 200$/,
  period: /^POST \/zzjbdl\/training\/period → 200$/,
  roster: /^POST \/zzjbdl\/training\/roster → 200$/,
  records: /^POST \/zzjbdl\/training\/records → 200$/,
  claim: /^POST \/zzjbdl\/claim → 200$/,
  mail: /^POST \/zzjbdl\/claims\/([^/]+)\/mail → 200$/,
  accept: /^POST \/desk\/claims\/([^/]+)\/accept → 200$/,
  review: /^POST \/desk\/claims\/([^/]+)\/approve → 200$/,
  publish: /^POST \/desk\/notices\/publish → 200$/,
  close: /^POST \/desk\/notices\/([^/]+)\/close → 200$/,
  finance: /^POST \/desk\/payments\/([^/]+)\/finance → 200$/,
  pay: /^POST \/desk\/payments\/([^/]+)\/pay → 200$/,
} as const satisfies Record<string, RegExp>;
export type ActName = keyof typeof ACTS;

/** One thing done, by the line that shows it. */
export interface Act {
  seq: number;
  day: Day;
  /** The portal's own name of the claim or notice that it was done to. */
  of?: string;
}

/** The acts of one kind in a journal, in their order. */
export function actsOf(lines: readonly JournalLine[], name: ActName): Act[] {
  return lines.flatMap(({ seq, vtime, target, actor }) => {
    const match = actor === 'portal' ? ACTS[name].exec(target) : null;
    return match === null ? [] : [{ seq, day: dayOf(vtime), ...(match[1] !== undefined && { of: match[1] }) }];
  });
}

/** The act of one kind that was done to the claim with this receipt: by the portal's name of the claim on the page that shows the receipt. */
export function actOn(lines: readonly JournalLine[], receipt: string, name: ActName): Act | undefined {
  const page = lines.find(
    ({ target, screen }) => /^GET \/zzjbdl\/claims\/[^/]+ → 200$/.test(target) && screen.includes(receipt),
  );
  const own = /claims\/([^/ ]+) /.exec(page?.target ?? '')?.[1];
  return own === undefined ? undefined : actsOf(lines, name).findLast(({ of }) => of === own);
}

/** The line that a receipt number was given on. */
export function receiptLine(lines: readonly JournalLine[], receipt: string): JournalLine | undefined {
  return lines.find(({ kind, target }) => kind === 'receipt' && target === receipt);
}
