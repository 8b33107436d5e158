import { submittedFilings } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

test('几个项目一并备案通过', async ({ applicant, desk, portal, material }) => {
  submittedFilings(applicant);
  const courses = material.projects.map((project) => project.course);
  await desk.goto();
  await desk.approve(courses);
  for (const course of courses) expect(portal).toHaveFiling(course, { status: '备案通过', trainBy: '2022-07-25' });
});

test('没有勾选时不能通过，没有理由时不能退回', async ({ applicant, desk, portal, material }) => {
  submittedFilings(applicant);
  const course = material.projects[0]?.course ?? '';
  await desk.goto();
  await desk.approve([]);
  await expect(desk.alert).toContainText('请先勾选要审核的备案');
  await desk.return([course], []);
  await expect(desk.returnDialog.alert).toContainText('请填写退回理由');
  expect(portal).toHaveFiling(course, { status: '待审核' });
});

test('已经通过的项目不能再次审核，并说明状态', async ({ applicant, desk, portal, material }) => {
  const filings = submittedFilings(applicant);
  portal.state.approveFilings(filings.map((filing) => filing.id));
  await desk.goto();
  await desk.approve([material.projects[0]?.course ?? '']);
  await expect(desk.alert).toContainText('当前状态为「备案通过」，不能备案通过');
});

test('退回时一次写多条理由', async ({ applicant, desk, portal, material }) => {
  submittedFilings(applicant);
  const course = material.projects[0]?.course ?? '';
  await desk.goto();
  await desk.return([course], ['第一条', '第二条']);
  await expect(desk.row(course)).toContainText('已退回');
  expect(portal).toHaveFiling(course, { status: '已退回', reasons: ['第一条', '第二条'] });
});
