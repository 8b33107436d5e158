import type { Finding } from '../../finding.ts';
import { SHEET_TITLES, titleOfSheet } from './choose-sheets.ts';

/** By sheet, then by row and column, as a person goes through the workbook. */
export function inWorkbookOrder(findings: Finding[]): Finding[] {
  const places = new Map<string, number>();
  const placeOf = (sheet: string) => {
    const known = places.get(sheet);
    if (known !== undefined) return known;
    const title = titleOfSheet(sheet);
    const place = title === undefined ? -1 : SHEET_TITLES.indexOf(title);
    places.set(sheet, place);
    return place;
  };
  const key = (finding: Finding): [number, number, string] => {
    const { sheet = '', cell = '' } = finding.where[0] ?? {};
    const match = /^([A-Z]+)(\d+)$/.exec(cell);
    return [placeOf(sheet), Number(match?.[2] ?? cell.split('/')[2] ?? 0), (match?.[1] ?? '').padStart(3)];
  };
  return findings
    .map((finding) => ({ finding, key: key(finding) }))
    .sort(
      (a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || (a.key[2] < b.key[2] ? -1 : a.key[2] > b.key[2] ? 1 : 0),
    )
    .map(({ finding }) => finding);
}
