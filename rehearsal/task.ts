import type { CaseReading } from '../domain/case/read-case.ts';
import type { Day } from '../domain/date.ts';
import type { Finding } from '../domain/finding.ts';
import type { Sealing } from '../evidence/assemble.ts';
import type { JournalLine } from '../evidence/journal-line.ts';
import type { CreatePortalState } from '../mocks/state/portal-api.ts';

/** One case to be rehearsed, and how. */
export interface RehearsalTask {
  name: string;
  path: string;
  journey: 'filing' | 'claim' | 'full';
  seed: number;
  today?: Day;
  /** The case's own folder: its bundle. */
  folder: string;
  /** What seals the bundle; without it (a replay) there is a journal and a core, and no seal. */
  sealing?: Sealing;
  /** Lines of a run that was cut off. */
  repeat?: readonly JournalLine[];
  say: (line: string) => void;
  /** A portal that works differently, for proofs; the usual one when absent. */
  portal?: CreatePortalState;
  /** Everything to be mended in a case that cannot be rehearsed; when absent, what reading it found. */
  judge?: (reading: CaseReading, name: string) => Promise<Finding[]>;
  /** As for {@link observeStages}. */
  step?: (title: string, run: () => Promise<void>) => Promise<void>;
}
