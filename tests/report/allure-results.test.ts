import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { auditAllure } from '../../audit/report/allure/audit-allure.ts';
import { clauseOf } from '../../audit/report/allure/finding-step.ts';
import type { TracedFinding } from '../../audit/report/audit-report.ts';

const AT = Date.UTC(2022, 5, 1);
const rule = (id: string, verdict: 'violation' | 'doubt' = 'violation') => ({
  id,
  title: `标题 ${id}`,
  verdict,
  basis: '现行条文（现行出处）',
});
const finding = (id: string, verdict: TracedFinding['verdict'], more: Partial<TracedFinding> = {}): TracedFinding => ({
  rule: id,
  verdict,
  kind: 'case',
  subject: '甲公司',
  where: [{ file: 'case.xlsx', sheet: '学习记录', cell: 'D7' }],
  message: `${id} 的说明。`,
  basis: '互动问答（线上答疑）（操作流程（2022年4月）第四步①）',
  evidence: ['差 1 分钟'],
  trace: [],
  ...more,
});
const report = (findings: TracedFinding[]) => ({
  cases: [{ name: '甲', kind: 'bundle' as const, path: '/甲', enterprise: '甲公司', policy: '政策', findings }],
  rules: [
    rule('training/minimum-minutes'),
    rule('signs/night-learning', 'doubt'),
    rule('time/mail-in-time'),
    rule('money/amount'),
    rule('order/yearly-cap'),
  ],
});
const FINDINGS = [
  finding('reader/blank-row', 'doubt'),
  finding('training/minimum-minutes', 'pass'),
  finding('training/minimum-minutes', 'violation', {
    trace: [
      { seq: 12, what: '导入学员', picture: 'data/observed/pictures/09-导入.png' },
      { seq: 13, what: '别处', picture: '../密钥.pem' },
    ],
  }),
  finding('signs/night-learning', 'doubt'),
  finding('time/mail-in-time', 'pass'),
  finding('money/amount', 'not-applicable'),
];
const find = (bundle: string, path: string) => (path.startsWith('..') ? undefined : join(bundle, path));
const tests = () => auditAllure(report(FINDINGS), AT, find);
const labelsOf = (id: string) => {
  const { result } = tests().find((one) => one.result.fullName?.endsWith(id)) ?? assert.fail(id);
  return { result, labels: Object.fromEntries(result.labels.map(({ name, value }) => [name, value])) };
};

describe('审计的 Allure 结果', () => {
  test('每个案例的每条规则一个结果，以最重的结论为状态；没有核查的规则记为跳过', () => {
    assert.deepEqual(
      tests().map(({ result }) => [result.fullName, result.status]),
      [
        ['audit › 甲 › reader/blank-row', 'broken'],
        ['audit › 甲 › training/minimum-minutes', 'failed'],
        ['audit › 甲 › signs/night-learning', 'broken'],
        ['audit › 甲 › time/mail-in-time', 'passed'],
        ['audit › 甲 › money/amount', 'skipped'],
        ['audit › 甲 › order/yearly-cap', 'skipped'],
      ],
    );
  });

  test('规则编号、条文、出处、轻重和结论都是标签，条文以案例当时的为准', () => {
    const { labels } = labelsOf('minimum-minutes');
    assert.equal(labels.ruleId, 'training/minimum-minutes');
    assert.equal(labels.tag, 'training/minimum-minutes');
    assert.equal(labels.clause, '互动问答（线上答疑）');
    assert.equal(labels.citation, '操作流程（2022年4月）第四步①');
    assert.equal(labels.severity, 'critical');
    assert.equal(labels.verdict, 'violation');
    assert.equal(labels.feature, '甲');
    assert.equal(labels.story, '培训');
    assert.equal(labelsOf('night-learning').labels.severity, 'normal');
    assert.equal(labelsOf('yearly-cap').labels.clause, '现行条文');
    assert.deepEqual(clauseOf('案例表格格式'), { clause: '案例表格格式', citation: undefined });
  });

  test('每处发现一步，带位置和佐证，并通到操作记录和截图；证据包以外的文件不附上', () => {
    const [, { result, files } = assert.fail()] = tests();
    assert.deepEqual(
      result.steps.map(({ status }) => status),
      ['passed', 'failed'],
    );
    const [, step] = result.steps;
    assert.deepEqual(
      step?.parameters.map(({ name, value }) => [name, value]),
      [
        ['对象', '甲公司'],
        ['位置', 'case.xlsx › 学习记录 › D7'],
        ['佐证 1', '差 1 分钟'],
      ],
    );
    assert.deepEqual(
      step?.steps.map(({ name, attachments }) => [name, attachments.length]),
      [
        ['操作记录第 12 条：导入学员', 1],
        ['操作记录第 13 条：别处', 0],
      ],
    );
    const picture = files.get(step?.steps[0]?.attachments[0]?.source ?? '');
    assert.deepEqual(picture, { path: '/甲/data/observed/pictures/09-导入.png' });
    const [attached] = result.attachments;
    const text = files.get(attached?.source ?? '');
    assert.equal(attached?.name, 'findings.json');
    assert.ok(text !== undefined && 'text' in text && JSON.parse(text.text).length === 2);
  });

  test('同一份审计得到同样的结果；换一次审计，同一案例同一规则仍是同一测试的历史', () => {
    assert.deepEqual(tests(), tests());
    const later = auditAllure(report(FINDINGS), AT + 1, find);
    const both = tests().map(({ result }, index) => [result, later[index]?.result] as const);
    for (const [before, after] of both) {
      assert.equal(before.historyId, after?.historyId);
      assert.notEqual(before.uuid, after?.uuid);
    }
    assert.equal(new Set(both.map(([{ historyId }]) => historyId)).size, both.length);
  });

  test('什么都没有的文件夹、不存在的文件夹，各得一句话，退出码 2', () => {
    const empty = mkdtempSync(join(tmpdir(), 'allure-'));
    for (const [folder, pattern] of [
      [empty, /没有演练结果，也没有审计报告/],
      [join(empty, '没有'), /找不到/],
    ] as const) {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/report.ts', folder], { encoding: 'utf8' });
      assert.equal(status, 2);
      assert.match(stderr, pattern);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });
});
