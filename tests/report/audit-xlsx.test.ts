import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type ExcelJS from 'exceljs';
import type { AuditReport } from '../../audit/report/audit-report.ts';
import { opened, partsOf, repairs, sheetOf } from '../../fixtures/matchers/workbook.ts';

const SHEETS = [
  '概览',
  '判定',
  '问题',
  '期限',
  '金额',
  '抽样',
  '抽样分层',
  '现场检查',
  '回访估计',
  '规则',
  '证据索引',
  '符合与不适用',
];

const audit = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/audit.ts', ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });

describe('审计工作簿', () => {
  let folder: string;
  let bytes: Buffer;
  let book: ExcelJS.Workbook;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'audit-xlsx-'));
    const answer = audit(
      'fixtures/cases/broken',
      'fixtures/cases/sample',
      '--out',
      join(folder, '报告'),
      '--call-list',
      join(folder, 'call.xlsx'),
    );
    assert.equal(answer.status, 1, answer.stderr);
    assert.match(answer.stderr, /电话回访表：.*call\.xlsx。含完整的姓名和手机号/);
    bytes = readFileSync(join(folder, '报告', 'audit.xlsx'));
    book = await opened(bytes);
  });

  test('各工作表齐全，每张都写明模拟环境、表头固定、可筛选、按 A4 横向打印', () => {
    assert.deepEqual(
      book.worksheets.map(({ name }) => name),
      SHEETS,
    );
    for (const { name } of book.worksheets) {
      const { sheet, header } = sheetOf(book, name);
      assert.match(String(sheet.getCell('A1').value), /模拟环境 · 非官方网站/, name);
      assert.match(sheet.headerFooter.oddHeader ?? '', /模拟环境 · 非官方网站/);
      assert.match(sheet.headerFooter.oddFooter ?? '', /第 &P 页，共 &N 页/);
      const { paperSize, orientation, fitToWidth, printTitlesRow } = sheet.pageSetup;
      assert.deepEqual([paperSize, orientation, (fitToWidth ?? 0) >= 1], [9, 'landscape', true], name);
      if (sheet.autoFilter === undefined || sheet.autoFilter === null) continue;
      assert.equal(printTitlesRow, `${header}:${header}`, name);
      assert.match(String(sheet.autoFilter), new RegExp(`^A${header}:`), name);
      assert.deepEqual({ ...sheet.views[0] }, { ...sheet.views[0], state: 'frozen', ySplit: header });
    }
  });
  test('不用修复就能打开：名称、链接、筛选、下拉列表都合规', async () => {
    assert.deepEqual(await repairs(bytes), []);
    assert.deepEqual(await repairs(readFileSync(join(folder, 'call.xlsx'))), []);
  });
  test('数是数，日期是日期，合计是随筛选变化的公式', () => {
    const deadlines = sheetOf(book, '期限');
    assert.ok(deadlines.cell(1, '起算日').value instanceof Date);
    assert.equal(deadlines.cell(1, '起算日').numFmt, 'yyyy-mm-dd');
    const amounts = sheetOf(book, '金额');
    assert.equal(typeof amounts.cell(1, '学习时长（分钟）').value, 'number');
    assert.equal(amounts.cell(1, '按标准应补贴（元）').numFmt, '#,##0.00');
    const total = amounts.cell(-1, '按标准应补贴（元）').value as ExcelJS.CellFormulaValue;
    assert.match(total.formula, /^SUBTOTAL\(109,I\d+:I\d+\)$/);
    assert.equal(total.result, 36_000);
    const overview = sheetOf(book, '概览');
    assert.equal(typeof overview.cell(1, '违规涉及（元）').value, 'number');
    assert.equal(overview.cell(1, '案例').value, 'broken');
  });
  test('规则链接到规则表的那一行，位置链接到案例文件的那一格', async () => {
    const problems = sheetOf(book, '问题');
    const parts = await partsOf(bytes);
    const sheet = parts.get('xl/worksheets/sheet3.xml') ?? '';
    const of = (address: string) => new RegExp(`<hyperlink ref="${address}"([^>]*)/>`).exec(sheet)?.[1] ?? '';
    // The first is that there are two versions of one case; the one after it has a cell.
    const row = Number(/location="&apos;规则&apos;!A(\d+)"/.exec(of(problems.cell(1, '问题类别').address))?.[1]);
    const { cell: ruleCell, header } = sheetOf(book, '规则');
    assert.equal(ruleCell(row - header, '应当符合').text, problems.cell(1, '问题类别').text);
    for (let at = 1; at <= problems.sheet.rowCount - problems.header; at += 1)
      assert.doesNotMatch(problems.cell(at, '问题类别').text, /[a-z]{3}/);
    const place = of(problems.cell(2, '位置').address);
    assert.match(place, /r:id="rId\d+" location="&apos;企业信息&apos;!B3"/);
    const id = /r:id="([^"]+)"/.exec(place)?.[1];
    const target =
      new RegExp(`Id="${id}"[^>]*Target="([^"]*)"`).exec(parts.get('xl/worksheets/_rels/sheet3.xml.rels') ?? '')?.[1] ??
      '';
    assert.ok(statSync(join(folder, '报告', decodeURIComponent(target))).isFile(), target);
    assert.match(target, /\.\..*fixtures\/cases\/broken\/case\.xlsx$/);
  });
  test('概览写明结论和报告编号，证据索引列出每个被核查的文件', () => {
    const notes = JSON.stringify(book.getWorksheet('概览')?.getColumn(1).values);
    assert.match(notes, /结论：发现违规。.*报告编号 HC(-[0-9A-F]{4}){4}/);
    const { cell } = sheetOf(book, '证据索引');
    const digest = createHash('sha256').update(readFileSync('fixtures/cases/broken/case.xlsx')).digest('hex');
    assert.deepEqual([cell(1, '案例').value, cell(1, 'SHA-256').value], ['broken', digest]);
  });
  test('问题表列出每一处错误和存疑，其余结论另成一表', () => {
    const report = JSON.parse(readFileSync(join(folder, '报告', 'audit.json'), 'utf8')) as AuditReport & {
      findings: { verdict: string }[];
    };
    const rows = (name: string) => {
      const { sheet, header } = sheetOf(book, name);
      return sheet.rowCount - header;
    };
    assert.equal(rows('问题'), report.counts.violation + report.counts.doubt + report.counts.format);
    assert.equal(rows('符合与不适用'), report.counts.pass + report.counts['not-applicable']);
    assert.equal(rows('抽样'), report.sample?.drawn);
    const verdicts = sheetOf(book, '判定');
    assert.match(String(verdicts.cell(1, 'broken').value), /^(违规（\d+）|疑点（\d+）|符合|不适用)$/);
  });
  test('报告和 JSON 中没有完整的姓名、手机号；回访表只有本人能读', async () => {
    const text =
      [...(await partsOf(bytes)).values()].join('\n') +
      ['audit.json', 'audit.html'].map((name) => readFileSync(join(folder, '报告', name), 'utf8')).join('\n');
    const call = sheetOf(await opened(readFileSync(join(folder, 'call.xlsx'))), '回访表');
    for (let row = 1; row <= call.sheet.rowCount - call.header; row += 1)
      for (const header of ['姓名', '手机号']) {
        const value = String(call.cell(row, header).value);
        assert.ok(value.length > 1 && !text.includes(value), value);
      }
    assert.equal(statSync(join(folder, 'call.xlsx')).mode & 0o777, 0o600);
    assert.deepEqual(
      readdirSync(join(folder, '报告')).filter((name) => /call|回访/.test(name)),
      [],
    );
  });
  test('已有的回访表不会被覆盖', () => {
    const path = join(folder, 'call.xlsx');
    const before = readFileSync(path);
    const answer = audit('fixtures/cases/sample', '--out', join(folder, '再次'), '--call-list', path);
    assert.equal(answer.status, 2);
    assert.match(answer.stderr, /已经存在，其中可能有填好的回访结果，没有覆盖/);
    assert.deepEqual(readFileSync(path), before);
  });
  test('回访表读回后写入报告；别的种子值被拒绝', async () => {
    const filled = await opened(readFileSync(join(folder, 'call.xlsx')));
    const { cell } = sheetOf(filled, '回访表');
    for (const [header, value] of Object.entries({
      是否接通: '空号或停机',
      拨打次数: 1,
      回访人: '回访员甲',
      日期: new Date('2022-06-20T00:00:00Z'),
    }))
      cell(1, header).value = value;
    const path = join(folder, '填好.xlsx');
    writeFileSync(path, new Uint8Array(await filled.xlsx.writeBuffer()));
    const given = ['fixtures/cases/broken', 'fixtures/cases/sample', '--out', join(folder, '读回'), '--answers', path];
    assert.equal(audit(...given).status, 1);
    const read = await opened(readFileSync(join(folder, '读回', 'audit.xlsx')));
    assert.equal(sheetOf(read, '抽样').cell(1, '是否接通').value, '空号或停机');
    const rules = JSON.stringify(read.getWorksheet('问题')?.getColumn(4).values);
    assert.match(rules, /登记的电话能联系到学员本人/);
    assert.equal(sheetOf(read, '回访估计').cell(1, '已回访').value, 1);
    const other = audit(...given, '--seed', '2');
    assert.equal(other.status, 2);
    assert.match(other.stderr, /^.*请加 --seed 1 重新运行.*$/m);
  });
  test('同样的案例在任何时区得到逐字节相同的工作簿', () => {
    const digests = ['Asia/Shanghai', 'America/New_York'].map((TZ) => {
      const out = join(folder, TZ.replace('/', '-'));
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out);
      const list = join(out, 'call.xlsx');
      const env = { ...process.env, TZ };
      spawnSync(process.execPath, ['scripts/audit.ts', 'fixtures/cases/broken', '--out', out, '--call-list', list], {
        env,
      });
      return ['audit.xlsx', 'call.xlsx'].map((name) =>
        createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex'),
      );
    });
    assert.deepEqual(digests[0], digests[1]);
  });
});
