import { type Browser, chromium } from '@playwright/test';
import type { Day } from '../../domain/date.ts';
import { browserUse } from '../../rehearsal/browser-options.ts';

/** Why there is no PDF, one sentence that says what to do. */
export class NoPdf extends Error {}

/**
 * The page as its print style lays it out. The browser stamps the moment of printing on it; in its place stands the
 * day that the report states, so that the same report is the same bytes.
 * @param page without links to files: in a PDF they would be paths of this machine
 * @throws NoPdf
 */
export async function printPdf(page: string, date: Day): Promise<Buffer> {
  const browser = await launched();
  try {
    const tab = await browser.newPage();
    await tab.setContent(page);
    const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    return dated(pdf, date);
  } finally {
    await browser.close();
  }
}

async function launched(): Promise<Browser> {
  try {
    return await chromium.launch(browserUse().launchOptions);
  } catch {
    throw new NoPdf(
      '没有写 audit.pdf：本机没有可以启动的 Chromium。请运行 npx playwright install chromium-headless-shell（或设置 CHROMIUM_PATH=浏览器路径）后重新核查，也可以用任一浏览器打开 audit.html 打印。',
    );
  }
}

const STAMP = /\/(CreationDate|ModDate) \(D:\d{14}([+-]\d{2}'\d{2}'|Z)\)/g;

/** Of the same length, so that no offset of the file changes. */
function dated(pdf: Buffer, date: Day): Buffer {
  const text = pdf.toString('latin1');
  const stamp = `D:${date.replaceAll('-', '')}000000`;
  return Buffer.from(
    text.replace(STAMP, (_, name: string, zone: string) => `/${name} (${stamp}${zone})`),
    'latin1',
  );
}
