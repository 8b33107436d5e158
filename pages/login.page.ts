import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';
import { errorPage } from './components/unexpected-screen.ts';

/** 法人一证通登录: the UKey is in, its password is typed. */
export class LoginPage extends Screen {
  protected readonly name = '登录';
  readonly password: Locator = this.page.getByLabel('登录密码');
  readonly submit: Locator = this.page.getByRole('button', { name: '登录', exact: true });
  readonly notice: Locator = this.page.getByRole('status');

  async goto(): Promise<void> {
    await this.act('打开登录页', () => this.visit('/zzjbdl/jsp/login.html'));
  }

  /** Here the login page is where a person wants to be. */
  protected override get elsewhere(): Locator {
    return errorPage(this.page);
  }

  /** Ends on the page after the login, or with the portal's refusal shown. */
  async signIn(pin: string): Promise<void> {
    await this.act('输入密码并登录', async () => {
      await this.password.fill(pin);
      await this.submit.click();
      await this.shown(this.page.getByRole('navigation', { name: '主导航' }));
    });
  }
}
