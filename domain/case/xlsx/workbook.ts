import { posix } from 'node:path';
import { type PackageParts, PartError } from './package-parts.ts';
import { readXml, unescaped } from './xml.ts';

/** What of a workbook its sheets refer to. */
export interface Workbook {
  /** In the order of the tabs; chart sheets left out. */
  sheets: { name: string; path: string; hidden: boolean }[];
  sharedStrings: string[];
  /** Cell styles that show a number as a date, by index. */
  dateStyles: ReadonlySet<number>;
  /** Serial numbers count from 1904, as old Macs did. */
  from1904: boolean;
}

export async function readWorkbook(parts: PackageParts): Promise<Workbook> {
  const root = await relations(parts, '');
  const path = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (!parts.has(path)) throw new PartError('no workbook');
  const related = await relations(parts, path);
  const partOf = (type: string) => [...related.values()].find((relation) => relation.type.endsWith(type))?.target;
  const sheets: Workbook['sheets'] = [];
  let from1904 = false;
  await readXml(parts.chunks(path), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const relation = related.get(id);
      if (relation?.type.endsWith('/worksheet'))
        sheets.push({
          name: attributes.name ?? '',
          path: relation.target,
          hidden: ['hidden', 'veryHidden'].includes(attributes.state ?? ''),
        });
    },
  });
  const [strings, styles] = [partOf('/sharedStrings'), partOf('/styles')];
  return {
    sheets,
    sharedStrings: strings === undefined ? [] : await readSharedStrings(parts.chunks(strings)),
    dateStyles: styles === undefined ? new Set() : await readDateStyles(parts.chunks(styles)),
    from1904,
  };
}

/** The relations of a part, `''` for the package, with their targets as paths within the package. */
async function relations(parts: PackageParts, path: string): Promise<Map<string, { type: string; target: string }>> {
  const folder = posix.dirname(path);
  const file = posix.join(folder, '_rels', `${posix.basename(path)}.rels`);
  const found = new Map<string, { type: string; target: string }>();
  if (!parts.has(file)) return found;
  await readXml(parts.chunks(file), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name === 'Relationship')
        found.set(Id, { type: Type, target: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target) });
    },
  });
  return found;
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

/** Built-in number formats that are dates or times (ECMA-376 part 1, §18.8.30), those of Chinese Excel included. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

async function readDateStyles(chunks: AsyncIterable<Buffer>): Promise<Set<number>> {
  const custom = new Map<number, boolean>();
  const dates = new Set<number>();
  let inCellFormats = false;
  let index = 0;
  await readXml(chunks, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        if (custom.get(id) ?? isBuiltInDate(id)) dates.add(index);
        index += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return dates;
}

/** A format with a part of a date in it, outside of literals, escapes, colours and conditions; `[h]` counts hours. */
function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '');
  return /[ymdhs]/i.test(bare.replace(/general/gi, ''));
}
