import { z } from 'zod';
import { Moment } from '../domain/date.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';

export const ACTORS = ['harness', 'person', 'portal'] as const;
export const KINDS = [
  'run-start',
  'stage',
  'action',
  'screen',
  'answer',
  'upload',
  'seal',
  'receipt',
  'mail',
  'run-end',
] as const;

/**
 * What a writer passes in; the journal adds number, chain and hash. Strings are empty where a kind has no such part.
 */
export const JournalEntry = z.strictObject({
  /** The portal's clock, never the wall's. */
  vtime: Moment,
  actor: z.enum(ACTORS),
  kind: z.enum(KINDS),
  /** The screen by its Chinese name, or the path that answered. */
  screen: z.string(),
  target: z.string(),
  /** Digests of redacted values, lower-case hex. */
  input: z.string(),
  output: z.string(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
export const JournalLine = z.strictObject({
  ...JournalEntry.shape,
  seq: z.number().int().nonnegative(),
  /** Hash of the line before; zeros on the first. */
  prev: Hash,
  /** SHA-256 of this line's canonical form without `hash`. */
  hash: Hash,
});
export type JournalLine = z.infer<typeof JournalLine>;

export const NO_LINE = '0'.repeat(64);

export function lineAfter(before: JournalLine | undefined, entry: JournalEntry): JournalLine {
  const content = { ...entry, seq: before === undefined ? 0 : before.seq + 1, prev: before?.hash ?? NO_LINE };
  return { ...content, hash: sha256(canonicalJson(content)) };
}

/** As it stands in the file, without the newline. */
export function lineText(line: JournalLine): string {
  return canonicalJson(line);
}
