import { draftFilings } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

test.beforeEach(async ({ login, company, applicant }) => {
  draftFilings(applicant);
  applicant.state.generateLetter(company.creditCode);
  await login.goto();
  await login.signIn(company.pin);
});

test('承诺书写明单位、区、各项承诺和培训项目', async ({ commitment, company, material }) => {
  await commitment.goto();
  await expect(commitment.letter).toContainText(company.name);
  await expect(commitment.letter).toContainText(`${company.district}人力资源和社会保障局`);
  await expect(commitment.letter).toContainText('3. 我单位使用的线上培训平台和培训课程均符合市人力资源和社会保障局');
  await expect(commitment.letter).toContainText(material.projects[0]?.course ?? '');
  await expect(commitment.letter).toContainText('2022年4月25日');
});

test('没有把印章放到承诺书上时不能签章', async ({ commitment }) => {
  await commitment.goto();
  await commitment.signButton.click();
  await expect(commitment.alert).toContainText('请先点击左侧「签章」');
});

test('印章超出页面时被拒绝', async ({ commitment, company }) => {
  await commitment.goto();
  await commitment.takeSeal();
  await commitment.dragSealTo(0.02, 0.5);
  await commitment.sign(company.pin);
  await expect(commitment.dialog.alert).toContainText('电子印章超出了承诺书页面');
});

test('数字证书密码错误时提示剩余次数，承诺书仍未签章', async ({ commitment, portal, company }) => {
  await commitment.goto();
  await commitment.takeSeal();
  await commitment.sign('999');
  await expect(commitment.dialog.alert).toContainText('密码错误，还可以尝试 4 次');
  expect(portal.state.letter(company.creditCode)?.seal).toBeUndefined();
});

test('印章盖在拖放到的位置，签名可校验', async ({ commitment, portal, company }) => {
  await commitment.goto();
  await commitment.takeSeal();
  await commitment.dragSealTo(0.7, 0.8);
  await commitment.sign(company.pin);
  await expect(commitment.done).toContainText(company.name);
  const seal = portal.state.requireSealed(company.creditCode).seal;
  expect(seal?.x).toBeCloseTo(0.7, 1);
  expect(seal?.y).toBeCloseTo(0.8, 1);
});

test('只用键盘也能放置印章并签章', async ({ commitment, portal, company, page }) => {
  await commitment.goto();
  await commitment.takeButton.focus();
  await page.keyboard.press('Enter');
  await expect(commitment.seal).toBeFocused();
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowDown');
  await commitment.signButton.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type(company.pin);
  await page.keyboard.press('Enter');
  await expect(commitment.done).toBeVisible();
  const seal = portal.state.letter(company.creditCode)?.seal;
  expect([seal?.x, seal?.y]).toEqual([0.5, 0.4]);
});
