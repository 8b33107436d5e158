import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import { z } from 'zod';
import { Finding } from '../../domain/finding.ts';
import { FAULTS } from '../../fixtures/factories/broken.ts';

const run = (command: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/${command}.ts`, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
const folder = () => mkdtempSync(join(tmpdir(), 'command-'));

describe('check', () => {
  test('没有问题退出码 0，有错误 1，无法读取 2', () => {
    assert.equal(run('check', 'fixtures/cases/sample').status, 0);
    assert.equal(run('check', 'fixtures/cases/broken').status, 1);
    const missing = run('check', '没有这个案例');
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^找不到案例「没有这个案例」[^\n]*\n$/);
  });
  test('--json 只输出一份 JSON，格式与约定一致', () => {
    const answer = run('check', 'fixtures/cases/broken', '--json');
    const { findings, counts } = z
      .object({ findings: z.array(Finding), counts: z.record(z.string(), z.number()) })
      .parse(JSON.parse(answer.stdout));
    assert.equal(findings.filter((finding) => finding.verdict === 'violation').length, counts.violation);
    for (const fault of FAULTS)
      assert.ok(
        findings.some(
          ({ rule, where }) => rule === fault.rule && where[0]?.sheet === fault.sheet && where[0].cell === fault.cell,
        ),
        `${fault.what}（${fault.rule} ${fault.sheet} ${fault.cell}）`,
      );
    for (const { message, subject, evidence } of findings)
      assert.doesNotMatch([message, subject, ...evidence].join(' '), /\d{15,}|1[3-9]\d{9}/, '号码须遮住');
  });
  test('--out 的副本给每个问题单元格着色、加批注，首表列出全部问题并带链接', async () => {
    const path = join(folder(), 'marked.xlsx');
    assert.equal(run('check', 'fixtures/cases/broken', '--out', path).status, 1);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    for (const fault of FAULTS) {
      const cell = workbook.getWorksheet(fault.sheet)?.getCell(fault.cell);
      assert.equal(cell?.fill?.type, 'pattern', `${fault.sheet} ${fault.cell}`);
      assert.ok(cell?.note, `${fault.sheet} ${fault.cell}`);
    }
    const untouched = workbook.getWorksheet('学员花名册')?.getCell('C40');
    assert.notEqual((untouched?.fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb, 'FFF8C9C4');
    const list = workbook.getWorksheet('核查结果');
    assert.equal(workbook.worksheets[0]?.name, '核查结果');
    let links = 0;
    list?.getColumn(4).eachCell((cell) => {
      if (cell.type === ExcelJS.ValueType.Hyperlink) links += 1;
    });
    assert.ok(links >= FAULTS.length, String(links));
  });
});

describe('template', () => {
  test('样例由种子值生成，与在库的样例逐字节相同', () => {
    const dir = join(folder(), 'sample');
    assert.equal(run('template', dir, '--sample').status, 0);
    for (const name of ['case.xlsx', 'materials/培训方案-1.jpg', 'materials/营业执照.jpg']) {
      assert.ok(readFileSync(join(dir, name)).equals(readFileSync(join('fixtures/cases/sample', name))), name);
    }
  });
  test('空白模板有下拉选项、批注、文本格式和示例行，示例行不会被当作数据', async () => {
    const dir = join(folder(), 'blank');
    assert.equal(run('template', dir).status, 0);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(dir, 'case.xlsx'));
    const roster = workbook.getWorksheet('学员花名册');
    assert.equal(roster?.getCell('A2').value, '示例');
    assert.equal(roster?.getCell('E3').dataValidation?.type, 'list');
    assert.equal(roster?.getCell('C3').numFmt, '@');
    assert.ok(roster?.getCell('C1').note);
    const { findings } = JSON.parse(run('check', dir, '--json').stdout);
    assert.ok(findings.some((finding: { rule: string }) => finding.rule === 'reader/empty-sheet'));
  });
  test('已有内容的文件夹不会被覆盖', () => {
    const answer = run('template', 'fixtures/cases/sample', '--sample');
    assert.equal(answer.status, 2);
    assert.match(answer.stderr, /已有内容/);
  });
});
