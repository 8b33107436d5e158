import { writeFileSync } from 'node:fs';
import { PDF } from '@libpdf/core';
import { auditPage } from '../../audit/report/audit-html.ts';
import { coverOf } from '../../audit/report/report-cover.ts';
import { auditReportOf } from '../../fixtures/factories/audit-report.ts';
import { auditSampleOf } from '../../fixtures/factories/audit-sample.ts';
import { expect, test } from '../../fixtures/test.ts';
import { printPdf } from '../../scripts/audit/print-pdf.ts';

const DATE = '2022-07-01';

/** Radicals that share a glyph with a character, and that the browser names in its place (Unicode, CJK Radicals Supplement). */
const RADICALS: Readonly<Record<string, string>> = {
  '⻅': '见',
  '⻚': '页',
  '⻔': '门',
  '⻓': '长',
  '⻬': '齐',
  '⻩': '黄',
  戶: '户',
};

/** As a person reads it: blanks depend on how glyphs lie and say nothing. */
function read(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[⻅⻚⻔⻓⻬⻩戶]/g, (radical) => RADICALS[radical] ?? '');
}

async function pagesOf(pdf: Buffer): Promise<string[]> {
  const document = await PDF.load(new Uint8Array(pdf));
  return document.getPages().map((page) => read(page.extractText().text));
}

test.describe('打印的审计报告 audit.pdf', () => {
  test('封面自成一页：编号、日期、单位、工具版本、结论和被核查的文件；每页有页码、编号和非官方提示', async () => {
    const report = await auditReportOf({ seed: 2, problems: 12, persons: 40, kind: 'bundle' });
    const cover = coverOf(report, { date: DATE, by: '某区审计局' });
    const pages = await pagesOf(await printPdf(auditPage(report, { cover }), DATE));
    const [first = '', second = ''] = pages;
    for (const said of [cover.number, DATE, '某区审计局', cover.version, '发现违规', '清单校验值', '被核查单位'])
      expect(first).toContain(read(said));
    expect(first).not.toContain('金额汇总');
    expect(second).toContain('金额汇总');
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(read(`第${index + 1}页，共${pages.length}页`));
      expect(page).toContain(`报告编号${cover.number}`);
      expect(page).toContain(read('模拟环境·非官方网站'));
    }
    expect(pages.at(-1)).toContain('复核人');
  });

  test('折叠的内容都印出来，没有一条发现、一个人、一个文件缺失', async () => {
    const report = await auditReportOf({ seed: 4, cases: 3, problems: 4, persons: 12, kind: 'bundle' });
    const pdf = await printPdf(auditPage({ ...report, sample: auditSampleOf(report) }), DATE);
    const text = (await pagesOf(pdf)).join('');
    for (const { name, findings, amounts, files } of report.cases) {
      expect(text).toContain(name);
      for (const { message } of findings.filter(({ verdict }) => verdict === 'violation' || verdict === 'doubt'))
        expect(text).toContain(read(message));
      for (const { person } of amounts) expect(text).toContain(read(person));
      for (const { sha256 } of files) expect(text).toContain(sha256);
    }
    expect(text).toContain(read('各小时开始的学习」的数字'));
    expect(text).toContain('各层抽取了多少');
  });

  test('摘要每个案例只印问题的类别、处数和依据', async () => {
    const report = await auditReportOf({ seed: 4, cases: 3, problems: 4, persons: 12 });
    const printed = async (print: 'full' | 'summary') =>
      pagesOf(await printPdf(auditPage(report, { cover: coverOf(report, { print }) }), DATE));
    const [full, summary] = [await printed('full'), await printed('summary')];
    expect(summary.length).toBeLessThan(full.length);
    const text = summary.join('');
    for (const { findings } of report.cases)
      for (const { rule, message } of findings.filter(
        ({ verdict }) => verdict === 'violation' || verdict === 'doubt',
      )) {
        expect(text).toContain(read(report.rules.find(({ id }) => id === rule)?.title ?? rule));
        expect(text).not.toContain(read(message));
      }
    expect(text).toContain('打印的是摘要');
  });

  test('同一份报告印两次逐字节相同，里面没有本机路径，也没有打印的时刻', async () => {
    const report = await auditReportOf({ seed: 2, problems: 3, kind: 'bundle' });
    const page = auditPage(report, { cover: coverOf(report, { date: DATE }) });
    const [one, two] = [await printPdf(page, DATE), await printPdf(page, DATE)];
    expect(one.equals(two)).toBe(true);
    const text = one.toString('latin1');
    expect(text.match(/\/(CreationDate|ModDate) \(D:20220701000000/g)).toHaveLength(2);
    expect(text).not.toMatch(/file:|\/srv\/|\/URI/);
  });

  test('不认识折叠样式的浏览器打印时展开，印完收回', async ({ page, auditReport }, info) => {
    const path = info.outputPath('audit.html');
    writeFileSync(path, auditPage(await auditReportOf({ seed: 1, problems: 2 })));
    await page.addInitScript(() => {
      CSS.supports = () => false;
    });
    await auditReport.open(path);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect(page.getByRole('columnheader', { name: '开始的学习次数' })).toBeVisible();
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect(page.getByRole('columnheader', { name: '开始的学习次数' })).toBeHidden();
  });
});
