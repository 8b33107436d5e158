import { z } from 'zod';

/** Where a finding stands: the file as given, the sheet's name, the cell (`C12`) or, for a case.json, its JSON pointer. */
export const Location = z.object({ file: z.string(), sheet: z.string().optional(), cell: z.string().optional() });
export type Location = z.infer<typeof Location>;

/** The shape that `check --json` and `audit --json` print (shared interface). */
export const Finding = z.object({
  rule: z.string(),
  verdict: z.enum(['pass', 'violation', 'doubt', 'not-applicable']),
  /** `format`: how a cell is typed or a file is made. It says nothing about the case and weighs nothing. */
  kind: z.enum(['case', 'format']),
  subject: z.string(),
  where: z.array(Location),
  message: z.string(),
  basis: z.string(),
  evidence: z.array(z.string()),
  /** Yuan of subsidy that the finding puts in question; absent where that is unknown. */
  stake: z.number().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** What a person must mend or judge. */
export const isProblem = ({ verdict }: Pick<Finding, 'verdict'>) => verdict === 'violation' || verdict === 'doubt';
/** Most places that are listed one by one in texts for people. */
const MOST_PLACES = 5;

/** `文件 › 工作表 › 单元格` for each place; of many the first, and how many more. */
export function placesInWords(where: readonly Location[]): string[] {
  const told = where
    .slice(0, MOST_PLACES)
    .map(({ file, sheet, cell }) => [file, sheet, cell].filter((part) => part !== undefined).join(' › '));
  return where.length > MOST_PLACES ? [...told, `等 ${where.length} 处`] : told;
}
