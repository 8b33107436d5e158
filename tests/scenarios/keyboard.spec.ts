import type { Page } from '@playwright/test';
import { pageImage } from '../../fixtures/factories/images.ts';
import { draftFilings } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

/** Presses Tab until the control with this role and name has the focus, as a person without a mouse does. */
async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'textbox' | 'combobox',
  name: string | RegExp,
  within?: string,
): Promise<void> {
  const scope = within === undefined ? page : page.getByRole('region', { name: within });
  const target = scope.getByRole(role, { name, exact: typeof name === 'string' }).first();
  await expect(target).toBeVisible();
  for (let press = 0; press < 80; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} ${name} cannot be reached by Tab`);
}

const press = async (page: Page, role: 'button' | 'link', name: string | RegExp, within?: string) => {
  await tabTo(page, role, name, within);
  await page.keyboard.press('Enter');
};

test('只用键盘，按操作流程文档的顺序和按钮名称，完成一次备案', { tag: '@filing' }, async ({
  page,
  portal,
  company,
  confirm,
  commitment,
  filingEntry,
  upload,
}) => {
  await page.goto('/zzjbd1');
  await page.keyboard.type(company.pin);
  await page.keyboard.press('Enter');
  await press(page, 'link', /^惠企点单办/);
  await page.getByText('疫情期间(2)').waitFor();
  await press(page, 'link', '办理 企业线上培训补贴');

  await filingEntry.ready();
  await press(page, 'button', '新增');
  for (const [label, value] of [
    ['培训课程', '物业项目风险管控'],
    ['培训平台名称', '物学网'],
    ['平台提供商统一社会信用代码', '91310101MA1FP0A02G'],
    ['拟培训人数', '20'],
  ] as const) {
    await tabTo(page, 'textbox', label);
    await page.keyboard.type(value);
  }
  await expect(filingEntry.dialog.field('拟补贴金额')).toHaveValue('12000');
  await press(page, 'button', '确定');
  await expect(filingEntry.draft('物业项目风险管控')).toBeVisible();

  await page.waitForLoadState('load');
  await press(page, 'button', '生成承诺书');
  await expect(filingEntry.letterState).toContainText('已生成');
  await page.waitForLoadState('load');
  await press(page, 'button', '单位签章');
  await commitment.ready();
  await press(page, 'button', '签章', '电子签章');
  await expect(commitment.seal).toBeFocused();
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 24; step += 1) await page.keyboard.press('ArrowDown');
  await press(page, 'button', '签章', '签章操作');
  await page.keyboard.type(company.pin);
  await page.keyboard.press('Enter');
  await expect(commitment.done).toBeVisible();
  await page.waitForLoadState('load');
  await press(page, 'link', '返回');
  await filingEntry.ready();
  await press(page, 'button', '下一步');

  await upload.ready();
  for (const [number, type] of ['营业执照', '培训方案'].entries()) {
    const chooser = page.waitForEvent('filechooser');
    await press(page, 'button', `添加 ${type}`);
    await (await chooser).setFiles([{ name: `${type}.jpg`, mimeType: 'image/jpeg', buffer: pageImage(number) }]);
    await expect(upload.count(type)).toHaveText('共 1 页');
    await page.waitForLoadState('load');
  }
  await press(page, 'button', '下一步');
  await confirm.ready();
  await press(page, 'button', '确认提交');
  await expect(confirm.receipt).toHaveText(/^SH\d+$/);
  expect(portal).toHaveFiling('物业项目风险管控', { status: '待审核', plannedTrainees: 20, plannedSubsidy: 12_000 });
});

test('操作流程文档里的每个名称都在它所说的页面上', async ({
  page,
  company,
  portal,
  material,
  filingEntry,
  applicant,
}) => {
  await page.goto('/zzjbd1');
  await page.getByLabel('登录密码').fill(company.pin);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /惠企点单办/ })
    .click();
  await expect(page.getByText('疫情期间(2)')).toBeVisible();
  for (const text of ['企业线上培训补贴', '办理', '指南']) await expect(page.getByText(text).first()).toBeVisible();
  draftFilings(applicant);
  await filingEntry.goto();
  const printed = [
    '信息录入',
    '资料上传',
    '确认提交',
    '企业备案信息',
    '企业名称:',
    '查询条件',
    '审核结果',
    '备案状态',
    '查询',
    '查询结果',
    '新增',
    '序号',
    '操作',
    '税收所属区',
    '企业全称',
    '企业类型',
    '培训课程',
    '培训平台',
    '备案信息录入',
    '修改',
    '删除',
    '选择',
    '培训平台名称',
    '生成承诺书',
    '单位签章',
    '下一步',
  ];
  const shown = await page.getByRole('main').innerText();
  for (const label of printed) expect(shown, label).toContain(label);
  await filingEntry.addButton.click();
  for (const label of [
    '企业类型',
    '培训课程',
    '培训平台名称',
    '平台提供商统一社会信用代码',
    '拟培训人数',
    '拟补贴金额',
  ])
    await expect(filingEntry.dialog.field(label)).toBeVisible();
  for (const name of ['确定', '取消']) await expect(filingEntry.dialog.button(name)).toBeVisible();
  await expect(filingEntry.dialog.field('企业类型').getByRole('option', { name: '中小微企业' })).toBeAttached();
  expect(portal.state.drafts(company.creditCode)).toHaveLength(material.projects.length);
});
