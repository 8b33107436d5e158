import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** 我的备案. */
export class FilingsPage extends Screen {
  protected readonly name = '我的备案';
  readonly table: Locator = this.page.getByRole('table', { name: '我的备案' });

  row(course: string): Locator {
    return this.table.getByRole('row').filter({ hasText: course });
  }

  async goto(): Promise<void> {
    await this.act('打开我的备案', () => this.visit('/zzjbdl/filings'));
  }

  async reopen(course: string): Promise<void> {
    await this.act('重新办理', async () => {
      await this.page.getByRole('button', { name: `重新办理 ${course}` }).click();
      await this.opened('信息录入');
    });
  }
}
