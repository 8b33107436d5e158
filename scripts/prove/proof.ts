/** How a long check is asked for. */
export interface ProofOptions {
  /** How many changes, kills, replays…; each proof says what it counts. */
  size: number;
  seed: number;
  /** What else was named on the command line: folders of files, of a proof that reads any. */
  folders?: readonly string[];
  /** Progress, a line at a time. */
  say: (line: string) => void;
}

/** What a long check comes to. */
export interface ProofResult {
  holds: boolean;
  /** What was counted or measured, by name. */
  figures: Record<string, number | string>;
  /** What did not hold, each with the seed or number that shows it again. */
  failures: string[];
  /** Lines of a table, where figures alone say too little. */
  table?: Record<string, number | string>[];
  /** Several tables, by what each is of. */
  tables?: Record<string, Record<string, number | string>[]>;
}

export interface Proof {
  /** The full size, whose result is kept. */
  size: number;
  prove: (options: ProofOptions) => Promise<ProofResult>;
}
