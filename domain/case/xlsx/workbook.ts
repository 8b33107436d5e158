import { type DateStyles, readDateStyles } from './number-format.ts';
import { type PackageParts, PartError } from './package-parts.ts';
import { readRelations } from './relations.ts';
import { readXml, unescaped } from './xml.ts';

export interface SheetEntry {
  name: string;
  path: string;
  /** Its tab is hidden. */
  hidden: boolean;
}

/** What of a workbook its sheets refer to. */
export interface Workbook extends DateStyles {
  /** In the order of the tabs; chart sheets left out. */
  sheets: SheetEntry[];
  sharedStrings: string[];
  /** Serial numbers count from 1904, as old Macs did. */
  from1904: boolean;
}

/** The path of the workbook part. @throws PartError when the package has none */
export async function workbookPath(parts: PackageParts): Promise<string> {
  const root = await readRelations(parts, '');
  const path = parts.find(root.find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml');
  if (path === undefined) throw new PartError('no workbook');
  return path;
}

export async function readWorkbook(parts: PackageParts): Promise<Workbook> {
  const path = await workbookPath(parts);
  const related = await readRelations(parts, path);
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await readXml(parts.chunks(path), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = related.find(({ id }) => id === relationId(attributes));
      if (relation?.kind === 'worksheet')
        sheets.push({
          name: attributes.name ?? '',
          path: relation.target,
          hidden: ['hidden', 'veryHidden'].includes(attributes.state ?? ''),
        });
    },
  });
  if (new Set(sheets.map((sheet) => parts.find(sheet.path))).size < sheets.length)
    throw new PartError('one part as two sheets');
  const partOf = (kind: string) => parts.find(related.find((relation) => relation.kind === kind)?.target ?? '');
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')];
  return {
    sheets,
    sharedStrings: strings === undefined ? [] : await readSharedStrings(parts.chunks(strings)),
    ...(styles === undefined
      ? { dateStyles: new Set<number>(), timeStyles: new Set<number>() }
      : await readDateStyles(parts.chunks(styles))),
    from1904,
  };
}

/** `r:id`, whatever the prefix is called. */
export function relationId(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
}

/** Runs of a rich text are joined; the pronunciation beside a text (`rPh`) is no part of it. */
async function readSharedStrings(chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  let value = '';
  let inText = false;
  let inPhonetic = false;
  await readXml(chunks, {
    open(name) {
      if (name === 'si') value = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') inText = !inPhonetic;
    },
    text(text) {
      if (inText) value += text;
    },
    close(name) {
      if (name === 'si') strings.push(unescaped(value));
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 't') inText = false;
    },
  });
  return strings;
}
