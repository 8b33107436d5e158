import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeCases } from '../../audit/engine/judge-cases.ts';
import { ranking } from '../../audit/engine/ranking.ts';
import { countsOf } from '../../audit/engine/verdicts.ts';
import type { Case } from '../../domain/case/model/schema.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { type Finding, isProblem } from '../../domain/finding.ts';
import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { inputOf } from '../../fixtures/factories/defects/try.ts';
import { deskCase, deskWorkbook, sheetOf } from '../../fixtures/factories/desk-workbook.ts';

/** Two projects of six people each at 600 yuan, after a change. */
async function judged(change: (material: Case) => void) {
  const material = cleanCase(72, { projects: 2, traineesPerProject: 6 });
  change(material);
  const [result] = await judgeCases([inputOf(material, new Map())]);
  const of = (rule: string) => result?.findings.filter((finding) => finding.rule === rule && isProblem(finding)) ?? [];
  return { stake: result?.stake, of };
}
const NOTHING = { yuan: 0, persons: 0 };

describe('结论成立时受影响的补贴', () => {
  test('一个人的问题是他自己的补贴，同一人有几处问题只计一次', async () => {
    const { stake, of } = await judged(({ roster, exams }) => {
      const [first] = roster;
      if (first !== undefined) first.insurance = '未缴纳';
      for (const exam of exams) if (exam.idNumber === first?.idNumber) exam.score = 59;
    });
    assert.deepEqual([of('people/insured')[0]?.stake, of('training/exam-passed')[0]?.stake], [600, 600]);
    assert.deepEqual(stake, { violation: { yuan: 600, persons: 1 }, doubt: NOTHING });
  });
  test('一个项目的问题是该项目的补贴，人数超过备案的以备案为限', async () => {
    const { of } = await judged(({ projects }) => {
      if (projects[0] !== undefined) projects[0].plannedTrainees = 5;
    });
    assert.equal(of('order/heads-as-planned')[0]?.stake, 600);
    const late = await judged((m) => {
      const [course] = m.projects;
      for (const exam of m.exams) if (exam.course === course?.course) exam.score = 10;
    });
    assert.equal(late.stake?.violation.yuan, 3600);
  });
  test('整个案例的问题是全部补贴', async () => {
    const { stake, of } = await judged(({ enterprise }) => {
      enterprise.accountName = '另一家公司';
    });
    assert.equal(of('money/own-account')[0]?.stake, 7200);
    assert.deepEqual(stake?.violation, { yuan: 7200, persons: 12 });
  });
  test('先按违规涉及的金额和人次排列，再按疑点的；处数多而金额少的在后', () => {
    const stake = (yuan: number, persons: number) => ({ yuan, persons });
    const finding = { verdict: 'violation', kind: 'case' } as Finding;
    const order = ranking([
      { case: '甲', findings: [finding, finding, finding], stake: { violation: stake(600, 1), doubt: NOTHING } },
      { case: '乙', findings: [finding], stake: { violation: stake(7200, 12), doubt: NOTHING } },
      { case: '丙', findings: [], stake: { violation: NOTHING, doubt: stake(36_000, 60) } },
      { case: '丁', findings: [], stake: { violation: NOTHING, doubt: NOTHING } },
    ]);
    assert.deepEqual(
      order.map(({ case: name }) => name),
      ['乙', '甲', '丙', '丁'],
    );
  });
});

test('单元格的写法是格式，不是存疑，排列时没有分量', async () => {
  const reading = await readCase(
    await deskWorkbook(deskCase(1, 3), (workbook) => {
      sheetOf(workbook, '备案项目').getCell('E2').value = '3';
      sheetOf(workbook, '学习记录').getCell('A2').value = `${deskCase(1, 3).projects[0]?.course} `;
    }),
  );
  const notes = reading.findings.filter(({ kind }) => kind === 'format');
  assert.ok(notes.length > 0);
  assert.deepEqual(
    reading.findings.filter(({ verdict }) => verdict === 'doubt'),
    notes,
  );
  const { doubt, format } = countsOf(reading.findings);
  assert.deepEqual([doubt, format], [0, notes.length]);
  assert.equal(ranking([{ case: '甲', findings: reading.findings }])[0]?.doubts, 0);
});
