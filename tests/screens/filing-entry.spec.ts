import { draftFilings, sealedLetter, submittedFilings } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

const FORM = {
  type: '中小微企业',
  course: '物业服务礼仪',
  platformName: '物学网',
  platformCreditCode: '91310101MA1FP0A02G',
  plannedTrainees: 20,
};

test.beforeEach(async ({ login, company }) => {
  await login.goto();
  await login.signIn(company.pin);
});

test('每个填错的栏目旁边都有自己的提示，已填内容不丢', async ({ filingEntry, portal }) => {
  await filingEntry.goto();
  await filingEntry.add({
    type: '中小微企业',
    course: '',
    platformName: '',
    platformCreditCode: '91310101MA1FP0A02H',
    plannedTrainees: '1.5',
  });
  for (const [label, message] of [
    ['培训课程', '请填写培训课程'],
    ['培训平台名称', '请填写培训平台名称'],
    ['平台提供商统一社会信用代码', /校验位不符/],
    ['拟培训人数', '拟培训人数应为正整数'],
  ] as const) {
    await expect(filingEntry.dialog.field(label)).toHaveAccessibleDescription(
      message instanceof RegExp ? message : new RegExp(message),
    );
    await expect(filingEntry.dialog.field(label)).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(filingEntry.dialog.field('平台提供商统一社会信用代码')).toHaveValue('91310101MA1FP0A02H');
  expect(portal.state.deskQueue().filings).toHaveLength(0);
});

test('拟培训人数超过参保与派遣人数时被拒绝，并说出人数', async ({ filingEntry, company }) => {
  await filingEntry.goto();
  await filingEntry.add({ ...FORM, plannedTrainees: 9999 });
  await expect(filingEntry.dialog.field('拟培训人数')).toHaveAccessibleDescription(
    new RegExp(`${company.insuredStaff + company.dispatchedStaff}`),
  );
});

test('课程名称过长、重复时被拒绝', async ({ filingEntry, applicant }) => {
  const [first] = draftFilings(applicant);
  await filingEntry.goto();
  await filingEntry.add({ ...FORM, course: '长'.repeat(61) });
  await expect(filingEntry.dialog.field('培训课程')).toHaveAccessibleDescription(/不能超过 60 个字/);
  await filingEntry.page.reload();
  await filingEntry.add({ ...FORM, course: first?.course ?? '' });
  await expect(filingEntry.dialog.field('培训课程')).toHaveAccessibleDescription(/不能重复备案/);
});

test('拟补贴金额由系统按人数计算，不能改', async ({ filingEntry }) => {
  await filingEntry.goto();
  await filingEntry.addButton.click();
  await filingEntry.dialog.field('拟培训人数').fill('25');
  await expect(filingEntry.dialog.field('拟补贴金额')).toHaveValue('15000');
  await expect(filingEntry.dialog.field('拟补贴金额')).toHaveAttribute('readonly', '');
});

test('没有选择行时修改和删除被拒绝', async ({ filingEntry, applicant }) => {
  draftFilings(applicant);
  await filingEntry.goto();
  await filingEntry.editButton.click();
  await expect(filingEntry.alert).toContainText('请先在「备案信息录入」中选择要修改的一行');
  await filingEntry.removeButton.click();
  await expect(filingEntry.alert).toContainText('选择要删除的一行');
});

test('修改和删除所选的行', async ({ filingEntry, applicant, material, portal, company }) => {
  draftFilings(applicant);
  const [first, second] = material.projects.map((project) => project.course);
  await filingEntry.goto();
  await filingEntry.edit(first ?? '', { plannedTrainees: 10 });
  await expect(filingEntry.subsidy(first ?? '')).toHaveText('6,000');
  await filingEntry.remove(second ?? '');
  await expect(filingEntry.draft(second ?? '')).toHaveCount(0);
  expect(portal.state.drafts(company.creditCode)).toHaveLength(1);
});

test('没有备案信息时不能生成承诺书，没有承诺书时不能签章，没有签章时不能下一步', async ({ filingEntry, applicant }) => {
  await filingEntry.goto();
  await filingEntry.generate();
  await expect(filingEntry.alert).toContainText('还没有备案信息');
  draftFilings(applicant);
  await filingEntry.goto();
  await filingEntry.openSealing();
  await expect(filingEntry.alert).toContainText('尚未生成承诺书');
  await filingEntry.next();
  await expect(filingEntry.alert).toContainText('尚未生成承诺书');
  await filingEntry.generate();
  await filingEntry.next();
  await expect(filingEntry.alert).toContainText('承诺书尚未签章');
});

test('签章后修改备案信息，承诺书和签章一并失效，并说明原因', async ({ filingEntry, applicant, material }) => {
  sealedLetter(applicant);
  const course = material.projects[0]?.course ?? '';
  await filingEntry.goto();
  await expect(filingEntry.letterState).toContainText('已签章');
  await filingEntry.edit(course, { plannedTrainees: 7 });
  await expect(filingEntry.letterState).toContainText(`修改了课程「${course}」的备案信息，原承诺书和签章已失效`);
  await filingEntry.next();
  await expect(filingEntry.alert).toContainText('已失效');
});

test('直接打开资料上传和确认提交也不能绕过签章', async ({ filingEntry, applicant, page }) => {
  draftFilings(applicant);
  for (const path of ['/zzjbdl/filing/materials', '/zzjbdl/filing/confirm']) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(409);
    await expect(filingEntry.alert).toContainText('承诺书');
  }
});

test('查询结果按审核结果和备案状态筛选，并分页', async ({ filingEntry, applicant, portal, company }) => {
  const { enterprise } = applicant.material;
  for (let number = 1; number <= 12; number += 1)
    portal.state.addFiling(enterprise.creditCode, { ...FORM, course: `课程${number}`, plannedTrainees: '1' });
  submittedFilings(applicant);
  const filings = portal.state.filings(company.creditCode, { size: 100 }).rows;
  portal.state.approveFilings(filings.slice(0, 3).map((filing) => filing.id));
  await filingEntry.goto();
  await expect(filingEntry.pager).toContainText(`1 / ${Math.ceil(filings.length / 5)}`);
  await filingEntry.pager.getByRole('link', { name: '末页' }).click();
  await expect(filingEntry.found.getByRole('row')).toHaveCount(1 + (filings.length % 5 || 5));
  await filingEntry.query({ result: '通过' });
  await expect(filingEntry.pager).toContainText('共 3 条');
  await filingEntry.query({ result: '退回', status: '备案通过' });
  await expect(filingEntry.found).toContainText('暂无已提交的备案');
});
