import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { GivenDossier } from '../../audit/dossiers/dossier.ts';
import type { AuditReport } from '../../audit/report/audit-report.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { type Finding, isProblem } from '../../domain/finding.ts';
import {
  audit,
  bundle,
  command,
  identity,
  keys,
  material,
  one,
  problems,
  scratch,
  writeDesk,
} from '../../fixtures/audit-desk.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { runBundle } from '../../fixtures/factories/run-bundle.ts';

describe('一起审计许多案例和证据包', () => {
  test('演练输出的文件夹：每个证据包各审一次，earlier 中的旧证据包不算，读不了的不妨碍其余', async () => {
    const folder = scratch();
    await runBundle(join(folder, '甲公司'), material, keys);
    await runBundle(join(folder, 'earlier', '甲公司-1'), material, keys);
    await writeDesk(join(folder, '乙公司'), cleanCase(52, { projects: 1, traineesPerProject: 3 }), 8);
    mkdirSync(join(folder, '丙公司'));
    writeFileSync(join(folder, '丙公司', 'case.xlsx'), '');
    writeFileSync(join(folder, 'summary.json'), '{}');
    mkdirSync(join(folder, '丁公司', 'data', 'reports'), { recursive: true });
    writeFileSync(join(folder, '丁公司', 'data', 'reports', 'result.json'), '{}');
    const answer = command(folder, '--identity', identity, '--json');
    assert.equal(answer.status, 1);
    const { findings, ranking } = JSON.parse(answer.stdout) as { findings: Finding[]; ranking: { case: string }[] };
    assert.deepEqual(ranking.map((ranked) => ranked.case).sort(), ['丁公司', '丙公司', '乙公司', '甲公司'].sort());
    const wrong = findings.filter(isProblem);
    assert.deepEqual(
      wrong.map(({ rule, subject }) => [rule, subject]),
      [
        ['evidence/seal', '丁公司'],
        ['reader/unreadable', '丙公司'],
      ],
    );
  });

  test('同一企业的证据包和后来的案例一起给出：同样的项目、两个版本，只是一处，不是每人一处重复享受', async () => {
    const folder = scratch();
    await runBundle(join(folder, '备案时'), material, keys);
    const later = structuredClone(material);
    later.enterprise.bank = '另一家样例银行';
    await writeDesk(join(folder, '申请时'), later);
    const report = await audit([
      one(join(folder, '备案时'), '备案时'),
      { name: '申请时', path: join(folder, '申请时'), kind: 'case' },
    ]);
    assert.deepEqual([...new Set(problems(report, 0).map(({ rule }) => rule))], []);
    assert.deepEqual(
      problems(report, 1).map(({ rule, verdict }) => [rule, verdict]),
      [['evidence/versions', 'doubt']],
    );
    assert.match(problems(report, 1)[0]?.message ?? '', /^与「备案时」是同一单位、同样的项目，两个版本；/);
  });
  test('完好的证据包旁边有伪造的：完好的没有一处问题，伪造的不与任何案例比较', async () => {
    const folder = scratch();
    await runBundle(join(folder, '完好'), material, keys);
    await runBundle(join(folder, '伪造'), material, keys);
    const receipts = join(folder, '伪造', 'data', 'core', 'receipts.json');
    writeFileSync(receipts, readFileSync(receipts, 'utf8').replaceAll('1800', '9800'));
    for (const names of [
      ['完好', '伪造'],
      ['伪造', '完好'],
    ]) {
      const report = await audit(names.map((name) => one(join(folder, name), name)));
      assert.deepEqual(problems(report, names.indexOf('完好')), []);
      const forged = problems(report, names.indexOf('伪造')).map(({ rule }) => rule);
      assert.equal(forged.filter((rule) => rule === 'evidence/versions').length, 1);
      assert.ok(forged.includes('evidence/seal') && forged.includes('money/claim-agrees'));
      assert.ok(!forged.some((rule) => /project-once|one-unit|yearly-cap/.test(rule)));
      assert.equal(report.ranking[0]?.case, '伪造');
    }
  });
  test('改坏的一份放在原件旁边：原件没有一处问题，次序不论', async () => {
    const given = (name: string) => ({ name, path: `fixtures/cases/${name}`, kind: 'case' as const });
    for (const names of [
      ['sample', 'broken'],
      ['broken', 'sample'],
    ]) {
      const report = await audit(names.map(given));
      assert.deepEqual(problems(report, names.indexOf('sample')), []);
      const rules = problems(report, names.indexOf('broken')).map(({ rule }) => rule);
      assert.equal(rules.filter((rule) => rule === 'evidence/versions').length, 1);
      assert.equal(report.ranking[0]?.case, 'broken');
    }
  });
  test('同一企业另一天又申报同样的项目、同样的人：仍是重复享受', async () => {
    const folder = scratch();
    await writeDesk(join(folder, '一'), { ...material, dates: { ...material.dates, 备案提交: '2022-04-25' } });
    await writeDesk(join(folder, '二'), { ...material, dates: { ...material.dates, 备案提交: '2022-04-26' } }, 8);
    const report = await audit(['一', '二'].map((name) => ({ name, path: join(folder, name), kind: 'case' as const })));
    assert.ok(problems(report, 1).some(({ rule }) => rule === 'order/project-once'));
    assert.ok(!problems(report, 1).some(({ rule }) => rule === 'evidence/versions'));
  });

  describe('案例与它自己的证据包一起给出', () => {
    const desk = scratch();
    const own = (name: string): GivenDossier => ({ name, path: join(desk, name), kind: 'case' });
    const onceOf = (report: AuditReport, index: number) =>
      report.cases[index]?.findings.filter(({ rule }) => rule === 'evidence/once') ?? [];

    test('只核查一次，不论次序：没有一人被当作两家的学员，封存照验，案例不再逐条核查', async () => {
      await writeDesk(join(desk, '案例'), material);
      for (const [order, place] of [
        [[one(bundle), own('案例')], { bundle: 0, case: 1 }],
        [[own('案例'), one(bundle)], { bundle: 1, case: 0 }],
      ] as const) {
        const report = await audit([...order]);
        assert.deepEqual(problems(report, place.bundle), []);
        assert.equal(report.cases[place.bundle]?.seal?.verdict, 'intact');
        assert.equal(report.cases[place.bundle]?.amounts.length, 3);
        const said = report.cases[place.case];
        assert.deepEqual(
          said?.findings.map(({ rule, verdict }) => [rule, verdict]),
          [['evidence/once', 'doubt']],
        );
        assert.match(said?.findings[0]?.message ?? '', /^与证据包「甲公司」中的案例内容相同；.*只按「甲公司」计一次/);
        assert.deepEqual(said?.findings[0]?.where, [{ file: '案例/case.xlsx' }]);
        assert.deepEqual(said?.amounts, []);
        assert.equal(said?.enterprise, material.enterprise.name);
      }
    });
    test('只有表格而没有图片，或学习记录另存为 CSV，也是同一案例', async () => {
      mkdirSync(join(desk, '表格'));
      writeFileSync(join(desk, '表格', '甲公司案例.xlsx'), await writeCase({ ...material, name: '别名' }));
      await writeDesk(join(desk, '另存'), { ...material, sessions: [] });
      const lines = material.sessions.map((row) =>
        [row.course, row.idNumber, row.chapter, row.start, row.end, row.device, row.address]
          .join(',')
          .replaceAll('T', ' '),
      );
      writeFileSync(
        join(desk, '另存', '学习记录.csv'),
        ['培训课程,身份证号,章节,开始时间,结束时间,设备,地址', ...lines].join('\n'),
      );
      const report = await audit([one(bundle), own('表格'), own('另存')]);
      for (const [index, kinds] of [
        [1, ['evidence', 'reader']],
        [2, ['evidence']],
      ] as const) {
        assert.equal(onceOf(report, index).length, 1);
        const rules = new Set(problems(report, index).map(({ rule }) => rule.split('/')[0]));
        assert.deepEqual([...rules].sort(), kinds);
      }
    });
    test('改了一格、换了一页图片：是另一个版本，单独核查', async () => {
      const changed = structuredClone(material);
      for (const exam of changed.exams.slice(0, 1)) exam.score = 100;
      await writeDesk(join(desk, '改分'), changed);
      await writeDesk(join(desk, '换页'), material, 8);
      const report = await audit([one(bundle), own('改分'), own('换页')]);
      for (const index of [1, 2]) {
        assert.deepEqual(onceOf(report, index), []);
        assert.equal(problems(report, index).filter(({ rule }) => rule === 'evidence/versions').length, 1);
        assert.ok(!problems(report, index).some(({ rule }) => rule === 'order/project-once'));
        assert.ok(report.cases[index]?.findings.some(({ rule }) => rule === 'training/minimum-minutes'));
      }
    });
    test('证据包没有解密时无从比较，案例照常核查', async () => {
      const report = await audit([one(bundle), own('案例')], null);
      assert.deepEqual(onceOf(report, 1), []);
      assert.ok(report.cases[1]?.findings.some(({ rule }) => rule === 'training/minimum-minutes'));
    });
  });
});
