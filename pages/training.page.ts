import type { Locator } from '@playwright/test';
import { Dialog } from './components/dialog.ts';
import { Form } from './components/form.ts';
import { Screen } from './components/screen.ts';
import { filesToChoose, type UploadFile } from './components/upload-file.ts';

/** 培训管理: periods of training and imports. */
export class TrainingPage extends Screen {
  protected readonly name = '培训管理';
  readonly table: Locator = this.page.getByRole('table', { name: '备案通过的培训项目' });
  readonly imports: Locator = this.page.getByRole('table', { name: '导入情况' });
  readonly dialog: Dialog = new Dialog(this.page, '登记培训起止日期');

  row(course: string): Locator {
    return this.table.getByRole('row').filter({ hasText: course });
  }

  async goto(): Promise<void> {
    await this.act('打开培训管理', () => this.visit('/zzjbdl/training'));
  }

  /** Ends with the period in the table or with the refusal in the dialog. */
  async report(course: string, start: string, end: string): Promise<void> {
    await this.act('登记培训起止日期', async () => {
      await this.page.getByRole('button', { name: `登记培训 ${course}` }).click();
      await this.dialog.field('培训开始日期').fill(start);
      await this.dialog.field('培训结束日期').fill(end);
      await this.confirmed(this.dialog);
    });
  }

  /** Uploads a file for checking; ends on the result of the check, or refused here. */
  async check(kind: '学员花名册' | '培训记录', file: UploadFile): Promise<void> {
    await this.act(`核对${kind}`, async () => {
      const form = new Form(this.page, `导入${kind}`);
      await form.field(`${kind}文件`).setInputFiles(filesToChoose([file]));
      await form.button(`核对${kind}`).click();
      await this.opened('导入核对', 120_000); // a million rows take a while to check
    });
  }
}
