import type { Locator } from '@playwright/test';
import { type Account, fillAccount } from './components/account-form.ts';
import { Form } from './components/form.ts';
import { Screen } from './components/screen.ts';

/** 申请补贴: choosing projects, the account, the receipt. */
export class ClaimPage extends Screen {
  protected readonly name = '申请补贴';
  readonly table: Locator = this.page.getByRole('table', { name: '可申请的培训项目' });
  readonly claims: Locator = this.page.getByRole('table', { name: '已提交的申请' });
  readonly form: Form = new Form(this.page, '申请补贴');
  readonly receipt: Locator = this.page.getByLabel('申请回执号');

  row(course: string): Locator {
    return this.table.getByRole('row').filter({ hasText: course });
  }

  checkbox(course: string): Locator {
    return this.page.getByRole('checkbox', { name: `选择 ${course}` });
  }

  async goto(): Promise<void> {
    await this.act('打开申请补贴', () => this.visit('/zzjbdl/claim'));
  }

  /** Ends on the receipt or with the refusal. */
  async submit(courses: string[], account: Account): Promise<void> {
    await this.act('提交补贴申请', async () => {
      for (const course of courses) await this.checkbox(course).check();
      await fillAccount(this.form, account);
      await this.form.button('提交申请').click();
      await this.shown(this.receipt);
    });
  }
}
