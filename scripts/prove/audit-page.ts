import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { auditPage } from '../../audit/report/audit-html.ts';
import { auditReportOf } from '../../fixtures/factories/audit-report.ts';
import { auditSampleOf } from '../../fixtures/factories/audit-sample.ts';
import { browserUse } from '../../rehearsal/browser-options.ts';
import { withScratch } from '../lib/scratch.ts';
import type { Proof, ProofResult } from './proof.ts';

const TIMES = 7;
const MOST_MILLISECONDS = 2000;

/** `audit.html` over `size` cases with a dozen problems each opens in under two seconds: loaded and painted, its scripts run. */
export const auditPageOpens: Proof = {
  size: 400,
  prove: ({ size, seed }) => withScratch('audit-page', (folder) => prove(folder, size, seed)),
};

async function prove(folder: string, cases: number, seed: number): Promise<ProofResult> {
  const report = await auditReportOf({
    seed,
    cases,
    persons: 30,
    problems: (index) => (index % 3 === 0 ? 40 : 0),
    kind: 'bundle',
  });
  const page = auditPage({ ...report, sample: auditSampleOf(report, { called: true }) });
  const path = join(folder, 'audit.html');
  writeFileSync(path, page);
  const { launchOptions } = browserUse();
  const browser = await chromium.launch(launchOptions);
  try {
    const opened: Opened[] = [];
    for (let time = 0; time < TIMES; time += 1) opened.push(await open(browser, path));
    const times = opened.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const median = times[Math.floor(TIMES / 2)] ?? 0;
    return {
      holds: median < MOST_MILLISECONDS,
      figures: {
        案例: cases,
        问题: report.counts.violation + report.counts.doubt,
        字节: Buffer.byteLength(page),
        页面元素: opened[0]?.elements ?? 0,
        '打开到画出（毫秒，中位数）': median,
        '最慢（毫秒）': times.at(-1) ?? 0,
      },
      failures: median < MOST_MILLISECONDS ? [] : [`打开用了 ${median} 毫秒，目标 ${MOST_MILLISECONDS} 毫秒以内`],
    };
  } finally {
    await browser.close();
  }
}

interface Opened {
  milliseconds: number;
  elements: number;
}

async function open(browser: Browser, path: string): Promise<Opened> {
  const page = await browser.newPage();
  const begun = performance.now();
  await page.goto(String(pathToFileURL(path)));
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
  const milliseconds = Math.round(performance.now() - begun);
  const elements = await page.locator('*').count();
  await page.close();
  return { milliseconds, elements };
}
