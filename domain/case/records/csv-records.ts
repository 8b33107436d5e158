/** A fault in the form of a record, found before its cells are read. */
export interface CsvFault {
  kind: 'open-quote' | 'after-quote' | 'too-long';
  /** 0-based field. */
  column: number;
  /** Line and character of the file, from 1. */
  line: number;
  at: number;
}

export interface CsvRecord {
  cells: string[];
  fault?: CsvFault;
}

/** A cell holds 32,767 characters in every spreadsheet; what is longer, or goes over more lines than an address, is a quote that nobody closed. */
export const LONGEST_CELL = 32_767;
const MOST_LINES = 20;
const LONGEST_RECORD = 2 ** 20;

/**
 * Reads delimited text piece by piece (RFC 4180; lines may end with LF, CRLF or CR; a quote within an unquoted field
 * is a character). A record with a broken quote is told with its fault and reading goes on with the next line.
 */
export class CsvRecords {
  private rest = '';
  private line = 1;
  /** Within a record that was given up. */
  private skipping = false;
  private readonly delimiter: string;
  private readonly emit: (record: CsvRecord) => void;

  constructor(delimiter: string, emit: (record: CsvRecord) => void) {
    this.delimiter = delimiter;
    this.emit = emit;
  }

  write(text: string): void {
    this.rest += text;
    this.take(false);
  }

  end(): void {
    this.take(true);
  }

  private take(final: boolean): void {
    let from = 0;
    while (from < this.rest.length) {
      const next = this.skipping ? this.skip(from, final) : this.record(from, final);
      if (next === undefined) break;
      from = next;
    }
    this.rest = this.rest.slice(from);
  }

  /** Where the line that holds `from` ends, and the next begins; undefined when the end has not come yet. */
  private lineEnd(from: number, final: boolean): { end: number; next: number } | undefined {
    const text = this.rest;
    const feed = text.indexOf('\n', from);
    const before = feed < 0 ? text.length : feed;
    const back = text.slice(from, before).indexOf('\r');
    if (back >= 0) {
      const end = from + back;
      if (end + 1 === text.length && !final) return undefined;
      return { end, next: text[end + 1] === '\n' ? end + 2 : end + 1 };
    }
    if (feed >= 0) return { end: feed, next: feed + 1 };
    return final ? { end: text.length, next: text.length } : undefined;
  }

  private skip(from: number, final: boolean): number {
    const line = this.lineEnd(from, final);
    if (line === undefined) return this.rest.length;
    this.skipping = false;
    this.line += 1;
    return line.next;
  }

  /** Takes one record; undefined when more text must come first. */
  private record(from: number, final: boolean): number | undefined {
    const line = this.lineEnd(from, final);
    if (line === undefined) return this.rest.length - from > LONGEST_RECORD ? this.giveUp(from) : undefined;
    if (line.end - from > LONGEST_RECORD) {
      this.giveUp(from);
      return this.skip(from, final);
    }
    const text = this.rest.slice(from, line.end);
    if (!text.includes('"')) {
      this.line += 1;
      this.emit({ cells: text.split(this.delimiter) });
      return line.next;
    }
    return this.quoted(from, line.next, final);
  }

  private giveUp(from: number): number {
    this.emit({ cells: [], fault: { kind: 'too-long', column: 0, line: this.line, at: 1 } });
    this.skipping = true;
    return from;
  }

  private quoted(from: number, nextLine: number, final: boolean): number | undefined {
    const { rest: text, delimiter } = this;
    const cells: string[] = [];
    let fault: CsvFault | undefined;
    let at = from;
    let lines = 0;
    for (;;) {
      let open = at;
      while (text[open] === ' ') open += 1;
      if (text[open] === '"') {
        const field = this.quotedField(open);
        const broken = { column: cells.length, line: this.line, at: open - from + 1 };
        if (field === 'open') {
          // More text may close it, unless it is far too long already.
          if (!final && text.length - open <= LONGEST_CELL * 2) return undefined;
          return this.givenUp(cells, { kind: 'open-quote', ...broken }, nextLine);
        }
        if (!final && field.next >= text.length) return undefined;
        lines += field.lines;
        let end = field.next;
        while (text[end] === ' ') end += 1;
        if (end < text.length && !this.ends(end)) {
          if (field.lines > 0 || field.value.length > LONGEST_CELL)
            return this.givenUp(cells, { kind: 'open-quote', ...broken }, nextLine);
          fault ??= { kind: 'after-quote', ...broken, at: end - from + 1 };
          while (end < text.length && !this.ends(end)) end += 1;
        } else if (field.lines > MOST_LINES || field.value.length > LONGEST_CELL)
          return this.givenUp(cells, { kind: 'open-quote', ...broken }, nextLine);
        cells.push(field.value);
        at = end;
      } else {
        let end = at;
        while (end < text.length && !this.ends(end)) end += 1;
        cells.push(text.slice(at, end));
        at = end;
      }
      if (text[at] === delimiter) {
        at += 1;
        continue;
      }
      if (!final && (at >= text.length || (text[at] === '\r' && at + 1 === text.length))) return undefined;
      this.line += 1 + lines;
      this.emit(fault === undefined ? { cells } : { cells, fault });
      return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
    }
  }

  /** A record whose quote nobody closed ends with its line: the lines below it are records of their own. */
  private givenUp(cells: string[], fault: CsvFault, nextLine: number): number {
    this.line += 1;
    this.emit({ cells, fault });
    return nextLine;
  }

  private ends(at: number): boolean {
    const character = this.rest[at];
    return character === this.delimiter || character === '\n' || character === '\r';
  }

  private quotedField(open: number): { value: string; next: number; lines: number } | 'open' {
    const text = this.rest;
    const parts: string[] = [];
    let lines = 0;
    let from = open + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) return 'open';
      const part = text.slice(from, quote);
      lines += part.match(/\r\n|\n|\r/g)?.length ?? 0;
      parts.push(part);
      if (text[quote + 1] !== '"') return { value: parts.join('"'), next: quote + 1, lines };
      from = quote + 2;
    }
  }
}

const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The delimiter that parts most lines of the beginning into most fields; a first line `sep=;` says it itself, as Excel reads it. */
export function delimiterOf(head: string): string {
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(head)?.[1];
  if (said !== undefined) return said;
  let best: { delimiter: string; fields: number } = { delimiter: ',', fields: 0 };
  for (const delimiter of DELIMITERS) {
    const widths: number[] = [];
    const records = new CsvRecords(delimiter, ({ cells }) => {
      // Platforms put a tab behind long numbers, so that Excel keeps them as text: it parts nothing there.
      if (cells.join('') !== '') widths.push(cells.filter((cell) => !/^[,;|]|[,;|]$/.test(cell.trim())).length);
    });
    records.write(head);
    records.end();
    const fields = widths.slice(0, 50).sort((a, b) => a - b)[Math.min(25, widths.length >> 1)] ?? 0;
    if (fields > best.fields) best = { delimiter, fields };
  }
  return best.delimiter;
}
