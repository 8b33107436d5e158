import type { Locator } from '@playwright/test';
import { Dialog } from './components/dialog.ts';
import { Form } from './components/form.ts';
import { Screen } from './components/screen.ts';

/** 补贴审核: acceptance, call-backs, review of one claim. */
export class DeskClaimsPage extends Screen {
  protected readonly name = '补贴审核';
  readonly callBacks: Locator = this.page.getByRole('table', { name: '回访名单' });
  readonly returnDialog: Dialog = new Dialog(this.page, '退回申请');

  status(text: string): Locator {
    return this.page.getByRole('main').getByText(text, { exact: true });
  }

  async goto(receipt: string): Promise<void> {
    await this.act('打开补贴审核', async () => {
      await this.visit('/desk/claims');
      await this.page.getByRole('link', { name: `审核 ${receipt}` }).click();
      await this.shown(this.page.getByRole('heading', { name: receipt }));
    });
  }

  async accept(): Promise<void> {
    await this.act('正式受理', () => this.answered(this.page.getByRole('button', { name: '正式受理' })));
  }

  async drawCallBacks(size: number): Promise<void> {
    await this.act('抽取回访名单', async () => {
      await this.page.getByLabel('抽取人数').fill(String(size));
      await this.answered(this.page.getByRole('button', { name: '抽取回访名单' }));
    });
  }

  /** Result of the n-th person on the list, counted from 1. */
  async recordCallBack(number: number, result: string, note = ''): Promise<void> {
    await this.act('登记回访结果', async () => {
      const form = new Form(this.page, `登记第 ${number} 人回访结果`);
      await form.field('回访结果').selectOption(result);
      await form.field('回访备注').fill(note);
      await this.answered(form.button('登记'));
    });
  }

  async approve(): Promise<void> {
    await this.act('审核通过', () => this.answered(this.page.getByRole('button', { name: '审核通过' })));
  }

  async return(reasons: string[]): Promise<void> {
    await this.act('退回申请', async () => {
      await this.page.getByRole('button', { name: '退回' }).click();
      await this.returnDialog.field('退回理由').fill(reasons.join('\n'));
      await this.confirmed(this.returnDialog);
    });
  }
}
