import type { Stamp } from '../timestamp-token.ts';

export interface Problem {
  /** Path within the bundle; the zip's own name where the fault is in how it was packed. */
  file: string;
  /** Journal line, from 0; null where the problem is not one of a line. */
  seq: number | null;
  problem: string;
}

export interface Verdict {
  bundle: string;
  verdict: 'intact' | 'incomplete' | 'broken';
  /** Key id of the operator whose seal holds; null without one. */
  sealedBy: string | null;
  /** Whole journal lines. */
  entries: number;
  coreDigest: string | null;
  /** Key ids of the auditors whose countersignature holds. */
  countersignedBy: string[];
  /** Only where there is a time stamp that holds. */
  stamp?: Stamp;
  problems: Problem[];
}

/** What the checks found so far, in the order an auditor should read it. */
export class Problems {
  readonly list: Problem[] = [];

  say(file: string, problem: string, seq: number | null = null): void {
    this.list.push({ file, seq, problem });
  }

  /** A file already named needs no second sentence that says less. */
  names(file: string): boolean {
    return this.list.some((problem) => problem.file === file);
  }

  get none(): boolean {
    return this.list.length === 0;
  }
}
