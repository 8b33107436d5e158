import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { RehearsalResult } from '../../audit/report/rehearsal-result.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import { FAULTS } from '../../fixtures/factories/broken.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'rehearse-'));
const rehearse = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['scripts/rehearse.ts', ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
const resultOf = (out: string, name: string) =>
  RehearsalResult.parse(JSON.parse(readFileSync(join(out, name, 'data/reports/result.json'), 'utf8')));

describe('rehearse', () => {
  test('十个案例两路并行：每个案例的回执、学员和文件都是自己的', async () => {
    const [cases, out] = [folder(), folder()];
    const made = Array.from({ length: 10 }, (_, index) =>
      caseOf({
        seed: 100 + index,
        name: `企业${index}`,
        projects: 1 + (index % 2),
        traineesPerProject: 2 + (index % 3),
      }),
    );
    for (const [index, material] of made.entries()) await writeCaseFolder(material, join(cases, material.name), index);
    const run = rehearse([cases, '--out', out, '--workers', '2']);
    assert.equal(run.status, 0, run.stdout + run.stderr);
    const { cases: summary } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    assert.equal(summary.length, 10);
    const receipts = summary.flatMap((one: { filingReceipts: string[] }) => one.filingReceipts);
    assert.equal(receipts.length, 15);
    assert.equal(new Set(receipts).size, 15);
    assert.equal(new Set(summary.flatMap((one: { claimReceipts: string[] }) => one.claimReceipts)).size, 10);
    for (const material of made) {
      const result = resultOf(out, material.name);
      assert.equal(result.enterprise, material.enterprise.name);
      assert.deepEqual(
        result.filings.map((filing) => [filing.course, filing.plannedTrainees]),
        material.projects.map((project) => [project.course, project.plannedTrainees]),
      );
      assert.deepEqual(
        result.claims.map(({ status, lines }) => [status, lines.map((line) => line.traineesMasked)]),
        [
          [
            '已拨付',
            material.projects.map(({ course }) =>
              material.roster.filter((entry) => entry.course === course).map((entry) => maskIdNumber(entry.idNumber)),
            ),
          ],
        ],
      );
      assert.deepEqual(
        result.materials.map(({ fileName, sha256 }) => [fileName, sha256]),
        material.materials.map(({ fileName }) => [
          fileName,
          createHash('sha256')
            .update(readFileSync(join(cases, material.name, 'materials', fileName)))
            .digest('hex'),
        ]),
      );
      assert.ok(existsSync(join(out, material.name, 'data/reports/report.html')));
      assert.ok(
        result.stages.every(
          (stage) => stage.screenshot !== undefined && existsSync(join(out, material.name, stage.screenshot)),
        ),
      );
    }
  });

  test('同一案例、种子值和日期演练两次，在不同时区，回执、编号、金额、日期、报告和网络存档都相同', async () => {
    const [cases, first, second] = [folder(), folder(), folder()];
    await writeCaseFolder(
      caseOf({ seed: 55, name: '两次', projects: 2, traineesPerProject: 3 }),
      join(cases, '两次'),
      1,
    );
    const runs = [
      rehearse([cases, '--out', first, '--seed', '9'], { TZ: 'America/New_York' }),
      rehearse([cases, '--out', second, '--seed', '9'], { TZ: 'Pacific/Kiritimati' }),
    ];
    for (const run of runs) assert.equal(run.status, 0, run.stdout + run.stderr);
    const facts = (out: string) => {
      const { seconds: _s, stages, ...rest } = resultOf(out, '两次');
      return { ...rest, stages: stages.map(({ seconds: _t, ...stage }) => stage) };
    };
    assert.deepEqual(facts(first), facts(second));
    assert.equal(facts(first).claims[0]?.status, '已拨付');
    assert.equal(facts(first).claims[0]?.amount, 3600);
    const kept = (out: string, path: string) => readFileSync(join(out, '两次', path));
    assert.ok(kept(first, 'data/web/run.wacz').equals(kept(second, 'data/web/run.wacz')), 'run.wacz');
    // Pixels never decide: the pictures are observed, and stay out.
    const report = (out: string) =>
      String(kept(out, 'data/reports/report.html')).replace(/<li class="frame" id="picture-[\s\S]*?<\/li>/g, '');
    assert.equal(report(first), report(second));
  });

  test('故障案例：每一处埋下的错误都列出其文件、工作表和单元格，退出码 1，没有堆栈', () => {
    const out = folder();
    const run = rehearse(['fixtures/cases/broken', '--out', out]);
    assert.equal(run.status, 1);
    const listed = run.stdout.split('\n').filter((line) => line.startsWith('问题 '));
    for (const { what, sheet, cell } of FAULTS)
      assert.ok(
        listed.some((line) => ['：', '，'].some((end) => line.includes(`case.xlsx › ${sheet} › ${cell}${end}`))),
        `${what}（${sheet} ${cell}）`,
      );
    // A scan that no list names is its own place.
    for (const line of listed) assert.match(line, /case\.xlsx › \S+|\] materials\/营业执照\.jpg：/);
    assert.doesNotMatch(run.stdout + run.stderr, /^\s+at |node_modules/m);
    assert.equal(resultOf(out, 'broken').outcome, 'unreadable');
  });

  test('门户拒绝时停在那一步，并转述门户的话', async () => {
    const [cases, out] = [folder(), folder()];
    const material = caseOf({ seed: 60, name: '逾期', projects: 1, traineesPerProject: 2 });
    await writeCaseFolder(
      { ...material, dates: { 备案提交: '2022-04-25', 备案通过: '2022-05-06', 补贴申请: '2022-05-30' } },
      join(cases, '逾期'),
      1,
    );
    const run = rehearse([cases, '--out', out]);
    assert.equal(run.status, 1);
    assert.match(resultOf(out, '逾期').problem ?? '', /在「导入学员」停下：.*2022-05-27 前/);
  });

  test('没有培训记录的案例：全程演练用一句话说明缺什么，仍可只演练备案', async () => {
    const [cases, out] = [folder(), folder()];
    const material = caseOf({ seed: 7, projects: 1, traineesPerProject: 2, withTraining: false });
    await writeCaseFolder(material, join(cases, 'a'), 7);
    const full = rehearse([join(cases, 'a'), '--out', out]);
    assert.equal(full.status, 1);
    assert.match(full.stdout, new RegExp(`培训课程「${material.projects[0]?.course}」没有学习记录，无法演练申请补贴`));
    const filing = rehearse([join(cases, 'a'), '--out', out, '--journey', 'filing']);
    assert.equal(filing.status, 0, filing.stdout + filing.stderr);
  });

  test('用法错误、路径不存在、结果文件夹里有别的内容，各得一句话，退出码 2', () => {
    const foreign = folder();
    mkdirSync(join(foreign, 'sample'));
    writeFileSync(join(foreign, 'sample', '我的文件.txt'), '别删');
    for (const [args, pattern] of [
      [['没有这里'], /找不到案例/],
      [[], /缺少参数/],
      [['fixtures/cases/sample', '--journey', 'x'], /可填 filing/],
      [['fixtures/cases/sample', '--today', '2022-13-01'], /真实存在/],
      [['fixtures/cases/sample', '--shard', '3/2'], /1\/3/],
      [['fixtures/cases/sample', '--out', foreign], /里有别的内容/],
    ] as const) {
      const run = rehearse([...args]);
      assert.equal(run.status, 2, run.stdout);
      assert.match(run.stderr, pattern);
    }
    assert.equal(readFileSync(join(foreign, 'sample', '我的文件.txt'), 'utf8'), '别删');
  });
});
