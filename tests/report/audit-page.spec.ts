import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page, TestInfo } from '@playwright/test';
import { auditPage } from '../../audit/report/audit-html.ts';
import type { AuditReport } from '../../audit/report/audit-report.ts';
import { seriousViolations, unreachable } from '../../fixtures/accessibility.ts';
import { auditReportOf } from '../../fixtures/factories/audit-report.ts';
import { auditSampleOf } from '../../fixtures/factories/audit-sample.ts';
import { expect, test } from '../../fixtures/test.ts';

// A trace of pages of megabytes costs more than the tests.
test.use({ trace: 'off' });

const outside: string[] = [];
const faults: string[] = [];

async function open(page: Page, report: AuditReport, info: TestInfo): Promise<string> {
  const path = info.outputPath('audit.html');
  writeFileSync(path, auditPage(report));
  await page.goto(String(pathToFileURL(path)));
  return path;
}

const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.describe('审计报告 audit.html', () => {
  test.beforeEach(({ page }) => {
    outside.length = 0;
    faults.length = 0;
    page.on('request', (request) => /^(file|data):/.test(request.url()) || outside.push(request.url()));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
  });

  test.afterEach(() => {
    expect(outside, '报告向外取用').toEqual([]);
    expect(faults, '报告里的差错').toEqual([]);
  });

  test('一个证据包：没有无障碍问题，各种宽度和 A4 纸上都不溢出', { tag: '@a11y' }, async ({ page }, info) => {
    test.setTimeout(120_000); // axe looks at every cell, on two busy cores
    const report = await auditReportOf({ seed: 2, problems: 12, persons: 40, kind: 'bundle' });
    await open(page, { ...report, sample: auditSampleOf(report, { called: true }) }, info);
    await expect(page.getByRole('region', { name: '结论' })).toContainText('处错误须更正');
    await unfold(page);
    for (const width of [360, 768, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await overflow(page), `${width} px`).toBe(0);
      if (width === 360 || width === 1440) expect(await seriousViolations(page), `${width} px`).toEqual([]);
    }
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 703, height: 1000 }); // A4 less its margins
    expect(await overflow(page), '打印').toBe(0);
  });

  test('多个案例：没有无障碍问题，每个控件都能用 Tab 键到达', { tag: '@a11y' }, async ({ page }, info) => {
    test.setTimeout(120_000);
    await open(page, await auditReportOf({ seed: 4, cases: 4, persons: 12, problems: (index) => index }), info);
    expect(await unreachable(page)).toEqual([]);
    await unfold(page);
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 900 });
    expect(await overflow(page)).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('只用键盘按判定、规则和文字筛选，再全部显示', async ({ page }, info) => {
    const report = await auditReportOf({ seed: 6, problems: 40 });
    await open(page, report, info);
    const search = page.getByRole('search', { name: '筛选核查发现' });
    const shown = page.locator('.finding:visible');
    await expect(shown).toHaveCount(40);
    const count = (verdict: string) => report.counts[verdict as 'doubt'];
    await search.getByLabel('判定').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(search.getByLabel('判定')).toHaveValue('doubt');
    await expect(shown).toHaveCount(count('doubt'));
    await page.keyboard.press('Tab');
    await expect(search.getByLabel('规则')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type('E7');
    const wanted = report.cases[0]?.findings.find(({ where }) => where[0]?.cell === 'E7');
    await expect(shown).toHaveCount(wanted?.verdict === 'doubt' ? 1 : 0);
    await expect(search.getByRole('status')).toHaveText(`${wanted?.verdict === 'doubt' ? 1 : 0} / 40 处`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(shown).toHaveCount(40);
    const rule = wanted?.rule ?? '';
    await search.getByLabel('规则').selectOption(rule);
    await expect(shown).toHaveCount(report.cases[0]?.findings.filter((one) => one.rule === rule).length ?? 0);
  });

  test('多个案例：筛到一条规则只留下有它的案例；排名的链接打开那个案例', async ({ page }, info) => {
    const report = await auditReportOf({ seed: 8, cases: 6, persons: 4, problems: (index) => index * 2 });
    await open(page, report, info);
    const heaviest = report.ranking[0]?.case ?? '';
    await page.locator('#cases').getByRole('link', { name: heaviest }).press('Enter');
    await expect(page.locator('#case-1')).toBeInViewport();
    await expect(page.locator('#case-1 .finding').first()).toBeVisible();
    const rule = report.cases.flatMap(({ findings }) => findings).find(({ verdict }) => verdict === 'violation')?.rule;
    await page
      .getByRole('search')
      .getByLabel('规则')
      .selectOption(rule ?? '');
    const having = report.cases.filter(({ findings }) =>
      findings.some((one) => one.rule === rule && (one.verdict === 'violation' || one.verdict === 'doubt')),
    );
    await expect(page.locator('.case:visible')).toHaveCount(having.length);
    await page
      .locator('#cases')
      .getByRole('link', { name: report.ranking.at(-1)?.case ?? '' })
      .press('Enter');
    await expect(page.locator('.case:visible')).toHaveCount(6);
  });

  test('每张图的标记与它的数字表相同，名称和说明读得出来', async ({ page }, info) => {
    const report = await auditReportOf({ seed: 9, problems: 4, persons: 60 });
    await open(page, { ...report, sample: auditSampleOf(report, { called: true }) }, info);
    await unfold(page);
    const marks = (chart: string) =>
      page.locator(`svg:has(> #${chart}-title) :is(rect, circle) > title`).allTextContents();
    const rows = (table: string) =>
      page
        .locator(`#${table} tbody tr`)
        .evaluateAll((all) =>
          all.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent ?? '')),
        );
    for (const svg of await page.locator('svg[role=img]').all()) {
      await expect(svg).toHaveAccessibleName(/.{4}/);
      await expect(svg).toHaveAccessibleDescription(/数字与表相同/);
    }
    await expect(page.locator('svg[role=img]')).toHaveCount(6);

    const bins = (await rows('minutes-table')).filter(([, count]) => count !== '0');
    expect(await marks('minutes')).toEqual(
      bins.map(([range, count]) => `${range?.replace('（不含）', '')} 分钟：${count}`),
    );
    expect(bins.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(60);
    const least = await rows('least-table');
    expect(await marks('least')).toEqual(least.map(([person, course, minutes]) => `${person}　${course}：${minutes}`));
    const hours = (await rows('sessions-table')).filter(([, count]) => count !== '0');
    expect(await marks('sessions-hours')).toEqual(hours.map(([hour, count]) => `${hour}：${count?.replace(',', '')}`));
    const used = (await page.locator('#sign-ins-table thead th').allTextContents()).slice(1, -1);
    const signed = (await rows('sign-ins-table')).flatMap(([day, ...counts]) =>
      used.map((hour, column) => [day, hour, counts[column]] as const).filter(([, , count]) => count !== '0'),
    );
    const shownDays = await marks('sign-ins-map');
    expect(shownDays.map((mark) => mark.replace(/ 周./, ''))).toEqual(
      signed.map(([day, hour, count]) => `${day?.slice(5)} ${hour}：${count} 次`),
    );
    const due = (await rows('due-dates')).flatMap(([, , , , , day]) => (day === '' ? [] : [day?.slice(5)]));
    const line = await page.locator('svg.time-line text').allTextContents();
    expect(line.flatMap((text) => /最迟 (\S{5})/.exec(text)?.[1] ?? [])).toEqual(due);
    const shares = await rows('shares-table');
    expect(await marks('shares')).toEqual(
      shares.map(([name, , , , , share, range]) => `${name}：${share}（${range}）`),
    );
  });

  test('柱子的高矮合乎数字', async ({ page }, info) => {
    await open(page, await auditReportOf({ seed: 9, persons: 60 }), info);
    const bars = await page
      .locator('svg:has(> #sessions-hours-title) rect:has(> title)')
      .evaluateAll((all) =>
        all.map((bar) => [Number(/：(\d+)/.exec(bar.textContent ?? '')?.[1]), Number(bar.getAttribute('height'))]),
      );
    const [first = 0, tall = 0] = bars[0] ?? [];
    expect(bars.length).toBeGreaterThan(3);
    for (const [count = 0, height = 0] of bars) expect(Math.abs(height / tall - count / first)).toBeLessThan(0.02);
  });

  test('不用脚本也读得全', async ({ page, browser }, info) => {
    const report = await auditReportOf({ seed: 4, cases: 4, problems: 3 });
    const path = await open(page, report, info);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${pathToFileURL(path)}#case-4`);
    await expect(plain.locator('#case-4 .finding').first()).toBeVisible();
    await expect(plain.getByRole('search')).toBeHidden();
    for (const index of [0, 1, 2]) await plain.locator('.case > summary').nth(index).click();
    await expect(plain.locator('.finding:visible')).toHaveCount(12);
    await context.close();
  });

  test('四百个案例、数千处问题：打开得了，筛得动，列不下的写明在哪里', async ({ page }, info) => {
    const report = await auditReportOf({
      seed: 5,
      cases: 400,
      persons: 8,
      problems: (index) => (index % 3 === 0 ? 50 : 0),
    });
    await open(page, report, info);
    await expect(page.locator('#cases tbody tr')).toHaveCount(400);
    await expect(page.locator('.finding')).toHaveCount(134 * 44);
    await expect(page.locator('.left-out')).toHaveText(
      Array.from({ length: 134 }, () => /^另有 6 处问题未在本页列出，全部见 audit.xlsx/),
    );
    await page.getByRole('search').getByLabel('文字').fill('案例400');
    await expect(page.locator('.case:visible')).toHaveCount(1);
  });
});
