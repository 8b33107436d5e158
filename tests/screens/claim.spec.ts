import {
  acceptedClaim,
  approvedClaim,
  noticedClaim,
  submittedClaim,
  trainedFilings,
} from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';
import { claimPapers } from '../../rehearsal/claim-papers.ts';

test('申请补贴得到回执，金额按项目和人数计算', async ({
  applicant,
  login,
  company,
  claim,
  claimDetail,
  material,
  portal,
}) => {
  await trainedFilings(applicant);
  await login.goto();
  await login.signIn(company.pin);
  await claim.goto();
  const courses = material.projects.map((project) => project.course);
  for (const course of courses) await expect(claim.row(course)).toContainText('2,400');
  await claim.submit(courses, { bank: company.bank, name: company.accountName, number: company.accountNumber });
  await expect(claimDetail.receipt).toHaveText(/^SQ\d+$/);
  await expect(claimDetail.amounts).toContainText('2,400');
  expect(portal.state.claims(company.creditCode).map((made) => made.amount)).toEqual([4800]);
});

test('账户名称不是本单位全称、账号不是数字时被拒绝', async ({
  applicant,
  login,
  company,
  claim,
  material,
  portal,
  page,
}) => {
  await trainedFilings(applicant);
  await login.goto();
  await login.signIn(company.pin);
  await claim.goto();
  await claim.submit([material.projects[0]?.course ?? ''], { bank: '样例银行', name: '张三', number: '62ab' });
  await expect(page.getByLabel('账户名称')).toHaveAccessibleDescription(new RegExp(company.name));
  await expect(page.getByLabel('银行账号')).toHaveAccessibleDescription(/只能是数字/);
  expect(portal.state.claims(company.creditCode)).toHaveLength(0);
});

test('学习时长差一分钟不能申请，并说出多少人不足', async ({ applicant, login, company, claim, material }) => {
  const victim = material.roster[0];
  let left = 1079;
  material.sessions = material.sessions.flatMap((session) => {
    if (session.idNumber !== victim?.idNumber) return [session];
    const minutes = Math.min(left, 60);
    left -= minutes;
    const end = new Date(Date.parse(`${session.start}Z`) + minutes * 60_000).toISOString().slice(0, 19);
    return minutes === 0 ? [] : [{ ...session, end }];
  });
  await trainedFilings(applicant);
  await login.goto();
  await login.signIn(company.pin);
  await claim.goto();
  await expect(claim.row(victim?.course ?? '')).toContainText(/有 1 名学员学习时长不足 1080 分钟/);
  await expect(claim.checkbox(victim?.course ?? '')).toBeDisabled();
});

test('没有考试记录不能申请', async ({ applicant, login, company, claim, material }) => {
  material.exams = material.exams.slice(1);
  await trainedFilings(applicant);
  await login.goto();
  await login.signIn(company.pin);
  await claim.goto();
  await expect(claim.row(material.roster[0]?.course ?? '')).toContainText('没有课后考试记录');
});

test('材料邮件经邮件服务器送达，附件逐个收到', async ({
  applicant,
  login,
  company,
  claimDetail,
  mailbox,
  material,
}) => {
  const made = await submittedClaim(applicant);
  const papers = await claimPapers(
    material,
    material.projects.map((project) => project.course),
    600,
  );
  await login.goto();
  await login.signIn(company.pin);
  await claimDetail.goto(made.receipt);
  await claimDetail.mail(papers.slice(0, 3));
  await expect(claimDetail.page.getByText('邮件缺少材料：后台数据')).toBeVisible();
  await claimDetail.mail(papers);
  await expect(claimDetail.status('待受理')).toBeVisible();
  await mailbox.goto();
  await expect(mailbox.table.getByRole('row')).toHaveCount(3);
  await expect(mailbox.table).toContainText(made.receipt);
});

test('收件人不是区就促中心时，邮件服务器拒收并说明', async ({ applicant, login, company, claimDetail, material }) => {
  const made = await submittedClaim(applicant);
  const papers = await claimPapers(material, [], 600);
  await login.goto();
  await login.signIn(company.pin);
  await claimDetail.goto(made.receipt);
  await claimDetail.mail(papers, { to: 'somebody@elsewhere.example' });
  await expect(claimDetail.mailForm.alert).toContainText('没有收件人 somebody@elsewhere.example');
});

test('区审核：回访未登记完不能审核通过，存疑须写明情况', async ({ applicant, deskClaims }) => {
  const accepted = await acceptedClaim(applicant);
  await deskClaims.goto(accepted.receipt);
  await deskClaims.approve();
  await expect(deskClaims.alert).toContainText('尚未抽取回访名单');
  await deskClaims.drawCallBacks(2);
  await deskClaims.recordCallBack(1, '存疑');
  await expect(deskClaims.alert).toContainText('请写明情况');
  await deskClaims.recordCallBack(1, '属实');
  await deskClaims.approve();
  await expect(deskClaims.alert).toContainText('还有 1 名学员待回访');
  await deskClaims.recordCallBack(2, '属实');
  await deskClaims.approve();
  await expect(deskClaims.status('审核通过').first()).toBeVisible();
});

test('区审核：当前阶段不允许的操作被拒绝并说明', async ({ applicant, deskClaims }) => {
  const made = await submittedClaim(applicant);
  await deskClaims.goto(made.receipt);
  await deskClaims.accept();
  await expect(deskClaims.alert).toContainText('收到企业寄送的材料后才能正式受理');
});

test('退回的申请写明理由，可重新申请', async ({ applicant, deskClaims, login, company, claimDetail, portal }) => {
  const accepted = await acceptedClaim(applicant);
  await deskClaims.goto(accepted.receipt);
  await deskClaims.return(['授课记录与签到不符']);
  await expect(deskClaims.status('已退回')).toBeVisible();
  await login.goto();
  await login.signIn(company.pin);
  await claimDetail.goto(accepted.receipt);
  await expect(claimDetail.page.getByText('授课记录与签到不符')).toBeVisible();
  await claimDetail.resubmit({ bank: company.bank, name: company.accountName, number: company.accountNumber });
  expect(portal.state.claim(accepted.id).status).toBe('待寄送材料');
});

test('拨付失败后重新申请', async ({ applicant, deskPayments, login, company, claimDetail, portal }) => {
  const noticed = await noticedClaim(applicant);
  await deskPayments.goto();
  await deskPayments.pay(noticed.receipt);
  await expect(deskPayments.alert).toContainText('财政核准后才能拨付');
  await deskPayments.approveFinance(noticed.receipt);
  await deskPayments.fail(noticed.receipt, '账号与户名不符');
  await expect(deskPayments.row(noticed.receipt)).toContainText('拨付失败');
  await login.goto();
  await login.signIn(company.pin);
  await claimDetail.goto(noticed.receipt);
  await expect(claimDetail.page.getByText('账号与户名不符')).toBeVisible();
  await claimDetail.resubmit({ bank: company.bank, name: company.accountName, number: company.accountNumber });
  expect(portal.state.claim(noticed.id)).toMatchObject({ status: '待寄送材料', receipt: noticed.receipt });
});

test('公示页写明起止日期和名单，期满前不能结束', async ({ applicant, deskNotices, notices, portal }) => {
  const approved = await approvedClaim(applicant);
  await deskNotices.goto();
  await deskNotices.publish([approved.receipt]);
  await deskNotices.close();
  await expect(deskNotices.alert).toContainText('期满后才能结束公示');
  const [notice] = portal.state.notices();
  await notices.goto();
  await notices.open(notice?.title ?? '');
  await expect(notices.article).toContainText('公示时间为5个工作日');
  await expect(notices.article).toContainText('2,400');
  const download = notices.page.waitForEvent('download');
  await notices.attachment.click();
  expect((await download).suggestedFilename()).toBe(`${notice?.title}.xlsx`);
});
