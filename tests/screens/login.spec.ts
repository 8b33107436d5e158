import { expect, test } from '../../fixtures/test.ts';

test('密码错误时提示剩余次数，五次后锁定，解锁后可以登录', async ({ company, login, ukey, home }) => {
  await login.goto();
  for (const left of [4, 3, 2, 1]) {
    await login.signIn('000');
    await expect(login.alert).toHaveText(`密码错误，还可以尝试 ${left} 次。请核对后重新输入。`);
  }
  await login.signIn('000');
  await expect(login.alert).toContainText('UKey 已锁定');
  await login.signIn(company.pin);
  await expect(login.alert).toContainText('UKey 已锁定');
  await ukey.goto();
  await ukey.press('到服务网点解锁');
  await login.goto();
  await login.signIn(company.pin);
  await expect(home.heading).toBeVisible();
});

test('没有插入 UKey 时不能登录', async ({ company, login, ukey }) => {
  await ukey.goto();
  await ukey.press('拔出 UKey');
  await login.goto();
  await login.signIn(company.pin);
  await expect(login.alert).toHaveText('未检测到 UKey。请插入法人一证通 UKey 后重试。');
});

test('空密码被拒绝并提示', async ({ login }) => {
  await login.goto();
  await login.signIn('');
  await expect(login.alert).toHaveText('请输入 UKey 密码。');
});

test.describe('证书到期', () => {
  test.use({ portalOptions: { keyNotAfter: '2022-04-24' } });
  test('证书到期后不能登录，并说明到期日', async ({ company, login }) => {
    await login.goto();
    await login.signIn(company.pin);
    await expect(login.alert).toContainText('数字证书已于 2022-04-24 到期');
  });
});

test('登录过期后重新登录，回到刚才的页面', async ({ portal, company, login, filings }) => {
  await login.goto();
  await login.signIn(company.pin);
  await filings.goto();
  portal.state.clock.nextWorkingDay();
  await filings.page.reload();
  await expect(login.notice).toContainText('登录已过期');
  await login.signIn(company.pin);
  await expect(filings.heading).toBeVisible();
});

test('种子文档所印的地址都能到达登录页', async ({ portal, login }) => {
  for (const path of ['/zzjbd1', '/zzjbd/jsp/login.html', '/zzjbdl/jsp/login.html', '/']) {
    await login.page.goto(portal.origin + path);
    await expect(login.password).toBeVisible();
  }
});

test('登录后只返回本系统的页面', async ({ portal, company, login, home }) => {
  await login.page.goto(`${portal.origin}/zzjbdl/jsp/login.html?back=//elsewhere.example/`);
  await login.signIn(company.pin);
  await expect(home.heading).toBeVisible();
});
