import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** 区审核 待办事项: filings, several at once or one by one. */
export class DeskPage extends Screen {
  protected readonly name = '区审核';
  readonly heading: Locator = this.page.getByRole('heading', { name: '待办事项' });
  readonly table: Locator = this.page.getByRole('table', { name: '备案审核' });
  readonly returnDialog: Locator = this.page.getByRole('dialog', { name: '退回备案' });
  readonly dialogAlert: Locator = this.returnDialog.getByRole('alert').filter({ hasText: /\S/ });

  row(course: string): Locator {
    return this.table.getByRole('row').filter({ hasText: course });
  }

  async goto(): Promise<void> {
    await this.act('打开区审核', async () => {
      await this.page.goto('/desk');
      await this.ready();
    });
  }

  async approve(courses: string[]): Promise<void> {
    await this.act('备案通过', async () => {
      await this.choose(courses);
      await this.answered(this.page.getByRole('button', { name: '备案通过' }), this.alert);
    });
  }

  async return(courses: string[], reasons: string[]): Promise<void> {
    await this.act('退回备案', async () => {
      await this.choose(courses);
      await this.page.getByRole('button', { name: '退回' }).click();
      await this.returnDialog.getByLabel('退回理由').fill(reasons.join('\n'));
      await this.answered(this.returnDialog.getByRole('button', { name: '确定' }), this.dialogAlert);
    });
  }

  private async choose(courses: string[]): Promise<void> {
    for (const course of courses) await this.row(course).getByRole('checkbox').check();
  }
}
