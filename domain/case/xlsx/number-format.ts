import { readXml } from './xml.ts';

/** Indices of cell styles that show a number as a date or time, and of those among them that show a time. */
export interface DateStyles {
  dateStyles: ReadonlySet<number>;
  timeStyles: ReadonlySet<number>;
}

/** Built-in number formats that are dates or times (ECMA-376 part 1, §18.8.30), those of Chinese Excel included. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const isBuiltInTime = (id: number) =>
  (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56;

export async function readDateStyles(chunks: AsyncIterable<Buffer>): Promise<DateStyles> {
  const custom = new Map<number, string>();
  const dateStyles = new Set<number>();
  const timeStyles = new Set<number>();
  let inCellFormats = false;
  let index = 0;
  await readXml(chunks, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), bareFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        const format = custom.get(id);
        if (format === undefined ? isBuiltInDate(id) : /[ymdhs]/.test(format)) dateStyles.add(index);
        if (format === undefined ? isBuiltInTime(id) : /[hs]/.test(format)) timeStyles.add(index);
        index += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return { dateStyles, timeStyles };
}

/** A format outside of literals, escapes, colours and conditions, in small letters; `[h]` counts hours. */
function bareFormat(code: string): string {
  return code
    .toLowerCase()
    .replace(/"[^"]*"|\\./g, '')
    .replace(/\[(h+|m+|s+)\]/g, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[_*]./g, '')
    .replace(/general/g, '');
}
