import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimGroups, timetableOf, trainingPeriods, usualStart } from '../../domain/case/timetable.ts';
import { policyFor } from '../../domain/policy/policy.ts';
import { caseOf } from '../../fixtures/factories/case.ts';

const material = caseOf({ seed: 3, projects: 3, traineesPerProject: 2 });
const policy = policyFor('2022-04-25');

test('没有填日期的案例：备案在培训之前留出一周审核，各步依次在时限之内', () => {
  const start = usualStart(material) ?? '';
  const days = timetableOf(material, start, policy);
  assert.equal(start, '2022-04-27');
  assert.deepEqual(
    days.map((appointment) => appointment.act),
    ['备案', '备案审核', '导入与申请', '材料寄送', '正式受理', '审核', '公示', '公示期满', '财政核准', '拨付'],
  );
  assert.ok((days[1]?.day ?? '') < (trainingPeriods(material)[0]?.start ?? ''));
  assert.equal(days[2]?.day, '2022-05-27');
});
test('一条年份写错的记录不改变整个案例的起始日期', () => {
  const [signIn] = material.signIns;
  assert.ok(signIn);
  for (const at of ['2018-05-08T08:24:00', '2202-05-09T08:24:00'] as const)
    assert.equal(usualStart({ ...material, signIns: [{ ...signIn, at }, ...material.signIns] }), '2022-04-27', at);
});
test('填了办理日期的案例照所填日期', () => {
  const days = timetableOf(
    {
      ...material,
      dates: { 备案提交: '2022-04-11', 备案通过: '2022-04-20', 补贴申请: '2022-05-27', 公示开始: '2022-07-01' },
    },
    '2022-01-04',
    policy,
  );
  assert.deepEqual(
    days.slice(0, 3).map((appointment) => appointment.day),
    ['2022-04-11', '2022-04-20', '2022-05-27'],
  );
  assert.equal(days.find((appointment) => appointment.act === '公示')?.day, '2022-07-01');
});
test('结束日期相隔超过十个工作日的项目分开申请', () => {
  const period = (course: string, end: string) => ({ course, start: '2022-05-09', end });
  const groups = claimGroups([period('乙', '2022-05-26'), period('甲', '2022-05-13'), period('丙', '2022-05-27')], 10);
  assert.deepEqual(
    groups.map((group) => group.map((item) => item.course)),
    [['甲', '乙'], ['丙']],
  );
});
test('没有学习记录的课程不能安排申请补贴，逐个点名并给出办法', () => {
  const bare = caseOf({ seed: 3, withTraining: false });
  const courses = bare.projects.map((project) => `「${project.course}」`).join('');
  assert.throws(
    () => timetableOf(bare, '2022-04-25', policy),
    (error) => error instanceof Error && error.message.includes(`培训课程${courses}没有学习记录`),
  );
});
