import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** 区就促中心收件箱. */
export class MailboxPage extends Screen {
  protected readonly name = '收件箱';
  readonly table: Locator = this.page.getByRole('table', { name: '收件箱' });

  async goto(): Promise<void> {
    await this.act('打开收件箱', () => this.visit('/mailbox'));
  }
}
