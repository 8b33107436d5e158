import { SaxesParser } from 'saxes';
import { PartError, TooLargeError } from './package-parts.ts';

/** Attributes by name as written; a prefix of the element's own name is left out. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Longer than Excel's largest cell (32,767 characters) written as references of eight characters. */
const LONGEST_TOKEN = 4 * 1024 ** 2;
/** No part of a workbook nests deeper than some dozens. */
const DEEPEST = 512;

/** Reads one XML part piece by piece. @throws PartError when it is not well-formed, TooLargeError when one text fills it */
export async function readXml(chunks: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const { open, text, close } = listener;
  const parser = new StrictParser();
  let depth = 0;
  parser.on('opentag', (tag) => {
    parser.quiet = 0;
    depth += 1;
    if (depth > DEEPEST) throw new TooLargeError('nested too deep');
    open?.(localName(tag.name), tag.attributes as Record<string, string>);
  });
  if (text !== undefined) parser.on('text', text);
  parser.on('closetag', (tag) => {
    parser.quiet = 0;
    depth -= 1;
    close?.(localName(tag.name));
  });
  for await (const piece of xmlText(chunks)) parser.feed(piece);
  parser.close();
}

/** A parser that takes no document types: OPC forbids them (ECMA-376 part 2 §8.2.5), and entities are how XML explodes. */
export class StrictParser extends SaxesParser {
  /** Characters since the last tag. */
  quiet = 0;

  constructor() {
    super({ position: false });
    this.on('error', (error) => {
      throw new PartError(error.message);
    });
    this.on('doctype', () => {
      throw new PartError('a document type');
    });
  }

  feed(piece: string): void {
    // The parser keeps a token until its end: one without an end is kept whole.
    this.quiet += piece.length;
    this.write(piece);
    if (this.quiet > LONGEST_TOKEN) throw new TooLargeError('one text');
  }
}

/** The text of a part in the encoding of its mark or declaration; UTF-8 without either. */
export async function* xmlText(chunks: AsyncIterable<Buffer>): AsyncIterable<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decoded(() => decoder?.decode(chunk, { stream: true }) ?? '');
  }
  yield decoded(() => decoder?.decode() ?? '');
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new PartError('bytes that are no text');
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
    head.subarray(0, 200).toString('latin1'),
  );
  const label = declared?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new PartError('an unknown encoding');
  }
}

/** `x:row` and `row` are the same element; some programs write the prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Characters that XML cannot hold are kept as `_x000D_` (ECMA-376 part 1, ST_Xstring). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
