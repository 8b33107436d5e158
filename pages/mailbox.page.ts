import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** 区就促中心收件箱. */
export class MailboxPage extends Screen {
  protected readonly name = '收件箱';
  readonly heading: Locator = this.page.getByRole('heading', { name: '区就促中心收件箱' });
  readonly table: Locator = this.page.getByRole('table', { name: '收件箱' });

  async goto(): Promise<void> {
    await this.act('打开收件箱', async () => {
      await this.page.goto('/mailbox');
      await this.ready();
    });
  }
}
