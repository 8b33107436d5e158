import { columnLetters } from '../cells/raw.ts';
import { readXml } from '../xlsx/xml.ts';
import type { SheetMarks } from './marks.ts';
import { editXml, escaped, opened, type Tag, type XmlEditor } from './xml-edit.ts';

const AUTHOR = '核查';
/** Excel cuts a note at 32,767 characters. */
const LONGEST = 30_000;

/** The notes that a sheet has. */
export interface KnownNotes {
  /** Cells with a note. */
  cells: ReadonlySet<string>;
  /** Cells with a conversation: what stands in their note is not shown ([MS-XLSX] 2.1.17). */
  conversations: ReadonlySet<string>;
  authors: number;
}

export const NO_NOTES: KnownNotes = { cells: new Set(), conversations: new Set(), authors: 0 };

export async function readNotes(chunks: AsyncIterable<Buffer>): Promise<KnownNotes> {
  const cells = new Set<string>();
  const conversations = new Set<string>();
  const authors: string[] = [];
  await readXml(chunks, {
    open(name, attributes) {
      if (name === 'author') authors.push('');
      if (name !== 'comment') return;
      cells.add(attributes.ref ?? '');
      if (authors[Number(attributes.authorId ?? 0)]?.startsWith('tc=')) conversations.add(attributes.ref ?? '');
    },
    text(text) {
      // Only authors hold text before the first comment.
      if (cells.size === 0 && authors.length > 0) authors[authors.length - 1] += text.trim();
    },
  });
  return { cells, conversations, authors: authors.length };
}

/** What the note of each marked cell shall say, by its reference. */
export function noteTexts(marks: SheetMarks): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [row, cells] of marks)
    for (const [column, { messages }] of cells) {
      const text = [...new Set(messages)].join('\n');
      texts.set(
        `${columnLetters(column)}${row}`,
        text.length > LONGEST ? `${text.slice(0, LONGEST)}……（其余见首页列表）` : text,
      );
    }
  return texts;
}

export function editedComments(
  chunks: AsyncIterable<Buffer>,
  known: KnownNotes,
  texts: ReadonlyMap<string, string>,
): AsyncIterable<Buffer> {
  return editXml(chunks, new CommentsEditor(known, texts));
}

export function newComments(texts: ReadonlyMap<string, string>, namespace: string): string {
  const comments = [...texts].map(([reference, text]) => comment('', reference, 0, text)).join('');
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${namespace}">` +
    `<authors><author>${AUTHOR}</author></authors><commentList>${comments}</commentList></comments>`
  );
}

function comment(prefix: string, reference: string, author: number, text: string): string {
  return `<${prefix}comment ref="${reference}" authorId="${author}"><${prefix}text>${run(prefix, text)}</${prefix}text></${prefix}comment>`;
}

function run(prefix: string, text: string): string {
  return `<${prefix}r><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}r>`;
}

/** New notes at the end of the list, and more text at the end of those that are there. */
class CommentsEditor implements XmlEditor {
  private readonly known: KnownNotes;
  private readonly texts: ReadonlyMap<string, string>;
  private more: string | undefined;

  constructor(known: KnownNotes, texts: ReadonlyMap<string, string>) {
    this.known = known;
    this.texts = texts;
  }

  open(tag: Tag): string | undefined {
    if (tag.name === 'comment') this.more = this.texts.get(tag.attributes.ref ?? '');
    if (tag.empty && tag.name === 'text') return opened(tag, this.takeMore(tag.prefix));
    if (tag.empty && tag.name === 'authors') return opened(tag, this.author(tag.prefix));
    if (tag.empty && tag.name === 'commentList') return opened(tag, this.comments(tag.prefix));
    const isBehindText = tag.name === 'rPh' || tag.name === 'phoneticPr';
    return isBehindText && this.more !== undefined ? this.takeMore(tag.prefix) + tag.raw : undefined;
  }

  close(tag: Tag): string | undefined {
    if (tag.name === 'text') return this.takeMore(tag.prefix);
    if (tag.name === 'authors') return this.author(tag.prefix);
    return tag.name === 'commentList' ? this.comments(tag.prefix) : undefined;
  }

  private takeMore(prefix: string): string {
    const text = this.more;
    this.more = undefined;
    return text === undefined ? '' : run(prefix, `\n${text}`);
  }

  private author(prefix: string): string {
    return `<${prefix}author>${AUTHOR}</${prefix}author>`;
  }

  private comments(prefix: string): string {
    return [...this.texts]
      .filter(([reference]) => !this.known.cells.has(reference))
      .map(([reference, text]) => comment(prefix, reference, this.known.authors, text))
      .join('');
  }
}
