import type { Finding } from '../../finding.ts';
import { SHEET_TITLES, titleOfSheet } from './choose-sheets.ts';

const MATERIAL_LIST = SHEET_TITLES.indexOf('材料清单');

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
    const { file = '', sheet, cell = '' } = finding.where[0] ?? {};
    const match = /^([A-Z]+)(\d+)$/.exec(cell);
    // A file that no list names comes behind the list.
    const place = sheet === undefined && /(^|\/)materials\//.test(file) ? MATERIAL_LIST + 0.5 : placeOf(sheet ?? '');
    return [place, Number(match?.[2] ?? cell.split('/')[2] ?? 0), (match?.[1] ?? '').padStart(3)];
  };
  return findings
    .map((finding) => ({ finding, key: key(finding) }))
    .sort(
      (a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || (a.key[2] < b.key[2] ? -1 : a.key[2] > b.key[2] ? 1 : 0),
    )
    .map(({ finding }) => finding);
}
