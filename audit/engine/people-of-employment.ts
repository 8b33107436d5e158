import type { ReadableCase } from '../../domain/case/model/schema.ts';

/** Each person of a form of employment with the first row, in the order of the roster. */
export function rowsOfPeople(
  { roster }: ReadableCase,
  employment: ReadableCase['roster'][number]['employment'],
): number[] {
  const rows = new Map<string, number>();
  for (const entry of roster)
    if (entry.employment === employment && !rows.has(entry.idNumber)) rows.set(entry.idNumber, entry.row);
  return [...rows.values()];
}
