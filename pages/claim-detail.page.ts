import type { Locator } from '@playwright/test';
import type { Account } from './claim.page.ts';
import { Screen } from './screen.ts';
import type { UploadFile } from './upload.page.ts';

/** One claim of the unit: its receipt, where it stands, mailing and claiming again. */
export class ClaimDetailPage extends Screen {
  protected readonly name = '补贴申请';
  readonly heading: Locator = this.page.getByRole('heading', { name: '补贴申请', exact: true });
  readonly receipt: Locator = this.page.getByLabel('申请回执号');
  readonly amounts: Locator = this.page.getByRole('table', { name: '分项目金额' });
  readonly mails: Locator = this.page.getByRole('table', { name: '已寄送的邮件' });
  readonly mailLink: Locator = this.page.getByRole('link', { name: '寄送材料' });
  readonly mailForm: Locator = this.page.getByRole('form', { name: '寄送材料' });
  readonly mailAlert: Locator = this.mailForm.getByRole('alert').filter({ hasText: /\S/ });

  status(text: string): Locator {
    return this.page.getByRole('main').getByText(text, { exact: true });
  }

  async goto(receipt: string): Promise<void> {
    await this.act('打开补贴申请', async () => {
      await this.page.goto('/zzjbdl/claim');
      await this.page.getByRole('link', { name: `查看 ${receipt}` }).click();
      await this.ready();
    });
  }

  /** 寄送材料 with the given files; ends back on the claim or with the mail server's refusal. */
  async mail(files: UploadFile[], change: { to?: string; subject?: string } = {}): Promise<void> {
    await this.act('寄送材料', async () => {
      await this.mailLink.click();
      await this.mailForm.waitFor();
      await this.page.waitForLoadState('load');
      if (change.to !== undefined) await this.mailForm.getByLabel('收件人').fill(change.to);
      if (change.subject !== undefined) await this.mailForm.getByLabel('主题').fill(change.subject);
      // One list of paths or one of bytes: Playwright takes no mixture.
      await this.mailForm.getByLabel('附件').setInputFiles(files as string[]);
      await this.mailForm.getByRole('button', { name: '发送' }).click();
      await this.heading.or(this.mailAlert).first().waitFor();
      await this.page.waitForLoadState('load');
    });
  }

  async resubmit(account: Account): Promise<void> {
    await this.act('重新申请', async () => {
      const form = this.page.getByRole('form', { name: '重新申请' });
      await form.getByLabel('开户银行').fill(account.bank);
      await form.getByLabel('账户名称').fill(account.name);
      await form.getByLabel('银行账号').fill(account.number);
      await form.getByRole('button', { name: '重新申请' }).click();
      await this.mailLink
        .or(form.getByRole('alert').filter({ hasText: /\S/ }))
        .first()
        .waitFor();
      await this.page.waitForLoadState('load');
    });
  }
}
