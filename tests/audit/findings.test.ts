import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dueDatesOf } from '../../audit/dossiers/due-dates.ts';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import type { Rule } from '../../audit/engine/rule.ts';
import { subjectOf } from '../../audit/engine/subject.ts';
import { isLate } from '../../audit/report/due-dates/is-late.ts';
import amount from '../../audit/rules/money/amount.ts';
import contractAgrees from '../../audit/rules/money/contract-agrees.ts';
import datesInSequence from '../../audit/rules/order/dates-in-sequence.ts';
import projectOnce from '../../audit/rules/order/project-once.ts';
import scanOnce from '../../audit/rules/papers/scan-once.ts';
import reviewInTime from '../../audit/rules/time/review-in-time.ts';
import type { Case } from '../../domain/case/model/schema.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { inputOf, sketchesOf } from '../../fixtures/factories/defects/try.ts';
import { grantedOf } from '../../fixtures/factories/granted.ts';

const ask = async (rule: Rule, ...cases: Case[]) =>
  (
    await judgeCases(
      cases.map((material, index) => inputOf(material, sketchesOf(material, index))),
      { rules: [rule] },
    )
  ).map(({ findings }) => findings);

/** What a person reads: whom, where, and the figures. */
describe('结论的内容', () => {
  test('补贴金额按项目列出人数、标准和合计', async () => {
    const material = cleanCase(41, { projects: 2, traineesPerProject: 5 });
    const [first] = material.projects;
    if (first !== undefined) first.plannedTrainees = 3;
    const [[finding] = []] = await ask(amount, material);
    assert.equal(finding?.verdict, 'pass');
    assert.equal(finding.message, '按标准应补贴 4800 元。');
    assert.deepEqual(finding.evidence, [
      `「${first?.course}」3 人 × 600 元 = 1800 元`,
      `「${material.projects[1]?.course}」5 人 × 600 元 = 3000 元`,
    ]);
    assert.deepEqual(finding.where, []);
  });
  test('按比例的年度按费用的 95% 计算，同一人不重复计', async () => {
    const material = cleanCase(42, { projects: 1, traineesPerProject: 5 });
    const [project] = material.projects;
    const [person] = material.roster;
    if (project === undefined || person === undefined) throw new Error('a clean case has a project and a trainee');
    material.dates = { 备案提交: '2021-06-01' };
    project.costPerPerson = 500;
    project.plannedTrainees = 9;
    material.roster.push({ ...person, row: 99 });
    const [[finding] = []] = await ask(amount, material);
    assert.equal(finding?.message, '按标准应补贴 2375 元。');
  });
  test('有分的金额没有浮点误差', async () => {
    const material = cleanCase(48, { projects: 1, traineesPerProject: 7 });
    material.dates = { 备案提交: '2021-06-01' };
    for (const project of material.projects) project.costPerPerson = 333.33;
    const [[finding] = []] = await ask(amount, material);
    assert.equal(finding?.message, '按标准应补贴 2216.62 元。');
  });
  test('没有填写费用的 2022 年案例按定额计算', async () => {
    const material = cleanCase(43, { projects: 1, traineesPerProject: 5 });
    delete material.projects[0]?.costPerPerson;
    const [[finding] = []] = await ask(amount, material);
    assert.equal(finding?.message, '按标准应补贴 3000 元。');
  });
  test('合同与付款凭证不在案例中时说明要在现场对照', async () => {
    const [[finding] = []] = await ask(contractAgrees, cleanCase(44, { projects: 2, traineesPerProject: 2 }));
    assert.equal(finding?.verdict, 'not-applicable');
    assert.match(finding.message, /现场检查时对照合同/);
  });
  test('公示开始得晚，而门户的回执写明审核何时办结时，由核对回执的规则判断', async () => {
    const material = cleanCase(50, { projects: 1, traineesPerProject: 1 });
    material.dates.公示开始 = '2023-02-07';
    const images = sketchesOf(material, 1);
    const granted = grantedOf(material, images);
    const verdicts = async () =>
      (await judgeCases([inputOf(material, images, granted)], { rules: [reviewInTime] }))[0]?.findings.map(
        ({ verdict }) => verdict,
      );
    assert.deepEqual(await verdicts(), ['not-applicable']);
    for (const deadline of granted.receipts.deadlines) delete deadline.doneOn;
    assert.deepEqual(await verdicts(), ['doubt']);
  });
  test('公示开始得晚，报告的期限中审核为须核对，不是逾期', () => {
    const material = cleanCase(50, { projects: 1, traineesPerProject: 1 });
    const review = (noticed: string) => {
      material.dates = { 备案提交: '2022-04-20', 正式受理: '2022-12-20', 公示开始: noticed };
      const stages = dueDatesOf(subjectOf(inputOf(material, new Map()), 0));
      const row = stages.find(({ stage }) => stage === '审核和材料复核');
      return row && { due: row.due, doneOn: row.doneOn, state: row.state, late: isLate(row) };
    };
    const due = '2023-02-06';
    assert.deepEqual(review('2023-02-06'), { due, doneOn: due, state: '已完成', late: false });
    assert.deepEqual(review('2023-02-07'), { due, doneOn: undefined, state: '须核对', late: false });
  });
  test('没有两项可以比较的办理日期时不作判断', async () => {
    const days = { 备案通过: '2022-05-01', 培训开始: '2022-05-09', 材料寄送: '2022-06-01', 正式受理: '2022-06-02' };
    const verdicts = async (...events: (keyof typeof days)[]) => {
      const material = cleanCase(49, { projects: 1, traineesPerProject: 1 });
      material.dates = Object.fromEntries(events.map((event) => [event, days[event]]));
      return (await ask(datesInSequence, material)).flat().map(({ verdict, message }) => `${verdict} ${message}`);
    };
    const cannot = ['not-applicable 不适用：「办理日期」没有填写可以比较先后的两项。'];
    assert.deepEqual(await verdicts('材料寄送', '正式受理'), cannot);
    // order/filing-before-training compares these two.
    assert.deepEqual(await verdicts('备案通过', '培训开始'), cannot);
    assert.deepEqual(await verdicts('培训开始', '正式受理'), ['pass 其余办理日期先后有序：符合。']);
  });
  test('同一案例中的重复指出两行，不提案例名', async () => {
    const material = cleanCase(45, { projects: 1, traineesPerProject: 3 });
    const [person] = material.roster;
    if (person !== undefined) material.roster.push({ ...person, row: 5 });
    const [[finding, more] = []] = await ask(projectOnce, material);
    assert.equal(more, undefined);
    assert.deepEqual(
      finding?.where.map(({ cell }) => cell),
      ['C5', 'C2'],
    );
    assert.match(finding.message, /中与第 2 行重复/);
    assert.match(finding.subject, /^clean-45 · \d{3}\*+[\dX]{4}$/);
  });
  test('另一案例中的重复指出那个案例', async () => {
    const first = cleanCase(46, { projects: 1, traineesPerProject: 2 });
    const second = { ...structuredClone(first), name: '后来的案例' };
    second.dates.备案提交 = '2022-06-30';
    const [none = [], found = []] = await ask(projectOnce, first, second);
    assert.deepEqual(
      none.map(({ verdict }) => verdict),
      ['pass'],
    );
    assert.equal(found.length, 1);
    assert.match(found[0]?.message ?? '', /^2 人在课程「.+」中与案例「clean-46」第 2 行重复/);
    assert.equal(found[0]?.where.length, 3);
  });
  test('同一企业的两个案例可以用同一张营业执照', async () => {
    const first = cleanCase(47, { projects: 1, traineesPerProject: 2 });
    const second = { ...structuredClone(first), name: '后来的案例' };
    const images = sketchesOf(first, 1);
    const results = await judgeCases([inputOf(first, images), inputOf(second, images)], { rules: [scanOnce] });
    assert.deepEqual(
      results.flatMap(({ findings }) => findings.map(({ verdict }) => verdict)),
      ['pass', 'pass'],
    );
  });
});
