import { posix } from 'node:path';
import type { Worst } from './marks.ts';
import { editXml, opened, type Tag, withAttribute, type XmlEditor } from './xml-edit.ts';

const TINTS: Readonly<Record<Worst | 'header', string>> = {
  violation: 'FFF8C9C4',
  doubt: 'FFFFF0B3',
  header: 'FFDCE6F1',
};
type Tint = keyof typeof TINTS;

/** Looks of the list sheet. */
export type ListStyle = 'title' | 'header' | 'text' | 'link' | Worst;

/** The first two fills are none and gray125 for every program, whatever stands there (part 1 §18.8.21). */
const RESERVED_FILLS = ['none', 'gray125'];

/** What is counted of a styles part before it is changed. */
interface Counted {
  fonts: number;
  fills: number;
  /** Each cell format as it is written. */
  formats: string[];
}

/** The workbook's styles and what marking adds to them. Indices are given out before anything is written. */
export class Styles {
  /** Where the part is, or will be. */
  readonly path: string;
  readonly isNew: boolean;
  private readonly text: string;
  private readonly counted: Counted;
  private readonly added = new Map<string, number>();
  private readonly formats: ((prefix: string) => string)[] = [];

  private constructor(path: string, isNew: boolean, text: string, counted: Counted) {
    this.path = path;
    this.isNew = isNew;
    this.text = text;
    this.counted = counted;
  }

  static async of(path: string, chunks: AsyncIterable<Buffer> | undefined, namespace: string): Promise<Styles> {
    const text = chunks === undefined ? blank(namespace) : await textOf(chunks);
    return new Styles(posix.normalize(path), chunks === undefined, text, await count(text));
  }

  /** The format of a cell with a fill in place of its own. */
  tinted(original: number, tint: Worst): number {
    const written = this.counted.formats[original] ?? this.counted.formats[0];
    return this.add(`${written === undefined ? 'new' : original} ${tint}`, (prefix) => {
      const format = written ?? `<${prefix}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`;
      return format.replace(/^<[^>]*>/, (tag) =>
        withAttribute(withAttribute(tag, 'fillId', this.fillOf(tint)), 'applyFill', 1),
      );
    });
  }

  ofList(style: ListStyle): number {
    const font = this.counted.fonts + (['title', 'header', 'link'].indexOf(style) + 1);
    const fill = style in TINTS ? this.fillOf(style as Tint) : 0;
    return this.add(
      `list ${style}`,
      (prefix) =>
        `<${prefix}xf numFmtId="0" fontId="${font}" fillId="${fill}" borderId="0" applyFont="1" applyFill="1"` +
        (style === 'title' || style === 'header'
          ? '/>'
          : ` applyAlignment="1"><${prefix}alignment vertical="top" wrapText="1"/></${prefix}xf>`),
    );
  }

  /** The part with what was added. */
  edited(): AsyncIterable<Buffer> {
    return editXml(bytesOf(this.text), this.editor());
  }

  private add(key: string, format: (prefix: string) => string): number {
    const known = this.added.get(key);
    if (known !== undefined) return known;
    // A part without any format has an implied one, which is now written.
    const index = Math.max(1, this.counted.formats.length) + this.formats.push(format) - 1;
    this.added.set(key, index);
    return index;
  }

  private fillOf(tint: Tint): number {
    return Math.max(RESERVED_FILLS.length, this.counted.fills) + Object.keys(TINTS).indexOf(tint);
  }

  private editor(): XmlEditor {
    const { fonts, fills, formats } = this.counted;
    const missing = RESERVED_FILLS.slice(Math.min(fills, RESERVED_FILLS.length));
    const children: Readonly<Record<string, { count: number; content: (prefix: string) => string }>> = {
      fonts: {
        count: fonts + 4,
        content: (prefix) =>
          ['<sz val="11"/>', '<b/><sz val="14"/>', '<b/><sz val="11"/>', '<u/><sz val="11"/><color rgb="FF0563C1"/>']
            .map((font) => `<font>${font}</font>`)
            .join('')
            .replace(/<(\/?)/g, `<$1${prefix}`),
      },
      fills: {
        count: fills + missing.length + Object.keys(TINTS).length,
        content: (prefix) =>
          [
            ...missing.map((pattern) => `<fill><patternFill patternType="${pattern}"/></fill>`),
            ...Object.values(TINTS).map(
              (rgb) => `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/></patternFill></fill>`,
            ),
          ]
            .join('')
            .replace(/<(\/?)/g, `<$1${prefix}`),
      },
      cellXfs: {
        count: Math.max(1, formats.length) + this.formats.length,
        content: (prefix) =>
          (formats.length === 0 ? `<${prefix}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>` : '') +
          this.formats.map((format) => format(prefix)).join(''),
      },
    };
    return inOrder(children);
  }
}

/** Children of a style sheet in their order (CT_Stylesheet). */
const ORDER = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
];

/** Adds to children of the root; those that are not there are put in where they belong. */
function inOrder(
  children: Readonly<Record<string, { count: number; content: (prefix: string) => string }>>,
): XmlEditor {
  const waiting = Object.keys(children);
  const made = (before: string | undefined, prefix: string) => {
    let text = '';
    while (waiting[0] !== undefined && (before === undefined || ORDER.indexOf(waiting[0]) < ORDER.indexOf(before))) {
      const name = waiting.shift() ?? '';
      const { count: number, content } = children[name] ?? { count: 0, content: () => '' };
      text += `<${prefix}${name} count="${number}">${content(prefix)}</${prefix}${name}>`;
    }
    return text;
  };
  return {
    open(tag: Tag) {
      if (tag.depth === 0 && tag.empty) return opened(tag, made(undefined, tag.prefix));
      if (tag.depth !== 1 || !ORDER.includes(tag.name)) return undefined;
      const before = made(tag.name, tag.prefix);
      const child = waiting[0] === tag.name ? children[tag.name] : undefined;
      if (child === undefined) return before + tag.raw;
      const counted = withAttribute(tag.raw, 'count', child.count);
      if (!tag.empty) return before + counted;
      waiting.shift();
      return before + opened(tag, child.content(tag.prefix), counted);
    },
    close(tag: Tag) {
      if (tag.depth === 0) return made(undefined, tag.prefix);
      if (tag.depth !== 1 || waiting[0] !== tag.name) return undefined;
      waiting.shift();
      return children[tag.name]?.content(tag.prefix);
    },
  };
}

async function count(text: string): Promise<Counted> {
  const counted: Counted = { fonts: 0, fills: 0, formats: [] };
  const parents: string[] = [];
  let format = '';
  const isFormat = (tag: Tag) => tag.name === 'xf' && tag.depth === 2 && parents[1] === 'cellXfs';
  // The pieces of an edited part, put together again, are how a format's own text is found.
  const editor: XmlEditor = {
    open(tag) {
      parents.length = tag.depth;
      parents.push(tag.name);
      if (tag.depth === 2 && tag.name === 'font' && parents[1] === 'fonts') counted.fonts += 1;
      if (tag.depth === 2 && tag.name === 'fill' && parents[1] === 'fills') counted.fills += 1;
      if (isFormat(tag) && tag.empty) counted.formats.push(tag.raw);
      else if (isFormat(tag)) format = tag.raw;
      else if (tag.depth > 2 && parents[1] === 'cellXfs') format += tag.raw;
      return undefined;
    },
    close(tag) {
      if (isFormat(tag)) counted.formats.push(`${format}</${tag.prefix}xf>`);
      else if (tag.depth > 2 && parents[1] === 'cellXfs') format += `</${tag.prefix}${tag.name}>`;
      return undefined;
    },
  };
  for await (const _ of editXml(bytesOf(text), editor));
  return counted;
}

function blank(namespace: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${namespace}">` +
    '<fonts count="1"><font><sz val="11"/></font></fonts><fills count="0"></fills><borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs></styleSheet>'
  );
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of editXml(chunks, {})) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function* bytesOf(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}
