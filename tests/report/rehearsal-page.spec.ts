import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rehearsalIndex } from '../../audit/report/rehearsal-index.ts';
import { REPORT } from '../../evidence/layout.ts';
import { seriousViolations, unreachable } from '../../fixtures/accessibility.ts';
import { provesInclusion } from '../../fixtures/evidence/inclusion.ts';
import { ReportPage } from '../../fixtures/report-pages/report.page.ts';
import { expect, test } from '../../fixtures/test.ts';

// One rehearsal serves the whole file; a trace of a page of megabytes costs more than the test.
test.describe.configure({ mode: 'default' });
test.use({ trace: 'off' });

const textOf = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
const jsonOf = (folder: string, path: string) => JSON.parse(textOf(folder, path));

test.describe('演练报告', () => {
  test.beforeEach(async ({ rehearsalReport: report, rehearsed }) => {
    await report.open(join(rehearsed.folder, REPORT));
  });

  test.afterEach(({ rehearsalReport: report }) => {
    expect(report.outside, '报告向外取用').toEqual([]);
    expect(report.faults, '报告里的差错').toEqual([]);
  });

  test('双击打开即可阅读：没有无障碍问题，各种宽度和 A4 纸上都不溢出', { tag: '@a11y' }, async ({
    page,
    rehearsalReport: report,
  }) => {
    test.setTimeout(240_000); // axe looks at every cell of a page of a thousand rows, on two busy cores
    await expect(page.getByText('模拟环境 · 非官方网站').first()).toBeVisible();
    await expect(report.verdict).toContainText('全程办结');
    await report.unfold();
    expect(await seriousViolations(page)).toEqual([]);
    for (const width of [360, 640, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await report.overflow(), `${width} px`).toBe(0);
    }
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 703, height: 1000 }); // A4 less its margins
    expect(await report.overflow(), '打印').toBe(0);
  });

  test('每个控件都能用 Tab 键到达', { tag: '@a11y' }, async ({ page }) => {
    expect(await unreachable(page)).toEqual([]);
  });

  test('用键盘放大一张图、翻到下一张、按 Esc 返回', async ({ page, rehearsalReport: report }) => {
    const { thumbs } = report;
    await thumbs.first().focus();
    await page.keyboard.press('Enter');
    const viewer = report.viewer(1);
    await expect(viewer).toBeVisible();
    await expect(viewer.getByRole('link', { name: /关闭/ })).toBeFocused();
    await viewer.getByRole('link', { name: '下一步' }).press('Enter');
    await expect(report.viewer(2)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(report.viewers).toHaveCount(0);
    await expect(thumbs.nth(1)).toBeFocused();
  });

  test('各处数字与证据包一致', async ({ page, rehearsalReport: report, rehearsed: { folder } }) => {
    const receipts = jsonOf(folder, 'data/core/receipts.json');
    const lines = textOf(folder, 'data/core/journal.jsonl').trim().split('\n');
    const statement = JSON.parse(
      Buffer.from(jsonOf(folder, 'seal/run.sigstore.json').dsseEnvelope.payload, 'base64').toString(),
    );
    const digestOf = (name: string) =>
      statement.subject.find((subject: { name: string }) => subject.name === name).digest.sha256;
    await expect(report.root).toHaveText(digestOf('checkpoint'));
    await expect(report.coreDigest).toHaveText(digestOf('core'));
    await report.unfold();
    const rows = (name: string) => report.rows(name);
    await expect(rows('操作记录')).toHaveCount(lines.length);
    await expect(rows('操作记录').last()).toContainText(JSON.parse(lines.at(-1) ?? '').hash);
    await expect(rows('时限与进度')).toHaveCount(receipts.deadlines.length);
    for (const [index, { due = '', doneOn = '', owner }] of receipts.deadlines.entries())
      await expect(rows('时限与进度').nth(index)).toContainText(new RegExp(`${owner}.*${due}.*${doneOn}`));
    for (const { receipt } of [...receipts.filings, ...receipts.claims])
      await expect(page.getByText(receipt, { exact: true }).first()).toBeVisible();
    for (const { sha256, fileName } of receipts.materials) {
      await expect(page.getByAltText(new RegExp(fileName))).toBeVisible();
      await expect(page.getByText(sha256, { exact: true }).first()).toBeAttached();
    }
    const redacted: Record<string, number>[] = Object.values(jsonOf(folder, 'data/redaction.json').files);
    const heads = await report.table('脱敏').getByRole('columnheader').allTextContents();
    const totals = await report.table('脱敏').getByRole('row').last().getByRole('cell').allTextContents();
    expect(heads.slice(1)).toEqual([...new Set(redacted.flatMap((kinds) => Object.keys(kinds)))].sort());
    for (const [index, kind] of heads.slice(1).entries())
      expect(Number(totals[index]?.replaceAll(',', '')), kind).toBe(
        redacted.reduce((sum, kinds) => sum + (kinds[kind] ?? 0), 0),
      );
    const answers = lines.filter((line) => ['answer', 'upload', 'seal'].includes(JSON.parse(line).kind));
    await expect(rows('网络往来').getByRole('link')).toHaveCount(answers.length);
    await expect(page.getByText('有效：覆盖全文，签署后没有改动')).toBeVisible();
    expect(await report.letterPicture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  });

  test('筛选操作记录；从一步跳到它的那一条', async ({ rehearsalReport: report }) => {
    await report.stage(1).getByRole('link', { name: '第 2 条' }).click();
    await expect(report.line(2)).toBeInViewport();
    await report.journalFilter.fill('回执');
    await expect(report.rows('操作记录')).toHaveCount(2);
  });

  test('本页自查一致；改动任一处都说得出是哪里', async ({ rehearsalReport: report }) => {
    const { check, checkResult: result } = report;
    await check.click();
    await expect(result).toHaveText(/^一致：/);
    for (const [place, message] of [
      [report.cell('操作记录', 7, 5), /第 7 条的内容与其校验值不符/],
      [report.cell('核心文件', 1, 1), /核心文件与核心校验值不符/],
      [report.root, /操作记录与总校验值不符/],
    ] as const) {
      const before = await place.textContent();
      await place.evaluate((element) => element.append('0'));
      await check.click();
      await expect(result).toHaveText(message);
      await place.evaluate((element, text) => element.replaceChildren(text ?? ''), before);
    }
    await report.picture(2).evaluate((image: HTMLImageElement) => {
      image.src = `${image.src.slice(0, -8)}AAAAAAA=`;
    });
    await check.click();
    await expect(result).toHaveText(/第 2 步.*内容与其校验值不符/);
  });

  test('给出的一条证明可对着封存的总校验值单独核验', async ({ rehearsalReport: report, rehearsed: { folder } }) => {
    const lines = textOf(folder, 'data/core/journal.jsonl').trim().split('\n');
    const root = Buffer.from(textOf(folder, 'seal/checkpoint').split('\n')[2] ?? '', 'base64');
    for (const seq of [0, 5, lines.length - 1]) {
      await report.sequence.fill(String(seq));
      await report.prove.click();
      await expect(report.proof).toContainText(`"seq": ${seq},`);
      const { line, size, proof } = JSON.parse((await report.proof.textContent()) ?? '');
      expect(line).toBe(lines[seq]);
      const siblings = proof.map((hash: string) => Buffer.from(hash, 'hex'));
      expect(provesInclusion(Buffer.from(line), seq, size, siblings, root)).toBe(true);
    }
  });
});

test(
  '四百个案例的总览：未办结的在前，可排序、可筛选，没有无障碍问题，不用脚本也读得全',
  { tag: '@a11y' },
  async ({ page, browser, rehearsed: { result } }, info) => {
    const many = Array.from({ length: 400 }, (_, index) => ({
      ...result,
      case: `案例${index + 1}`,
      ...(index % 40 === 7 && { outcome: 'stopped' as const, problem: '在「导入学员」停下：已逾期。' }),
      claims: [{ receipt: `SQ${index}`, status: '已拨付', amount: 600 * (index + 1), lines: [] }],
    }));
    const path = info.outputPath('index.html');
    writeFileSync(path, rehearsalIndex(many));
    await page.goto(String(pathToFileURL(path)));
    const report = new ReportPage(page);
    const rows = report.rows('各案例');
    await expect(rows.first()).toContainText('停下');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: '补贴合计' }).click();
    await expect(rows.first()).toContainText('案例1');
    await page.getByRole('button', { name: '补贴合计' }).click();
    await expect(rows.first()).toContainText('240,000');
    await expect(page.getByRole('columnheader', { name: '补贴合计' })).toHaveAttribute('aria-sort', 'descending');
    await page.getByLabel('筛选').fill('停下');
    await expect(rows).toHaveCount(10);
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(String(pathToFileURL(path)));
    await expect(new ReportPage(plain).rows('各案例')).toHaveCount(400);
    await expect(plain.getByLabel('筛选')).toBeHidden();
    await plain.context().close();
  },
);
