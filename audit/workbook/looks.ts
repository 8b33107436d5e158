import type ExcelJS from 'exceljs';

/** Every Chinese Windows and WPS has it; elsewhere the program puts its own Chinese font in its place. */
const FONT = { name: '宋体', size: 10 };
const LINE: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FFBFBFBF' } };
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

export const TITLE: Partial<ExcelJS.Style> = {
  font: { ...FONT, size: 16, bold: true },
  alignment: { vertical: 'middle' },
};
export const NOTE: Partial<ExcelJS.Style> = { font: FONT, alignment: { vertical: 'top', wrapText: true } };

/** How a cell looks by what it says. A colour only repeats the word in the cell. */
export type Look =
  | 'header'
  | 'plain'
  | 'number'
  | 'middle'
  | 'total'
  | 'link'
  | 'violation'
  | 'doubt'
  | 'pass'
  | 'not-applicable'
  | 'input';

const TEXT: Partial<ExcelJS.Alignment> = { vertical: 'top', wrapText: true };
const WORD: Partial<ExcelJS.Alignment> = { vertical: 'top', horizontal: 'center', wrapText: true };
const LOOKS: Readonly<Record<Look, Partial<ExcelJS.Style>>> = {
  header: {
    font: { ...FONT, bold: true },
    fill: fill('FFDCE6F1'),
    alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  },
  plain: { font: FONT, alignment: TEXT },
  number: { font: FONT, alignment: { vertical: 'top', horizontal: 'right', indent: 1 } },
  middle: { font: FONT, alignment: WORD },
  total: { font: { ...FONT, bold: true }, fill: fill('FFF2F2F2'), alignment: { vertical: 'middle' } },
  link: { font: { ...FONT, color: { argb: 'FF0563C1' }, underline: true }, alignment: TEXT },
  violation: { font: { ...FONT, bold: true, color: { argb: 'FF9C0006' } }, fill: fill('FFFFD9D6'), alignment: WORD },
  doubt: { font: { ...FONT, bold: true, color: { argb: 'FF7F4F00' } }, fill: fill('FFFFF0B3'), alignment: WORD },
  pass: { font: { ...FONT, color: { argb: 'FF1E5C2B' } }, alignment: WORD },
  'not-applicable': { font: { ...FONT, color: { argb: 'FF595959' } }, alignment: WORD },
  input: { font: FONT, fill: fill('FFFFFDE7'), alignment: TEXT },
};

const made = new Map<string, Partial<ExcelJS.Style>>();

/**
 * One shared object for each look and format: exceljs recognises a style by object identity, which saves time from ten
 * thousand rows on.
 */
export function lookOf(look: Look, format?: string): Partial<ExcelJS.Style> {
  const key = `${look} ${format}`;
  const known = made.get(key) ?? { ...LOOKS[look], border: BORDER, ...(format !== undefined && { numFmt: format }) };
  made.set(key, known);
  return known;
}
