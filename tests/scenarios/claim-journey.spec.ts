import { trainingPeriods } from '../../domain/case/timetable.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import { approvedFilings } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';
import { claimPapers } from '../../rehearsal/claim-papers.ts';

test('企业完成申请补贴，直至拨付到账', { tag: ['@claim', '@journey'] }, async ({
  applicant,
  portal,
  company,
  material,
  login,
  training,
  imports,
  claim,
  claimDetail,
  desk,
  deskClaims,
  deskNotices,
  deskPayments,
  progress,
  notices,
  evidence,
}) => {
  approvedFilings(applicant);
  portal.state.clock.advanceTo('2022-05-23');
  const courses = material.projects.map((project) => project.course);
  const workbook = {
    name: 'case.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await writeCase(material)),
  };

  await login.goto();
  await login.signIn(company.pin);
  await training.goto();
  for (const { course, start, end } of trainingPeriods(material)) {
    await training.report(course, start, end);
    await expect(training.row(course)).toContainText(`${start} 至 ${end}`);
  }
  for (const kind of ['学员花名册', '培训记录'] as const) {
    await training.goto();
    await training.check(kind, workbook);
    await expect(imports.problems).toContainText('没有错误');
    await imports.confirm();
    await expect(imports.imported).toBeVisible();
  }
  await claim.goto();
  await claim.submit(courses, { bank: company.bank, name: company.accountName, number: company.accountNumber });
  const receipt = (await claimDetail.receipt.innerText()).trim();
  expect(receipt).toMatch(/^SQ20220523\d{8}$/);

  await claimDetail.mail(await claimPapers(material, courses, 600));
  await expect(claimDetail.status('待受理')).toBeVisible();
  await desk.goto();
  await deskClaims.goto(receipt);
  await deskClaims.accept();
  await deskClaims.drawCallBacks(2);
  for (const person of [1, 2]) await deskClaims.recordCallBack(person, '属实', '本人确认参加');
  await deskClaims.approve();
  await deskNotices.goto();
  await deskNotices.publish([receipt]);
  const [notice] = portal.state.notices();
  await notices.goto();
  await notices.open(notice?.title ?? '');
  await expect(notices.article).toContainText(company.name);
  portal.state.clock.advanceTo(notice?.to ?? '');
  portal.state.clock.nextWorkingDay();
  await deskNotices.goto();
  await deskNotices.close();
  await deskPayments.goto();
  await deskPayments.approveFinance(receipt);
  await deskPayments.pay(receipt);
  await expect(deskPayments.row(receipt)).toContainText('已拨付');

  await login.goto();
  await login.signIn(company.pin);
  await progress.goto();
  await expect(progress.stage(`补贴申请 ${receipt}`, '拨付')).toContainText('已完成');
  expect(portal.state.claims(company.creditCode).map(({ status, amount }) => ({ status, amount }))).toEqual([
    { status: '已拨付', amount: 4800 },
  ]);
  await expect(await evidence.seal()).toBeIntact(['upload', 'receipt', 'mail']);
});
