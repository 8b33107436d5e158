import type { Locator } from '@playwright/test';
import { type Account, fillAccount } from './components/account-form.ts';
import { Form } from './components/form.ts';
import { Screen } from './components/screen.ts';
import { filesToChoose, type UploadFile } from './components/upload-file.ts';

/** One claim of the unit: its receipt, where it stands, mailing and claiming again. */
export class ClaimDetailPage extends Screen {
  protected readonly name = '补贴申请';
  readonly receipt: Locator = this.page.getByLabel('申请回执号');
  readonly amounts: Locator = this.page.getByRole('table', { name: '分项目金额' });
  readonly mails: Locator = this.page.getByRole('table', { name: '已寄送的邮件' });
  readonly mailForm: Form = new Form(this.page, '寄送材料');

  status(text: string): Locator {
    return this.page.getByRole('main').getByText(text, { exact: true });
  }

  async goto(receipt: string): Promise<void> {
    await this.act('打开补贴申请', async () => {
      await this.visit('/zzjbdl/claim', '申请补贴');
      await this.page.getByRole('link', { name: `查看 ${receipt}` }).click();
      await this.ready();
    });
  }

  /** 寄送材料 with the given files; ends back on the claim or with the mail server's refusal. */
  async mail(files: UploadFile[], change: { to?: string; subject?: string } = {}): Promise<void> {
    await this.act('寄送材料', async () => {
      await this.page.getByRole('link', { name: '寄送材料' }).click();
      await this.shown(this.mailForm.root);
      if (change.to !== undefined) await this.mailForm.field('收件人').fill(change.to);
      if (change.subject !== undefined) await this.mailForm.field('主题').fill(change.subject);
      await this.mailForm.field('附件').setInputFiles(filesToChoose(files));
      await this.mailForm.button('发送').click();
      await this.shown(this.heading, this.mailForm.alert);
    });
  }

  async resubmit(account: Account): Promise<void> {
    await this.act('重新申请', async () => {
      const form = new Form(this.page, '重新申请');
      await fillAccount(form, account);
      await this.answered(form.button('重新申请'), form.alert);
    });
  }
}
