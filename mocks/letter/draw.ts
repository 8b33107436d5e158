import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Moment } from '../../domain/date.ts';

/** What the paper shows. `x` and `y` are the centre of the seal as shares of the page, as it was dragged. */
export interface LetterSheet {
  text: string;
  unit: string;
  x: number;
  y: number;
  /** The portal's clock. */
  at: Moment;
}

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = 72;
/** A company seal is 4 cm across (国发〔1999〕25号: 企业印章直径不得大于 4.5 厘米). */
const SEAL_RADIUS = 56.7;
const RED = '#c8161d';
const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
let font: Buffer | undefined;

/** The letter as a PDF, its text selectable, with the seal where it was put; the same sheet gives the same bytes. */
export function drawLetter(sheet: LetterSheet): Promise<Uint8Array> {
  font ??= readFileSync(FONT);
  const made = new Date(`${sheet.at}+08:00`);
  const [title = '', address = '', ...body] = sheet.text.split('\n');
  const pdf = new PDFDocument({
    size: [A4.width, A4.height],
    margin: MARGIN,
    info: { Title: title, Author: sheet.unit, CreationDate: made, ModDate: made, Producer: '模拟环境 · 非官方网站' },
    lang: 'zh-CN',
    displayTitle: true,
  });
  const bytes = collected(pdf);
  const width = A4.width - 2 * MARGIN;
  pdf.registerFont('Noto', font as Buffer).font('Noto');
  pdf.fontSize(9).fillColor('#8a1c1c').text('模拟环境 · 非官方网站', MARGIN, 30, { width, align: 'center' });
  pdf.fontSize(17).fillColor('#111').text(title, MARGIN, 66, { width, align: 'center' });
  pdf.fontSize(11).text(address, MARGIN, 108, { width });
  const closing = body.length - 3;
  for (const [index, line] of body.entries()) {
    if (index < closing) pdf.text(line, { width, indent: 22, lineGap: 4, paragraphGap: 3 });
    else pdf.text(line, { width, align: 'right', lineGap: 5 });
  }
  drawSeal(pdf, sheet.unit, sheet.x * A4.width, sheet.y * A4.height);
  pdf.end();
  return bytes;
}

/** Ring, star, and the unit's name along the upper arc. */
function drawSeal(pdf: PDFKit.PDFDocument, unit: string, x: number, y: number): void {
  pdf.save().fillOpacity(0.85).strokeOpacity(0.85).lineWidth(3).strokeColor(RED).fillColor(RED);
  pdf.circle(x, y, SEAL_RADIUS).stroke();
  const points = Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? 17 : 6.5;
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as [number, number];
  });
  pdf.polygon(...points).fill();
  pdf.fontSize(8.5).text('模拟签章', x - 30, y + 27, { width: 60, align: 'center', lineBreak: false });
  const letters = [...unit];
  const size = Math.min(13, 160 / letters.length + 2);
  const sweep = Math.min(260, letters.length * 17);
  pdf.fontSize(size);
  for (const [index, letter] of letters.entries()) {
    const angle = letters.length === 1 ? 0 : -sweep / 2 + (sweep * index) / (letters.length - 1);
    pdf
      .save()
      .rotate(angle, { origin: [x, y] })
      .text(letter, x - size / 2, y - SEAL_RADIUS + 7, { lineBreak: false, width: size * 2 })
      .restore();
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
