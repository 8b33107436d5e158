import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Granted } from '../../audit/engine/granted.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { loadRules } from '../../audit/engine/load-rules.ts';
import type { Case } from '../../domain/case/model/schema.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { DEFECTS } from '../../fixtures/factories/defects/index.ts';
import { complaints, emptyInput, inputOf, sketchesOf, tryDefect } from '../../fixtures/factories/defects/try.ts';
import { grantedOf } from '../../fixtures/factories/granted.ts';
import { caseSeed } from '../../fixtures/seed.ts';

/** The small version of `npm run prove -- defects`. */
describe('植入的缺陷', () => {
  for (const defect of DEFECTS)
    test(`${defect.rule}：${defect.name}`, async () => {
      const { failure } = await tryDefect(defect, caseSeed(defect.name) % 100_000);
      assert.equal(failure, undefined);
    });
  test('没有缺陷的案例不论大小都没有错误和存疑', async () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const material = cleanCase(seed);
      assert.deepEqual(await complaints([inputOf(material, sketchesOf(material, seed))]), [[]], material.name);
    }
  });
  test('没有缺陷的案例由没有缺陷的门户办理，回执没有错误和存疑', async () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const material = cleanCase(seed, { projects: 1 });
      const images = sketchesOf(material, seed);
      const input = inputOf(material, images, grantedOf(material, images));
      assert.deepEqual(await complaints([input]), [[]], material.name);
    }
  });
});

/** Rules on what a planted case does not have: tests/audit/record-files.test.ts, letter.test.ts. */
const TESTED_BY_THEMSELVES = ['training/record-file-sound', 'papers/letter-sealed'];

describe('规则', () => {
  test('至少六十种缺陷，每条会报错的规则都有缺陷验证', async () => {
    const covered = new Set(DEFECTS.map(({ rule }) => rule));
    assert.ok(new Set(DEFECTS.map(({ name }) => name)).size === DEFECTS.length, '缺陷名称不重复');
    assert.deepEqual(
      (await loadRules()).map(({ id }) => id).filter((id) => !covered.has(id) && !TESTED_BY_THEMSELVES.includes(id)),
      [],
    );
  });
  test('每条规则对每个案例都有结论、依据和出处', async () => {
    const material = cleanCase(3);
    const [result] = await judgeCases([inputOf(material, sketchesOf(material, 3))]);
    const rules = await loadRules();
    assert.deepEqual(
      result?.findings.map(({ rule }) => rule),
      rules.map(({ id }) => id),
    );
    for (const { message, basis } of result?.findings ?? []) {
      assert.match(message, /。$/);
      assert.match(basis, /（.+）/);
    }
  });
  test('什么都没有填写的案例，没有一条规则说它符合', async () => {
    const [result] = await judgeCases([emptyInput()]);
    for (const { rule, verdict, message } of result?.findings ?? []) {
      assert.equal(verdict, 'not-applicable', rule);
      assert.match(message, /^不适用：.{4,}。$/);
    }
  });
  test('缺少数据的规则说明为何不适用，不当作符合', async () => {
    const { sessions: _, ...rest } = cleanCase(4);
    const [result] = await judgeCases([inputOf({ ...rest, sessions: [], dates: {} }, new Map())]);
    const of = (rule: string) => result?.findings.find((finding) => finding.rule === rule);
    assert.equal(of('training/minimum-minutes')?.verdict, 'not-applicable');
    assert.match(of('training/minimum-minutes')?.message ?? '', /「学习记录」没有数据/);
    assert.match(of('time/import-in-time')?.message ?? '', /没有填写「培训结束」/);
  });
  test('规则所看的列一行也没有填写时不适用，不当作符合；填写一行就判断', async () => {
    const material = cleanCase(4, { projects: 1, traineesPerProject: 3 });
    const blank = structuredClone(material);
    for (const session of blank.sessions) Object.assign(session, { device: '', address: '' });
    for (const question of blank.questions) delete question.answeredAt;
    for (const project of blank.projects) {
      delete project.plannedStart;
      delete project.plannedEnd;
    }
    const one = structuredClone(blank);
    Object.assign(one.sessions[0] ?? {}, { device: 'PC-1', address: '10.0.0.1' });
    Object.assign(one.questions[0] ?? {}, { answeredAt: material.questions[0]?.answeredAt });
    Object.assign(one.projects[0] ?? {}, { plannedEnd: material.projects[0]?.plannedEnd });
    const results = await judgeCases([blank, one].map((own) => inputOf(own, new Map())));
    for (const [rule, reason] of [
      ['signs/shared-device', /「学习记录」的「设备」一行也没有填写/],
      ['signs/shared-address', /「学习记录」的「地址」一行也没有填写/],
      ['signs/answered-too-fast', /「答疑记录」的「答复时间」一行也没有填写/],
      ['training/inside-filed-period', /「备案项目」的计划开始和结束日期都没有填写/],
    ] as const) {
      const [none, some] = results.map(({ findings }) => findings.find((finding) => finding.rule === rule));
      assert.equal(none?.verdict, 'not-applicable', rule);
      assert.match(none?.message ?? '', reason);
      assert.equal(some?.verdict, 'pass', rule);
    }
  });
  test('期限的结论列出计入的每个工作日和届满日', async () => {
    const material = cleanCase(5);
    material.dates = { 备案提交: '2022-03-01', 培训结束: '2022-03-21', 学员导入: '2022-04-02' };
    const [result] = await judgeCases([inputOf(material, new Map())]);
    const found = result?.findings.find(({ rule }) => rule === 'time/import-in-time');
    assert.equal(found?.verdict, 'pass');
    assert.match(found?.message ?? '', /第 10 个工作日为 2022-04-02/);
    assert.match(found?.evidence[0] ?? '', /2022-03-22、2022-03-23.*2022-04-01、2022-04-02$/);
  });
  test('日期不在任何政策之内时不作判断，并说明日期', async () => {
    const material = cleanCase(6);
    material.dates = { 备案提交: '2019-12-31', 备案通过: '2020-01-02', 培训结束: '2020-01-20' };
    const [result] = await judgeCases([inputOf(material, new Map())]);
    const found = result?.findings.find(({ rule }) => rule === 'time/train-within-months');
    assert.equal(found?.verdict, 'not-applicable');
    assert.match(found?.message ?? '', /2019-12-31 没有适用的补贴政策/);
  });
  test('2023 年的备案不按 2022 年的标准判断，2022 年备案而 2023 年办理的照常', async () => {
    const of = async (dates: Case['dates'], granted?: Granted) => {
      const material = { ...cleanCase(6), dates };
      const [result] = await judgeCases([inputOf(material, new Map(), granted)]);
      return result?.findings.find(({ rule }) => rule === 'time/train-within-months');
    };
    const late = await of({ 备案提交: '2023-03-01', 备案通过: '2023-03-06', 培训结束: '2023-04-20' });
    assert.equal(late?.verdict, 'not-applicable');
    assert.match(late?.message ?? '', /2023-03-01 的备案没有适用的补贴政策/);
    const carried = await of({ 备案提交: '2022-12-20', 备案通过: '2023-01-05', 培训结束: '2023-02-20' });
    assert.equal(carried?.verdict, 'pass');
    const approved = await of({ 备案通过: '2023-01-05', 培训结束: '2023-02-20' });
    assert.equal(approved?.verdict, 'pass');
    const material = cleanCase(6);
    material.dates = { ...material.dates, 备案提交: '2023-03-01' };
    const driven = await of({ 备案通过: '2023-03-06', 培训结束: '2023-04-20' }, grantedOf(material, new Map()));
    assert.match(driven?.message ?? '', /2023-03-01 的备案没有适用的补贴政策/);
  });
  test('没有放假安排的年份不作判断', async () => {
    const material = cleanCase(6);
    material.dates = { 备案提交: '2020-03-01', 培训结束: '2020-03-20', 学员导入: '2020-04-20' };
    const [result] = await judgeCases([inputOf(material, new Map())]);
    const found = result?.findings.find(({ rule }) => rule === 'time/import-in-time');
    assert.equal(found?.verdict, 'not-applicable');
    assert.match(found?.message ?? '', /没有 2020 年的放假安排/);
  });
  test('同样的案例两次核查，结论逐字相同', async () => {
    const material = cleanCase(7, { projects: 2, traineesPerProject: 8 });
    for (const session of material.sessions) session.device = 'PC-1';
    for (const exam of material.exams) exam.score = 59;
    const inputs = [inputOf(material, sketchesOf(material, 7))];
    assert.deepEqual(await judgeCases(inputs), await judgeCases(inputs));
  });
});
