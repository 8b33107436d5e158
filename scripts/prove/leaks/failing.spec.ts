import { approvedFilings } from '../../../fixtures/arrivals.ts';
import { expect, test } from '../../../fixtures/test.ts';

// Fails on purpose, in each way in which a test puts what it saw into its reports.

test.use({ actionTimeout: 1500 });

test('密码和账号都输入之后，断言失败', async ({ login, page, company, material, traveller }) => {
  approvedFilings(traveller);
  await login.open();
  await login.signIn(company.pin);
  await page.goto('/zzjbdl/claim');
  const [person] = material.roster;
  await page.evaluate((values) => document.querySelector('main')?.append(...values), [
    person?.name,
    person?.idNumber,
    company.phone,
  ] as string[]);
  await expect(page.getByRole('main')).toHaveText(
    `${person?.name} ${person?.idNumber.slice(0, 17)}0 ${company.accountNumber}`,
    { timeout: 1000 },
  );
});

test('密码框里还留着密码，动作超时', async ({ login, page, company, material }) => {
  await login.open();
  await login.password.fill(company.pin);
  await page.getByRole('textbox', { name: material.roster[0]?.name ?? '' }).fill(material.roster[0]?.idNumber ?? '');
});

test('逐键输入密码，抛出的错误里写着学员', async ({ login, page, company, material }) => {
  await login.open();
  await login.password.focus();
  await page.keyboard.type(company.pin);
  await page.keyboard.insertText(company.accountNumber);
  throw new Error(`学员 ${material.roster[1]?.name}（${material.roster[1]?.phone}）不对，口令 ${company.pin}`, {
    cause: new Error(company.contact),
  });
});

test('整个测试超时', async ({ login, page, company, material }) => {
  test.setTimeout(4000);
  await login.open();
  await login.signIn(company.pin);
  await page.getByRole('textbox', { name: company.phone }).fill(material.roster[2]?.idNumber ?? '', { timeout: 0 });
});
