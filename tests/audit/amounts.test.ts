import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { figuresOf } from '../../audit/dossiers/figures.ts';
import { openDatabase } from '../../audit/engine/database.ts';
import { askRules } from '../../audit/engine/judge-cases.ts';
import { subjectOf } from '../../audit/engine/subject.ts';
import amount from '../../audit/rules/money/amount.ts';
import type { Case } from '../../domain/case/model/schema.ts';
import { toFen } from '../../domain/policy/policy.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { inputOf } from '../../fixtures/factories/defects/try.ts';
import { grantedOf } from '../../fixtures/factories/granted.ts';

/** What the rule says of a case, and what the reports show of it. */
async function amountsOf(material: Case) {
  const images = new Map<string, Uint8Array>();
  const subjects = [inputOf(material, images, grantedOf(material, images))].map(subjectOf);
  const database = await openDatabase(subjects);
  try {
    const [
      {
        findings: [finding],
      } = { findings: [] },
    ] = await askRules([amount], subjects, database);
    const [{ amounts } = { amounts: [] }] = await figuresOf(subjects, database);
    const known = amounts.flatMap(({ entitled }) => entitled ?? []);
    return { finding, amounts, total: known.length === 0 ? undefined : toFen(known.reduce((sum, yuan) => sum + yuan)) };
  } finally {
    database.close();
  }
}

describe('应补贴的金额：规则与报告是同一个数', () => {
  test('达到要求的人数超过拟培训人数：按拟培训人数计，由达到要求者平分，与门户的算法相同', async () => {
    const material = cleanCase(61, { projects: 1, traineesPerProject: 4 });
    for (const project of material.projects) project.plannedTrainees = 3;
    const { finding, amounts, total } = await amountsOf(material);
    assert.equal(finding?.message, '按标准应补贴 1800 元。');
    assert.equal(total, 1800);
    for (const { entitled, claimed } of amounts) assert.deepEqual([entitled, claimed], [450, 450]);
  });
  test('只有达到要求的人计入', async () => {
    const material = cleanCase(62, { projects: 2, traineesPerProject: 4 });
    const [short, failed] = material.roster;
    if (short === undefined || failed === undefined) throw new Error('a clean case has trainees');
    material.sessions = material.sessions.filter(({ idNumber }) => idNumber !== short.idNumber);
    for (const exam of material.exams) if (exam.idNumber === failed.idNumber) exam.score = 59;
    const { finding, total } = await amountsOf(material);
    assert.equal(finding?.message, '按标准应补贴 3600 元。');
    assert.deepEqual(
      finding?.evidence,
      material.projects.map(({ course }, index) =>
        index === 0
          ? `「${course}」2 人 × 600 元 = 1200 元（花名册 4 人，达到要求 2 人）`
          : `「${course}」4 人 × 600 元 = 2400 元`,
      ),
    );
    assert.equal(total, 3600);
  });
  test('没有人达到要求：零元', async () => {
    const material = cleanCase(63, { projects: 1, traineesPerProject: 3 });
    for (const exam of material.exams) exam.score = 0;
    const { finding, total } = await amountsOf(material);
    assert.equal(finding?.message, '按标准应补贴 0 元。');
    assert.equal(total, 0);
  });
  test('按比例的年度也以拟培训人数为限，分毫不差', async () => {
    const material = cleanCase(64, { projects: 1, traineesPerProject: 8 });
    material.dates = { 备案提交: '2021-06-01' };
    for (const project of material.projects) Object.assign(project, { costPerPerson: 333.33, plannedTrainees: 7 });
    const { finding, total } = await amountsOf(material);
    assert.equal(finding?.message, '按标准应补贴 2216.62 元。');
    assert.equal(total, 2216.62);
  });
  for (const sheet of ['sessions', 'signIns', 'questions', 'exams'] as const)
    test(`没有一行 ${sheet}：谁达到要求无从得知，不当作零元或全额`, async () => {
      const material = { ...cleanCase(65, { projects: 1, traineesPerProject: 3 }), [sheet]: [] };
      const { finding, total } = await amountsOf(material);
      assert.equal(finding?.verdict, 'not-applicable');
      assert.match(finding.message, /^不适用：「.+记录」没有数据，谁达到要求无从得知。$/);
      assert.equal(total, undefined);
    });
  test('没有学习记录时仍核对所填的费用', async () => {
    const material = { ...cleanCase(66, { projects: 1, traineesPerProject: 3 }), sessions: [] };
    for (const project of material.projects) project.costPerPerson = 500;
    const { finding } = await amountsOf(material);
    assert.equal(finding?.verdict, 'doubt');
    assert.match(finding.message, /每人补贴 600 元高于人均培训费用 500 元/);
  });
});
