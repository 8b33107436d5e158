import { localName, StrictParser, xmlText } from '../xlsx/xml.ts';

/** A start tag as it stands in its file. */
export interface Tag {
  /** Without its prefix. */
  name: string;
  /** `x:`, or nothing. */
  prefix: string;
  attributes: Readonly<Record<string, string>>;
  raw: string;
  /** `<a/>`: there is no end tag. */
  empty: boolean;
  /** 0 for the root. */
  depth: number;
}

/** What an editor puts in place of a start tag, and before an end tag; everything else stays to the letter. */
export interface XmlEditor {
  open?(tag: Tag): string | undefined;
  close?(tag: Tag): string | undefined;
}

/** A part with edits, piece by piece, in UTF-8. The text between the edits is not parsed and written again. */
export async function* editXml(chunks: AsyncIterable<Buffer>, editor: XmlEditor): AsyncIterable<Buffer> {
  const parser = new StrictParser();
  const open: Tag[] = [];
  /** What is not given out yet, and where it begins in the whole text. */
  let [pending, base, out] = ['', 0, ''];
  const tagAt = () => {
    const end = parser.position - base;
    // No attribute holds a `<`, so the last one begins the tag that ends here.
    return { start: pending.lastIndexOf('<', end - 1), end };
  };
  const replace = (start: number, end: number, text: string) => {
    out += pending.slice(0, start) + text;
    pending = pending.slice(end);
    base += end;
  };
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    parser.quiet = 0;
    const { start, end } = tagAt();
    const local = localName(name);
    const prefix = name.slice(0, name.length - local.length);
    const raw = pending.slice(start, end);
    const tag = {
      name: local,
      prefix,
      attributes: attributes as Record<string, string>,
      raw,
      empty: isSelfClosing,
      depth: open.length,
    };
    open.push(tag);
    const text = editor.open?.(tag);
    if (text !== undefined && text !== raw) replace(start, end, text);
  });
  parser.on('closetag', () => {
    parser.quiet = 0;
    const tag = open.pop();
    if (tag === undefined || tag.empty) return;
    const text = editor.close?.(tag);
    const { start } = tagAt();
    if (text !== undefined && text !== '') replace(start, start, text);
  });
  let first = true;
  for await (const piece of xmlText(chunks)) {
    const given = first ? piece.replace(/^(<\?xml[^>]*\sencoding\s*=\s*["'])[\w.-]+/, '$1UTF-8') : piece;
    first &&= piece === '';
    pending += given;
    parser.feed(given);
    replace(Math.max(0, pending.lastIndexOf('<')), Math.max(0, pending.lastIndexOf('<')), '');
    if (out !== '') yield Buffer.from(out);
    out = '';
  }
  parser.close();
  yield Buffer.from(out + pending);
}

/** The start tag with an attribute set. */
export function withAttribute(raw: string, name: string, value: string | number): string {
  const written = new RegExp(`(\\s${name}\\s*=\\s*)("[^"]*"|'[^']*')`);
  if (written.test(raw)) return raw.replace(written, `$1"${value}"`);
  return raw.replace(/\s*\/?>$/, (end) => ` ${name}="${value}"${end.trim()}`);
}

/** An element with more at its end; `<a/>` becomes `<a>…</a>`. Given where its start tag stands. */
export function opened(tag: Tag, content: string, raw = tag.raw): string {
  return tag.empty ? `${raw.replace(/\s*\/>$/, '>')}${content}</${tag.prefix}${tag.name}>` : raw;
}

/** Puts children at the end of the root of a small part. */
export function atEndOfRoot(content: (prefix: string) => string): XmlEditor {
  return {
    open: (tag) => (tag.depth === 0 && tag.empty ? opened(tag, content(tag.prefix)) : undefined),
    close: (tag) => (tag.depth === 0 ? content(tag.prefix) : undefined),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or an attribute; what XML cannot hold is left out, what `_x000D_` would read as is kept. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
