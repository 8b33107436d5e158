import { writeFileSync } from 'node:fs';
import type { TestInfo } from '@playwright/test';
import { auditPage } from '../../audit/report/audit-html.ts';
import type { AuditReport } from '../../audit/report/audit-report.ts';
import { isProblem } from '../../domain/finding.ts';
import { seriousViolations, unreachable } from '../../fixtures/accessibility.ts';
import { auditReportOf } from '../../fixtures/factories/audit-report.ts';
import { auditSampleOf } from '../../fixtures/factories/audit-sample.ts';
import { AuditReportPage } from '../../fixtures/report-pages/audit-report.page.ts';
import { expect, test } from '../../fixtures/test.ts';

// A trace of pages of megabytes costs more than the tests.
test.use({ trace: 'off' });

function written(report: AuditReport, info: TestInfo): string {
  const path = info.outputPath('audit.html');
  writeFileSync(path, auditPage(report));
  return path;
}

test.describe('审计报告 audit.html', () => {
  test.afterEach(({ auditReport }) => {
    expect(auditReport.outside, '报告向外取用').toEqual([]);
    expect(auditReport.faults, '报告里的差错').toEqual([]);
  });

  test(
    '一个证据包：没有无障碍问题，各种宽度和 A4 纸上都不溢出',
    { tag: '@a11y' },
    async ({ page, auditReport }, info) => {
      test.setTimeout(240_000); // axe looks at every cell, on two busy cores
      const report = await auditReportOf({ seed: 2, problems: 12, persons: 40, kind: 'bundle' });
      await auditReport.open(written({ ...report, sample: auditSampleOf(report, { called: true }) }, info));
      await expect(auditReport.verdict).toContainText('处违规');
      await auditReport.unfold();
      for (const width of [360, 768, 1440, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await auditReport.overflow(), `${width} px`).toBe(0);
        if (width === 360 || width === 1440) expect(await seriousViolations(page), `${width} px`).toEqual([]);
      }
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 703, height: 1000 }); // A4 less its margins
      expect(await auditReport.overflow(), '打印').toBe(0);
    },
  );

  test('多个案例：没有无障碍问题，每个控件都能用 Tab 键到达', { tag: '@a11y' }, async ({ page, auditReport }, info) => {
    test.setTimeout(240_000); // axe looks twice at every cell of four cases, on two busy cores
    await auditReport.open(
      written(await auditReportOf({ seed: 4, cases: 4, persons: 12, problems: (index) => index }), info),
    );
    expect(await unreachable(page)).toEqual([]);
    await auditReport.unfold();
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 900 });
    expect(await auditReport.overflow()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('只用键盘按判定、规则和文字筛选，再全部显示', async ({ page, auditReport }, info) => {
    const report = await auditReportOf({ seed: 6, problems: 40 });
    await auditReport.open(written(report, info));
    const { search, verdictFilter, ruleFilter, findings: shown } = auditReport;
    await expect(shown).toHaveCount(40);
    const count = (verdict: string) => report.counts[verdict as 'doubt'];
    await verdictFilter.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(verdictFilter).toHaveValue('doubt');
    await expect(shown).toHaveCount(count('doubt'));
    await page.keyboard.press('Tab');
    await expect(ruleFilter).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type('E7');
    const wanted = report.cases[0]?.findings.find(({ where }) => where[0]?.cell === 'E7');
    await expect(shown).toHaveCount(wanted?.verdict === 'doubt' ? 1 : 0);
    await expect(search.getByRole('status')).toHaveText(`${wanted?.verdict === 'doubt' ? 1 : 0} / 40 处`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(shown).toHaveCount(40);
    const rule = wanted?.rule ?? '';
    await ruleFilter.selectOption(rule);
    await expect(shown).toHaveCount(report.cases[0]?.findings.filter((one) => one.rule === rule).length ?? 0);
  });

  test('多个案例：筛到一条规则只留下有它的案例；排名的链接打开那个案例', async ({ auditReport }, info) => {
    const report = await auditReportOf({ seed: 8, cases: 6, persons: 4, problems: (index) => index * 2 });
    await auditReport.open(written(report, info));
    const heaviest = report.ranking[0]?.case ?? '';
    await auditReport.openFromRanking(heaviest);
    await expect(auditReport.opened(heaviest)).toBeInViewport();
    await expect(auditReport.findings.first()).toBeVisible();
    const rule = report.cases.flatMap(({ findings }) => findings).find(({ verdict }) => verdict === 'violation')?.rule;
    await auditReport.ruleFilter.selectOption(rule ?? '');
    const having = report.cases.filter(({ findings }) => findings.some((one) => one.rule === rule && isProblem(one)));
    await expect(auditReport.cases).toHaveCount(having.length);
    await auditReport.openFromRanking(report.ranking.at(-1)?.case ?? '');
    await expect(auditReport.cases).toHaveCount(6);
  });

  test('每张图的标记与它的数字表相同，名称和说明读得出来', async ({ auditReport }, info) => {
    const report = await auditReportOf({ seed: 9, problems: 4, persons: 60 });
    await auditReport.open(written({ ...report, sample: auditSampleOf(report, { called: true }) }, info));
    await auditReport.unfold();
    for (const svg of await auditReport.charts.all()) {
      await expect(svg).toHaveAccessibleDescription(/数字与表相同/);
    }
    await expect(auditReport.charts).toHaveCount(6);

    const bins = (await auditReport.cells('学习时长的分布的数字')).filter(([, count]) => count !== '0');
    expect(await auditReport.marks(/^学习时长的分布/)).toEqual(
      bins.map(([range, count]) => `${range?.replace('（不含）', '')} 分钟：${count}`),
    );
    expect(bins.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(60);
    const least = await auditReport.cells(/^时长最少的.*的数字$/);
    expect(await auditReport.marks(/^时长最少的/)).toEqual(
      least.map(([person, course, minutes]) => `${person}　${course}：${minutes}`),
    );
    const hours = (await auditReport.cells('各小时开始的学习的数字')).filter(([, count]) => count !== '0');
    expect(await auditReport.marks(/^各小时开始的学习/)).toEqual(
      hours.map(([hour, count]) => `${hour}：${count?.replace(',', '')}`),
    );
    const used = (await auditReport.table('签到时间的数字').getByRole('columnheader').allTextContents()).slice(1, -1);
    const signed = (await auditReport.cells('签到时间的数字')).flatMap(([day, ...counts]) =>
      used.map((hour, column) => [day, hour, counts[column]] as const).filter(([, , count]) => count !== '0'),
    );
    const shownDays = await auditReport.marks(/^签到时间/);
    expect(shownDays.map((mark) => mark.replace(/ 周./, ''))).toEqual(
      signed.map(([day, hour, count]) => `${day?.slice(5)} ${hour}：${count} 次`),
    );
    const due = (await auditReport.cells('时间线的数字')).flatMap(([, , , , , day]) =>
      day === '' ? [] : [day?.slice(5)],
    );
    const line = await auditReport.chartTexts(/^时间线/);
    expect(line.flatMap((text) => /最迟 (\S{5})/.exec(text)?.[1] ?? [])).toEqual(due);
    const shares = await auditReport.cells('学员确认参训的比例的数字');
    expect(await auditReport.marks(/^学员确认参训/)).toEqual(
      shares.map(([name, , , , , share, range]) => `${name}：${share}（${range}）`),
    );
  });

  test('柱子的高矮合乎数字', async ({ auditReport }, info) => {
    await auditReport.open(written(await auditReportOf({ seed: 9, persons: 60 }), info));
    const bars = await auditReport.bars(/^各小时开始的学习/);
    const [first = 0, tall = 0] = bars[0] ?? [];
    expect(bars.length).toBeGreaterThan(3);
    for (const [count = 0, height = 0] of bars) expect(Math.abs(height / tall - count / first)).toBeLessThan(0.02);
  });

  test('不用脚本也读得全', async ({ auditReport, browser }, info) => {
    const report = await auditReportOf({ seed: 4, cases: 4, problems: 3 });
    const path = written(report, info);
    await auditReport.open(path);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    const read = new AuditReportPage(plain);
    await read.open(path, '#case-4');
    await expect(read.findings.first()).toBeVisible();
    await expect(read.search).toBeHidden();
    for (const place of [1, 2, 3]) await read.case(place).click();
    await expect(read.findings).toHaveCount(12);
    await context.close();
  });

  test('四百个案例、数千处问题：打开得了，筛得动，列不下的写明在哪里', async ({ auditReport }, info) => {
    test.setTimeout(240_000); // a page of four hundred cases, on two busy cores
    const report = await auditReportOf({
      seed: 5,
      cases: 400,
      persons: 8,
      problems: (index) => (index % 3 === 0 ? 50 : 0),
    });
    await auditReport.open(written(report, info));
    await expect(auditReport.rows('按问题轻重排列')).toHaveCount(400);
    await expect(auditReport.allFindings).toHaveCount(134 * 44);
    await expect(auditReport.leftOut).toHaveText(
      Array.from({ length: 134 }, () => /^另有 6 处问题未在本页列出，全部见 audit.xlsx/),
    );
    await auditReport.textFilter.fill('案例400');
    await expect(auditReport.cases).toHaveCount(1);
  });
});
