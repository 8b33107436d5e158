import { submittedFilings, withMaterials } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

test.beforeEach(async ({ login, company }) => {
  await login.goto();
  await login.signIn(company.pin);
});

test('确认提交列出材料份数、页数和每个备案项目', async ({ confirm, applicant, material }) => {
  withMaterials(applicant);
  await confirm.goto();
  await expect(confirm.materials).toContainText('材料信息共 2 份');
  for (const { course } of material.projects) await expect(confirm.filings).toContainText(course);
});

test('连点两次确认提交，只有一份备案和一个回执', async ({ confirm, applicant, portal, company, material }) => {
  withMaterials(applicant);
  await confirm.goto();
  await confirm.submitButton.dblclick();
  await expect(confirm.receipt).toHaveText(/^SH\d+$/);
  for (const { course } of material.projects) expect(portal).toHaveFiling(course, { status: '待审核' });
  expect(portal.state.filings(company.creditCode, { size: 100 }).total).toBe(material.projects.length);
});

test('后退再次提交得到同一个回执', async ({ confirm, applicant, portal, company }) => {
  withMaterials(applicant);
  const application = portal.state.openApplication(company.creditCode).id;
  await confirm.goto();
  await confirm.submit();
  const receipt = await confirm.receipt.innerText();
  const again = await confirm.page.request.post('/zzjbdl/filing/submit', {
    form: { application },
    headers: { accept: 'application/json' },
  });
  expect(again.ok()).toBe(true);
  expect(portal.state.application(application).receipt).toBe(receipt);
  expect(portal.state.filings(company.creditCode, {}).total).toBe(applicant.material.projects.length);
});

test('退回的备案带着数据、材料和理由重新打开，改好后可再次提交', async ({
  filings,
  filingEntry,
  applicant,
  portal,
  material,
  company,
}) => {
  const submitted = submittedFilings(applicant);
  const course = material.projects[0]?.course ?? '';
  portal.state.returnFilings([submitted[0]?.id ?? ''], ['培训方案缺少课时安排', '请补充师资情况']);
  await filings.goto();
  await expect(filings.row(course)).toContainText('已退回');
  await expect(filings.row(course)).toContainText('培训方案缺少课时安排');
  await filings.reopen(course);
  await expect(filingEntry.draft(course)).toContainText('曾被退回');
  await expect(filingEntry.draft(course)).toContainText('请补充师资情况');
  await expect(filingEntry.subsidy(course)).toHaveText('2,400');
  await expect(filingEntry.letterState).toContainText('尚未生成');
  const kept = portal.state.materials(portal.state.openApplication(company.creditCode).id);
  expect(kept.map((page) => page.fileName)).toContain('培训方案-1.jpg');
});
