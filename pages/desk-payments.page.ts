import type { Locator } from '@playwright/test';
import { Dialog } from './components/dialog.ts';
import { Screen } from './components/screen.ts';

/** 拨付管理: finance approval, payment, a payment that failed. */
export class DeskPaymentsPage extends Screen {
  protected readonly name = '拨付管理';
  readonly failDialog: Dialog = new Dialog(this.page, '登记拨付失败');

  row(receipt: string): Locator {
    return this.page.getByRole('row').filter({ hasText: receipt });
  }

  async goto(): Promise<void> {
    await this.act('打开拨付管理', () => this.visit('/desk/payments'));
  }

  async approveFinance(receipt: string): Promise<void> {
    await this.act('财政核准', () => this.answered(this.page.getByRole('button', { name: `财政核准 ${receipt}` })));
  }

  async pay(receipt: string): Promise<void> {
    await this.act('拨付', () =>
      this.answered(this.page.getByRole('button', { name: `拨付 ${receipt}`, exact: true })),
    );
  }

  async fail(receipt: string, reason: string): Promise<void> {
    await this.act('登记拨付失败', async () => {
      await this.page.getByRole('button', { name: `拨付失败 ${receipt}` }).click();
      await this.failDialog.field('失败原因').fill(reason);
      await this.confirmed(this.failDialog);
    });
  }
}
