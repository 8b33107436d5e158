import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** 确认提交 and the receipt after it. */
export class ConfirmPage extends Screen {
  protected readonly name = '确认提交';
  readonly materials: Locator = this.page.getByRole('region', { name: /^材料信息共/ });
  readonly filings: Locator = this.page.getByRole('table', { name: '备案信息申请列表' });
  readonly submitButton: Locator = this.page.getByRole('button', { name: '确认提交' });
  readonly receipt: Locator = this.page.getByLabel('申请回执号');
  readonly receipts: Locator = this.page.getByRole('table', { name: '备案回执' });

  async goto(): Promise<void> {
    await this.act('打开确认提交', () => this.visit('/zzjbdl/filing/confirm'));
  }

  receiptOf(course: string): Locator {
    return this.receipts.getByRole('row').filter({ hasText: course }).getByRole('cell').nth(2);
  }

  async submit(): Promise<void> {
    await this.act('确认提交', async () => {
      await this.submitButton.click();
      await this.shown(this.receipt);
    });
  }
}
