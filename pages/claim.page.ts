import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

export interface Account {
  bank: string;
  name: string;
  number: string;
}

/** 申请补贴: choosing projects, the account, the receipt. */
export class ClaimPage extends Screen {
  protected readonly name = '申请补贴';
  readonly heading: Locator = this.page.getByRole('heading', { name: '申请补贴', exact: true });
  readonly table: Locator = this.page.getByRole('table', { name: '可申请的培训项目' });
  readonly claims: Locator = this.page.getByRole('table', { name: '已提交的申请' });
  readonly submitButton: Locator = this.page.getByRole('button', { name: '提交申请' });
  readonly receipt: Locator = this.page.getByLabel('申请回执号');

  row(course: string): Locator {
    return this.table.getByRole('row').filter({ hasText: course });
  }

  checkbox(course: string): Locator {
    return this.page.getByRole('checkbox', { name: `选择 ${course}` });
  }

  async goto(): Promise<void> {
    await this.act('打开申请补贴', async () => {
      await this.page.goto('/zzjbdl/claim');
      await this.ready();
    });
  }

  /** Ends on the receipt or with the refusal. */
  async submit(courses: string[], account: Account): Promise<void> {
    await this.act('提交补贴申请', async () => {
      for (const course of courses) await this.checkbox(course).check();
      await this.fillAccount(account);
      await this.submitButton.click();
      await this.receipt.or(this.alert).first().waitFor();
      await this.page.waitForLoadState('load');
    });
  }

  private async fillAccount(account: Account): Promise<void> {
    await this.page.getByLabel('开户银行').fill(account.bank);
    await this.page.getByLabel('账户名称').fill(account.name);
    await this.page.getByLabel('银行账号').fill(account.number);
  }
}
