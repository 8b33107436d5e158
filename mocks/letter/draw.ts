import PDFDocument from 'pdfkit';
import type { Moment } from '../../domain/date.ts';
import { layOutLetter, SHEET, SIMULATION_MARK, withFonts } from './layout.ts';
import { SEAL, SEAL_LETTERS_AT, sealLetters, starPoints } from './seal.ts';

/** What the paper shows. `x` and `y` are the centre of the seal as shares of the last sheet, as it was dragged. */
export interface LetterSheet {
  text: string;
  unit: string;
  x: number;
  y: number;
  /** The portal's clock. */
  at: Moment;
}

const RED = '#c8161d';

/** The letter as a PDF, its text selectable, with the seal where it was put; the same sheet gives the same bytes. */
export function drawLetter(sheet: LetterSheet): Promise<Uint8Array> {
  const made = new Date(`${sheet.at}+08:00`);
  const sheets = layOutLetter(sheet.text);
  const pdf = new PDFDocument({
    size: [SHEET.width, SHEET.height],
    margin: 0,
    info: {
      Title: sheets[0]?.[0]?.text ?? '',
      Author: sheet.unit,
      CreationDate: made,
      ModDate: made,
      Producer: SIMULATION_MARK.text,
    },
    lang: 'zh-CN',
    displayTitle: true,
    autoFirstPage: false,
  });
  const bytes = collected(pdf);
  withFonts(pdf);
  for (const [index, lines] of sheets.entries()) {
    pdf.addPage().font('regular').fillColor('#8a1c1c').fontSize(SIMULATION_MARK.size);
    centred(pdf, SIMULATION_MARK.text, SIMULATION_MARK.top);
    pdf.fillColor('#111');
    for (const { text, left, top, size, bold } of lines)
      pdf
        .font(bold ? 'bold' : 'regular')
        .fontSize(size)
        .text(text, left, top, { lineBreak: false });
    if (sheets.length > 1) {
      pdf.font('regular').fontSize(9).fillColor('#444');
      centred(pdf, sheetName(index, sheets.length), SHEET.height - 52);
    }
  }
  drawSeal(pdf, sheet.unit, sheet.x * SHEET.width, sheet.y * SHEET.height);
  pdf.end();
  return bytes;
}

export function sheetName(index: number, count: number): string {
  return `第 ${index + 1} 页，共 ${count} 页`;
}

function centred(pdf: PDFKit.PDFDocument, text: string, top: number): void {
  pdf.text(text, (SHEET.width - pdf.widthOfString(text)) / 2, top, { lineBreak: false });
}

/** Over the text, which stays readable: the seal's colour is blended with it ("multiply"), as ink on paper is. */
function drawSeal(pdf: PDFKit.PDFDocument, unit: string, x: number, y: number): void {
  pdf.save().translate(x, y).fillOpacity(0.82).strokeOpacity(0.82).strokeColor(RED).fillColor(RED).font('bold');
  pdf.lineWidth(SEAL.ring).circle(0, 0, SEAL.radius).stroke();
  pdf.polygon(...starPoints()).fill();
  const { text, size, top } = SEAL.caption;
  pdf.fontSize(size).text(text, -pdf.widthOfString(text) / 2, top, { lineBreak: false });
  for (const { letter, angle, size: height, narrow } of sealLetters(unit)) {
    pdf.save().rotate(angle).translate(0, -SEAL_LETTERS_AT).scale(narrow, 1).fontSize(height);
    pdf.text(letter, -pdf.widthOfString(letter) / 2, -height * 0.8, { lineBreak: false }).restore();
  }
  pdf.restore();
}

function collected(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.once('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.once('error', reject);
  });
}
