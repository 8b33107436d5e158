import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** 导入核对: what a file holds before anything of it is kept. */
export class ImportPage extends Screen {
  protected readonly name = '导入核对';
  readonly problems: Locator = this.page.getByRole('table', { name: '错误明细' });
  readonly confirmButton: Locator = this.page.getByRole('button', { name: '确认导入' });
  readonly onlyGoodButton: Locator = this.page.getByRole('button', { name: '仅导入正确的行' });
  readonly discardButton: Locator = this.page.getByRole('button', { name: '放弃导入' });
  readonly imported: Locator = this.page.getByText('已导入', { exact: true });

  problem(row: number): Locator {
    return this.problems
      .getByRole('row')
      .filter({ has: this.page.getByRole('cell', { name: String(row), exact: true }) });
  }

  async confirm(): Promise<void> {
    await this.press('确认导入', this.confirmButton);
  }

  async keepGood(): Promise<void> {
    await this.press('仅导入正确的行', this.onlyGoodButton);
  }

  async discard(): Promise<void> {
    await this.press('放弃导入', this.discardButton);
  }

  private async press(name: string, button: Locator): Promise<void> {
    await this.act(name, () => this.answered(button));
  }
}
