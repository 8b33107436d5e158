import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import LineBreaker from 'linebreak';
import PDFDocument from 'pdfkit';

/** A4 in points. All measures of the letter are points, on the screen as on paper. */
export const SHEET = { width: 595.28, height: 841.89 };
export const SIMULATION_MARK = { text: '模拟环境 · 非官方网站', size: 9, top: 34 };

/** One line of the letter; `left` and `top` of its box from the sheet's corner. */
export interface LetterLine {
  text: string;
  left: number;
  top: number;
  size: number;
  bold: boolean;
  /** Lines with one number are one paragraph. */
  paragraph: number;
}

const MARGIN = 72;
const WIDTH = SHEET.width - 2 * MARGIN;
const BODY = { size: 11.5, step: 19.5, indent: 23, gap: 3 };
const TITLE = { size: 18, top: 76 };
const [FIRST, BOTTOM] = [72, SHEET.height - 84];
/** 申请单位, its place for the seal and the date stand at the foot of the last sheet, where the seal is put. */
const CLOSING = { lines: 3, step: 25, bottom: 752, right: MARGIN + 20 };

const path = (face: string) =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${face}/NotoSansSC_${face}.ttf`);
/** Read once: the files do not change. */
let fonts: Record<'regular' | 'bold', Buffer> | undefined;
let measure: PDFKit.PDFDocument | undefined;

/** Registers the letter's two faces, `regular` and `bold`. */
export function withFonts(pdf: PDFKit.PDFDocument): PDFKit.PDFDocument {
  fonts ??= { regular: readFileSync(path('400Regular')), bold: readFileSync(path('700Bold')) };
  return pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
}

/**
 * Where every line of the letter stands, sheet by sheet. The screen and the PDF
 * are both made from it: a seal put beside 申请单位 on one is beside it on the other.
 */
export function layOutLetter(text: string): LetterLine[][] {
  const [title = '', address = '', ...rest] = text.split('\n');
  const body = rest.slice(0, -CLOSING.lines);
  const sheets: LetterLine[][] = [[]];
  let paragraph = 0;
  let top = TITLE.top;
  const put = (line: string, left: number, size: number, bold = false) =>
    sheets.at(-1)?.push({ text: line, left, top, size, bold, paragraph });
  const nextSheet = () => {
    sheets.push([]);
    top = FIRST;
  };

  put(title, (SHEET.width - widthOf(title, TITLE.size, true)) / 2, TITLE.size, true);
  top += 44;
  for (const [index, content] of [address, ...body].entries()) {
    paragraph += 1;
    const indent = index === 0 ? 0 : BODY.indent;
    for (const [row, line] of linesOf(content, WIDTH, BODY.size, indent).entries()) {
      if (top + BODY.step > BOTTOM) nextSheet();
      put(line, MARGIN + (row === 0 ? indent : 0), BODY.size);
      top += BODY.step;
    }
    top += BODY.gap;
  }
  const closing = rest.slice(-CLOSING.lines).map((content) => linesOf(content, WIDTH - 40, BODY.size, 0));
  const start = CLOSING.bottom - CLOSING.step * closing.flat().length;
  if (top > start) {
    // The last sheet must not hold the signature alone: the last paragraph goes with it.
    const before = sheets.at(-1) ?? [];
    const carried = before.filter((line) => line.paragraph === paragraph);
    sheets[sheets.length - 1] = before.filter((line) => line.paragraph !== paragraph);
    const shift = FIRST - (carried[0]?.top ?? FIRST);
    sheets.push(carried.map((line) => ({ ...line, top: line.top + shift })));
  }
  top = start;
  for (const lines of closing) {
    paragraph += 1;
    for (const line of lines) {
      put(line, SHEET.width - CLOSING.right - widthOf(line, BODY.size), BODY.size);
      top += CLOSING.step;
    }
  }
  return sheets;
}

function widthOf(text: string, size: number, bold = false): number {
  measure ??= withFonts(new PDFDocument({ autoFirstPage: false }));
  return measure
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .widthOfString(text);
}

/** Broken where UAX #14 allows it: no closing mark begins a line, no opening one ends it. */
function linesOf(text: string, width: number, size: number, indent: number): string[] {
  const breaker = new LineBreaker(text);
  const lines: string[] = [];
  let [from, to] = [0, 0];
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const room = lines.length === 0 ? width - indent : width;
    if (to > from && widthOf(text.slice(from, next.position).trimEnd(), size) > room) {
      lines.push(text.slice(from, to).trimEnd());
      from = to;
    }
    to = next.position;
  }
  lines.push(text.slice(from).trimEnd());
  return lines;
}
