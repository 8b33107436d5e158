import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** 拨付管理: finance approval, payment, a payment that failed. */
export class DeskPaymentsPage extends Screen {
  protected readonly name = '拨付管理';
  readonly heading: Locator = this.page.getByRole('heading', { name: '拨付管理' });
  readonly failDialog: Locator = this.page.getByRole('dialog', { name: '登记拨付失败' });

  row(receipt: string): Locator {
    return this.page.getByRole('row').filter({ hasText: receipt });
  }

  async goto(): Promise<void> {
    await this.act('打开拨付管理', async () => {
      await this.page.goto('/desk/payments');
      await this.ready();
    });
  }

  async approveFinance(receipt: string): Promise<void> {
    await this.act('财政核准', () =>
      this.answered(this.page.getByRole('button', { name: `财政核准 ${receipt}` }), this.alert),
    );
  }

  async pay(receipt: string): Promise<void> {
    await this.act('拨付', () =>
      this.answered(this.page.getByRole('button', { name: `拨付 ${receipt}`, exact: true }), this.alert),
    );
  }

  async fail(receipt: string, reason: string): Promise<void> {
    await this.act('登记拨付失败', async () => {
      await this.page.getByRole('button', { name: `拨付失败 ${receipt}` }).click();
      await this.failDialog.getByLabel('失败原因').fill(reason);
      await this.answered(
        this.failDialog.getByRole('button', { name: '确定' }),
        this.failDialog.getByRole('alert').filter({ hasText: /\S/ }),
      );
    });
  }
}
