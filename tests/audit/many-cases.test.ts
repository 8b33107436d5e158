import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import ExcelJS from 'exceljs';
import type { Finding } from '../../domain/finding.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { sketchesOf } from '../../fixtures/factories/defects/try.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';

const check = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/check.ts', ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });

/** Three units; the third borrows a trainee and a scan from the first and has a strange account; one file cannot be read. */
async function writeFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'many-'));
  const cases = [31, 32, 33].map((seed) => cleanCase(seed, { projects: 1, traineesPerProject: 3 }));
  const images = cases.map((material, index) => sketchesOf(material, index));
  const [first, , third] = cases;
  const [lent] = first?.roster ?? [];
  const [borrowed] = third?.roster ?? [];
  if (third === undefined || lent === undefined || borrowed === undefined) throw new Error('three cases have trainees');
  const { idNumber } = borrowed;
  for (const rows of [third.roster, third.signIns, third.sessions, third.questions, third.exams])
    for (const row of rows) if (row.idNumber === idNumber) row.idNumber = lent.idNumber;
  third.enterprise.accountName = '上海别家样例物业有限公司';
  const page = '培训方案-1.jpg';
  images[2]?.set(page, images[0]?.get(page) ?? new Uint8Array());
  for (const [index, material] of cases.entries()) {
    await writeCaseFolder(material, join(folder, `企业${index + 1}`), images[index] ?? new Map());
  }
  mkdirSync(join(folder, '企业4'));
  writeFileSync(join(folder, '企业4', 'case.xlsx'), '');
  return folder;
}

describe('一个文件夹中的许多案例', () => {
  let folder: string;
  before(async () => {
    folder = await writeFolder();
  });
  test('跨案例规则指出两家企业的同一学员和同一扫描件，位置写明案例', () => {
    const answer = check(folder, '--json');
    assert.equal(answer.status, 1);
    const { findings } = JSON.parse(answer.stdout) as { findings: Finding[] };
    const of = (rule: string) => findings.filter((finding) => finding.rule === rule && finding.verdict === 'violation');
    assert.deepEqual(
      of('people/one-unit').map(({ where }) => where.map(({ file }) => file)),
      [
        ['企业1/case.xlsx', '企业3/case.xlsx'],
        ['企业3/case.xlsx', '企业1/case.xlsx'],
      ],
    );
    assert.deepEqual(
      of('papers/scan-once').map(({ where }) => where.map(({ file, cell }) => `${file} ${cell}`)),
      [['企业3/case.xlsx B3', '企业1/case.xlsx B3']],
    );
  });
  test('读不了的一个案例不妨碍其余案例，并被列出', () => {
    const { findings } = JSON.parse(check(folder, '--json').stdout) as { findings: Finding[] };
    const unreadable = findings.filter(({ rule }) => rule === 'reader/unreadable');
    assert.deepEqual(
      unreadable.map(({ subject }) => subject),
      ['企业4'],
    );
    assert.match(unreadable[0]?.message ?? '', /空文件/);
  });
  test('读不了的案例和各表的对应也在 JSON 里', () => {
    const { unreadable, mapping } = JSON.parse(check(folder, '--json').stdout) as {
      unreadable: { file: string; problem: string }[];
      mapping: { file: string; table: string; headerRow: number; columns: Record<string, string> }[];
    };
    assert.deepEqual(
      unreadable.map(({ file, problem }) => [file, /空文件/.test(problem)]),
      [[join(folder, '企业4'), true]],
    );
    const rosters = mapping.filter(({ table }) => table === '学员花名册');
    assert.deepEqual(
      rosters.map(({ file, headerRow, columns }) => [file, headerRow, columns.身份证号]),
      [1, 2, 3].map((company) => [`企业${company}/case.xlsx`, 1, '身份证号']),
    );
  });
  test('按涉及的补贴金额给出案例的排列', () => {
    const { ranking } = JSON.parse(check(folder, '--json').stdout) as {
      ranking: { case: string; stake: { violation: { yuan: number } } }[];
    };
    assert.deepEqual(
      ranking.map(({ case: name }) => name),
      ['企业3', '企业1', '企业4', '企业2'],
    );
    const amounts = ranking.map(({ stake }) => stake.violation.yuan);
    assert.ok((amounts[0] ?? 0) > (amounts[1] ?? 0) && (amounts[1] ?? 0) > 0);
    assert.match(
      check(folder).stdout,
      /按涉及的补贴金额和人次排列（错误在先）：\n1\. 企业3：错误 4 处，涉及 [\d,]+ 人次、[\d,]+ 元；存疑 1 处/,
    );
  });
  test('结论与进程所在时区无关', () => {
    const answers = ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].map(
      (TZ) =>
        spawnSync(process.execPath, ['scripts/check.ts', folder, '--json'], {
          encoding: 'utf8',
          maxBuffer: 1 << 26,
          env: { ...process.env, TZ },
        }).stdout,
    );
    assert.ok((answers[0] ?? '').length > 1000);
    assert.equal(new Set(answers).size, 1);
  });
  test('存疑不使退出码为 1', async () => {
    const own = mkdtempSync(join(tmpdir(), 'doubt-'));
    const material = cleanCase(34, { projects: 1, traineesPerProject: 3 });
    const [project] = material.projects;
    if (project !== undefined) project.costPerPerson = 500;
    await writeCaseFolder(material, own, sketchesOf(material, 34));
    const answer = check(own, '--json');
    assert.equal(JSON.parse(answer.stdout).counts.doubt, 1);
    assert.equal(answer.status, 0);
  });
  test('--out 的副本也标注规则发现的单元格', async () => {
    const out = join(folder, '标注.xlsx');
    assert.equal(check(join(folder, '企业3'), '--out', out).status, 1);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(out);
    const cell = workbook.getWorksheet('企业信息')?.getCell('B12');
    assert.equal(cell?.fill?.type, 'pattern');
    assert.match(JSON.stringify(cell?.note), /只能拨付到本单位账户/);
  });
});
