import type { Locator } from '@playwright/test';
import { Dialog } from './components/dialog.ts';
import { Screen } from './components/screen.ts';

/** 区审核 待办事项: filings, several at once or one by one. */
export class DeskPage extends Screen {
  protected readonly name = '区审核';
  readonly table: Locator = this.page.getByRole('table', { name: '备案审核' });
  readonly returnDialog: Dialog = new Dialog(this.page, '退回备案');

  row(course: string): Locator {
    return this.table.getByRole('row').filter({ hasText: course });
  }

  async goto(): Promise<void> {
    await this.act('打开区审核', () => this.visit('/desk'));
  }

  async approve(courses: string[]): Promise<void> {
    await this.act('备案通过', async () => {
      await this.choose(courses);
      await this.answered(this.page.getByRole('button', { name: '备案通过' }));
    });
  }

  async return(courses: string[], reasons: string[]): Promise<void> {
    await this.act('退回备案', async () => {
      await this.choose(courses);
      await this.page.getByRole('button', { name: '退回' }).click();
      await this.returnDialog.field('退回理由').fill(reasons.join('\n'));
      await this.confirmed(this.returnDialog);
    });
  }

  private async choose(courses: string[]): Promise<void> {
    for (const course of courses) await this.row(course).getByRole('checkbox').check();
  }
}
