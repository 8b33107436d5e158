import type { Case } from '../../domain/case/model/schema.ts';
import { trainingPeriods } from '../../domain/case/timetable.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { approvedFilings } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

const workbook = async (material: Case) => ({
  name: 'case.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(await writeCase(material)),
});

test.beforeEach(async ({ applicant, portal, login, company }) => {
  approvedFilings(applicant);
  portal.state.clock.advanceTo('2022-05-23');
  await login.goto();
  await login.signIn(company.pin);
});

test('显示三个月培训期限和剩余天数', async ({ training, material }) => {
  await training.goto();
  await expect(training.row(material.projects[0]?.course ?? '')).toContainText('2022-07-25');
  await expect(training.row(material.projects[0]?.course ?? '')).toContainText('63 天');
});

test('培训起止日期早于备案通过或尚未结束时被拒绝', async ({ training, material }) => {
  const course = material.projects[0]?.course ?? '';
  await training.goto();
  await training.report(course, '2022-04-20', '2022-06-30');
  await expect(training.dialog.field('培训开始日期')).toHaveAccessibleDescription(/不能早于备案通过之日 2022-04-25/);
  await expect(training.dialog.field('培训结束日期')).toHaveAccessibleDescription(/培训结束后才能登记/);
});

test('花名册有误时按行号、字段和原因逐条列出，确认之前什么都不保存', async ({
  training,
  imports,
  material,
  portal,
}) => {
  for (const { course, start, end } of trainingPeriods(material)) {
    await training.goto();
    await training.report(course, start, end);
  }
  const roster = material.roster.map((entry, index) =>
    index === 1
      ? { ...entry, insurance: '未缴纳' as const }
      : index === 2
        ? { ...entry, idNumber: '310101199001010011' }
        : index === 5
          ? { ...entry, course: '没有备案的课程' }
          : entry,
  );
  await training.goto();
  await training.check('学员花名册', await workbook({ ...material, roster }));
  await expect(imports.problem(3)).toContainText('参保状态');
  await expect(imports.problem(3)).toContainText('未缴纳社会保险的人员不能享受补贴');
  await expect(imports.problem(4)).toContainText('身份证号校验位不符');
  await expect(imports.problem(7)).toContainText('不是本单位备案通过的课程');
  const filingIds = portal.state.trainable(material.enterprise.creditCode).map((filing) => filing.id);
  const kept = () => filingIds.reduce((sum, id) => sum + portal.state.trainees(id).length, 0);
  expect(kept()).toBe(0);
  await imports.discard();
  expect(kept()).toBe(0);
  await training.goto();
  await training.check('学员花名册', await workbook({ ...material, roster }));
  await imports.keepGood();
  expect(kept()).toBe(material.roster.length - 3);
});

test('不是表格的文件被一句话拒绝', async ({ training }) => {
  await training.goto();
  await training.check('学员花名册', {
    name: '花名册.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('这不是表格'),
  });
  await expect(training.alert).toContainText('花名册.xlsx 不是 Excel 表格');
});

test('培训结束十个工作日之后不能再导入', async ({ training, imports, material, portal, login, company }) => {
  for (const { course, start, end } of trainingPeriods(material)) {
    await training.goto();
    await training.report(course, start, end);
  }
  portal.state.clock.advanceTo('2022-06-30');
  await login.goto();
  await login.signIn(company.pin);
  await training.goto();
  await training.check('学员花名册', await workbook(material));
  await expect(imports.problems).toContainText('应在培训结束后 10 个工作日内（2022-05-27 前）导入，现已逾期');
  await expect(imports.onlyGoodButton).toBeDisabled();
});
