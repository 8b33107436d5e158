export interface Problem {
  /** Path within the bundle. */
  file: string;
  /** Journal line, from 0; null where the problem is not one of a line. */
  seq: number | null;
  problem: string;
}
