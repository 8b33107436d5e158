import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';
import type { UploadFile } from './upload.page.ts';

/** 培训管理: periods of training and imports. */
export class TrainingPage extends Screen {
  protected readonly name = '培训管理';
  readonly heading: Locator = this.page.getByRole('heading', { name: '培训管理' });
  readonly table: Locator = this.page.getByRole('table', { name: '备案通过的培训项目' });
  readonly imports: Locator = this.page.getByRole('table', { name: '导入情况' });
  readonly dialog: Locator = this.page.getByRole('dialog', { name: '登记培训起止日期' });
  readonly dialogAlert: Locator = this.dialog.getByRole('alert').filter({ hasText: /\S/ });

  row(course: string): Locator {
    return this.table.getByRole('row').filter({ hasText: course });
  }

  async goto(): Promise<void> {
    await this.act('打开培训管理', async () => {
      await this.page.goto('/zzjbdl/training');
      await this.ready();
    });
  }

  /** Ends with the period in the table or with the refusal in the dialog. */
  async report(course: string, start: string, end: string): Promise<void> {
    await this.act('登记培训起止日期', async () => {
      await this.page.getByRole('button', { name: `登记培训 ${course}` }).click();
      await this.dialog.getByLabel('培训开始日期').fill(start);
      await this.dialog.getByLabel('培训结束日期').fill(end);
      await this.answered(this.dialog.getByRole('button', { name: '确定' }), this.dialogAlert);
    });
  }

  /** Uploads a file for checking; ends on the result of the check, or refused here. */
  async check(kind: '学员花名册' | '培训记录', file: UploadFile): Promise<void> {
    await this.act(`核对${kind}`, async () => {
      const form = this.page.getByRole('form', { name: `导入${kind}` });
      await form.getByLabel(`${kind}文件`).setInputFiles(file as string);
      await form.getByRole('button', { name: `核对${kind}` }).click();
      await this.page
        .getByRole('heading', { name: /^导入核对/ })
        .or(this.alert)
        .first()
        .waitFor({ timeout: 120_000 }); // a million rows take a while to check
      await this.page.waitForLoadState('load');
    });
  }
}
