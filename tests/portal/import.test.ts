import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Case } from '../../domain/case/model/schema.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { approvedFilings } from '../../fixtures/portal-states.ts';
import { Refusal } from '../../mocks/base/refusal.ts';

const one = () => caseOf({ seed: 4, projects: 1, traineesPerProject: 3 });
const workbook = (material: Case) => writeCase(material);

describe('导入', () => {
  const prepared = async (today: string) => {
    const applicant = await applicantOf({ material: one() });
    const [filing] = approvedFilings(applicant);
    applicant.state.clock.advanceTo('2022-05-16');
    applicant.state.reportTraining(applicant.creditCode, filing?.id ?? '', { start: '2022-05-09', end: '2022-05-13' });
    applicant.state.clock.advanceTo(today);
    return { ...applicant, filing };
  };
  test('第十个工作日还能导入，第十一个不能', async () => {
    const tenth = await prepared('2022-05-27');
    assert.equal(
      (await tenth.state.previewRoster(tenth.creditCode, 'case.xlsx', await workbook(tenth.material))).good,
      3,
    );
    const eleventh = await prepared('2022-05-30');
    const preview = await eleventh.state.previewRoster(
      eleventh.creditCode,
      'case.xlsx',
      await workbook(eleventh.material),
    );
    assert.equal(preview.good, 0);
    assert.match(preview.problems[0]?.reason ?? '', /2022-05-27 前/);
  });
  test('课程名称只差看不见的字符的学员和记录，归入备案的课程，同一人不能导入两次', async () => {
    const { state, creditCode, material, filing } = await prepared('2022-05-20');
    const [first, ...rest] = material.roster;
    assert.ok(first);
    const hidden = { ...first, course: `${first.course}\u200b` };
    const roster = [hidden, ...rest, { ...first, row: 5, number: 4 }];
    const exams = material.exams.map((exam) => ({ ...exam, course: `${exam.course}\ufe0f` }));
    const bytes = await workbook({ ...material, roster, exams });
    const preview = await state.previewRoster(creditCode, 'case.xlsx', bytes);
    assert.deepEqual(
      [preview.good, preview.problems.map((problem) => [problem.row, problem.field])],
      [3, [[5, '身份证号']]],
    );
    state.confirmImport(creditCode, preview.id, true);
    assert.equal(state.trainees(filing?.id ?? '').length, 3);
    assert.deepEqual((await state.previewRecords(creditCode, 'case.xlsx', bytes)).problems, []);
  });
  test('核对不保存；有错误须明确选择；放弃后不能再确认；确认两次只导入一次', async () => {
    const { state, creditCode, material, filing } = await prepared('2022-05-20');
    const roster = [...material.roster, { ...(material.roster[0] as Case['roster'][number]), row: 5, number: 4 }];
    const bytes = await workbook({ ...material, roster });
    const preview = await state.previewRoster(creditCode, 'case.xlsx', bytes);
    assert.deepEqual(
      [preview.total, preview.good, preview.problems.map((problem) => [problem.row, problem.field])],
      [4, 3, [[5, '身份证号']]],
    );
    assert.deepEqual(state.trainees(filing?.id ?? ''), []);
    assert.throws(() => state.confirmImport(creditCode, preview.id, false), /未导入任何内容/);
    state.discardImport(creditCode, preview.id);
    assert.throws(() => state.confirmImport(creditCode, preview.id, true), /已放弃/);
    const again = await state.previewRoster(creditCode, 'case.xlsx', bytes);
    state.confirmImport(creditCode, again.id, true);
    state.confirmImport(creditCode, again.id, true);
    assert.equal(state.trainees(filing?.id ?? '').length, 3);
  });
  test('记录不在培训期间、学员不在名单、重复的，逐行说明', async () => {
    const { state, creditCode, material } = await prepared('2022-05-20');
    const [first, second] = material.sessions;
    assert.ok(first && second);
    const sessions = [
      { ...first, start: '2022-05-08T09:00:00', end: '2022-05-08T10:00:00' },
      { ...second, idNumber: '11010519491231002X' },
      ...material.sessions.slice(2, 4),
      { ...(material.sessions[3] as typeof first) },
    ];
    const bytes = await workbook({ ...material, sessions, signIns: [], questions: [], exams: [] });
    state.confirmImport(creditCode, (await state.previewRoster(creditCode, 'case.xlsx', bytes)).id, true);
    const preview = await state.previewRecords(creditCode, 'case.xlsx', bytes);
    assert.deepEqual(
      preview.problems.map((problem) => [problem.row, problem.field, problem.reason.replace(/（.*/, '')]),
      [
        [2, '开始时间', '2022-05-08 不在登记的培训期间'],
        [3, '身份证号', '110***********002X 不在已导入的学员中，请先导入学员花名册'],
        [6, '身份证号', `${preview.problems[2]?.reason.slice(0, 18)} 的同一条学习记录已导入或在文件中重复`],
      ],
    );
  });
  test('先登记培训才能导入；培训不能早于备案通过，也不能迟于三个月', async () => {
    const applicant = await applicantOf({ material: one() });
    const { state, creditCode, material } = applicant;
    const [filing] = approvedFilings(applicant);
    state.clock.advanceTo('2022-05-16');
    assert.match(
      (await state.previewRoster(creditCode, 'case.xlsx', await workbook(material))).problems[0]?.reason ?? '',
      /尚未登记培训起止日期/,
    );
    for (const period of [
      { start: '2022-04-24', end: '2022-05-13' },
      { start: '2022-05-13', end: '2022-05-09' },
      { start: '2022-05-09', end: '2022-05-17' },
      { start: '', end: '' },
    ]) {
      assert.throws(() => state.reportTraining(creditCode, filing?.id ?? '', period), Refusal);
    }
  });
});
