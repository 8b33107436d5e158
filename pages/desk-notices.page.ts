import { Dialog } from './components/dialog.ts';
import { Screen } from './components/screen.ts';

/** 公示管理. */
export class DeskNoticesPage extends Screen {
  protected readonly name = '公示管理';
  readonly objectionDialog: Dialog = new Dialog(this.page, '登记异议');

  async goto(): Promise<void> {
    await this.act('打开公示管理', () => this.visit('/desk/notices'));
  }

  async publish(receipts: string[]): Promise<void> {
    await this.act('发布公示', async () => {
      for (const receipt of receipts) await this.page.getByRole('checkbox', { name: `选择 ${receipt}` }).check();
      await this.answered(this.page.getByRole('button', { name: '发布公示' }));
    });
  }

  /** 公示期满 of the newest notice. */
  async close(): Promise<void> {
    await this.act('公示期满', () => this.answered(this.page.getByRole('button', { name: /^公示期满/ }).first()));
  }

  async object(objection: string): Promise<void> {
    await this.act('登记异议', async () => {
      await this.page
        .getByRole('button', { name: /^登记异议/ })
        .first()
        .click();
      await this.objectionDialog.field('异议内容').fill(objection);
      await this.confirmed(this.objectionDialog);
    });
  }
}
