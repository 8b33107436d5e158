import type { Finding } from '../../finding.ts';
import { isCell } from './marks.ts';
import type { ListStyle } from './styles.ts';
import { escaped } from './xml-edit.ts';

const COLUMNS = [
  ['序号', 8],
  ['判定', 10],
  ['工作表', 18],
  ['单元格', 12],
  ['问题与处理', 80],
  ['依据', 34],
] as const;
const LINK_COLUMN = 'D';
/** Excel opens no sheet with more than 65,530 links. */
const MOST_LINKS = 65_000;

export interface ListSheet {
  xml: string;
  /** The part of its relations, which are its links: programs that follow no `location` follow these. */
  links: string;
}

/** The first sheet: every finding in a row, linked to its cell. Namespaces are those of the workbook's edition. */
export function listSheet(
  findings: readonly Finding[],
  sheets: ReadonlySet<string>,
  styleOf: (style: ListStyle) => number,
  namespace: string,
  relations: string,
): ListSheet {
  const count = (verdict: Finding['verdict']) => findings.filter((finding) => finding.verdict === verdict).length;
  const title = `核查结果：错误 ${count('violation')} 处，存疑 ${count('doubt')} 处。模拟环境 · 非官方网站`;
  const links: [from: string, to: string][] = [];
  const rows = findings.map((finding, index) => {
    const { sheet = '', cell = '' } = finding.where[0] ?? {};
    const worst = finding.verdict === 'violation' ? 'violation' : 'doubt';
    const isLinked = sheets.has(sheet) && isCell(cell);
    const row = index + 3;
    if (isLinked && links.length < MOST_LINKS)
      links.push([`${LINK_COLUMN}${row}`, `#'${sheet.replaceAll("'", "''")}'!${cell}`]);
    return rowOf(row, [
      `<c r="A${row}" s="${styleOf('text')}"><v>${index + 1}</v></c>`,
      text(`B${row}`, worst === 'violation' ? '错误' : '存疑', styleOf(worst)),
      text(`C${row}`, sheet, styleOf('text')),
      text(`D${row}`, cell, styleOf(isLinked ? 'link' : 'text')),
      text(`E${row}`, finding.message, styleOf('text')),
      text(`F${row}`, finding.basis, styleOf('text')),
    ]);
  });
  const last = findings.length + 2;
  const xml = [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${namespace}" xmlns:r="${relations}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:F${last}"/>`,
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${COLUMNS.map(([, width], index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    '<sheetData>',
    rowOf(1, [text('A1', title, styleOf('title'))]),
    rowOf(
      2,
      COLUMNS.map(([name], index) => text(`${'ABCDEF'[index]}2`, name, styleOf('header'))),
    ),
    ...rows,
    '</sheetData>',
    `<autoFilter ref="A2:F${last}"/>`,
    links.length > 0
      ? `<hyperlinks>${links.map(([from], index) => `<hyperlink ref="${from}" r:id="rId${index + 1}"/>`).join('')}</hyperlinks>`
      : '',
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>',
  ].join('');
  return {
    xml,
    links: relationsOf(
      links.map(([, to]) => to),
      `${relations}/hyperlink`,
    ),
  };
}

function relationsOf(targets: readonly string[], type: string): string {
  const relations = targets.map(
    (target, index) =>
      `<Relationship Id="rId${index + 1}" Type="${type}" Target="${escaped(target)}" TargetMode="External"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
}

const rowOf = (row: number, cells: readonly string[]) => `<row r="${row}">${cells.join('')}</row>`;

function text(reference: string, content: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(content)}</t></is></c>`;
}
