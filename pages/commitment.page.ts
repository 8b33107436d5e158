import type { Locator } from '@playwright/test';
import { Dialog } from './components/dialog.ts';
import { Screen } from './components/screen.ts';

/** 单位签章: the letter, the seal dragged onto it, the certificate's password. */
export class CommitmentPage extends Screen {
  protected readonly name = '单位签章';
  readonly letter: Locator = this.page.getByRole('article', { name: '承诺书' });
  /** The sheet with 申请单位, where the seal goes. */
  readonly lastSheet: Locator = this.letter.getByRole('group', { name: /^第 \d+ 页/ }).last();
  readonly takeButton: Locator = this.page
    .getByRole('region', { name: '电子签章' })
    .getByRole('button', { name: '签章' });
  readonly signButton: Locator = this.page
    .getByRole('region', { name: '签章操作' })
    .getByRole('button', { name: '签章' });
  readonly seal: Locator = this.page.getByRole('group', { name: '电子印章，用方向键移动' });
  readonly dialog: Dialog = new Dialog(this.page, '输入数字证书密码');
  readonly done: Locator = this.page.getByText(/^承诺书已签章/);

  async goto(): Promise<void> {
    await this.act('打开签章页', () => this.visit('/zzjbdl/filing/letter'));
  }

  async takeSeal(): Promise<void> {
    await this.act('点击左侧签章', async () => {
      await this.takeButton.click();
      await this.seal.waitFor();
    });
  }

  /** Drags the seal so that its middle is at these shares of the last sheet's width and height. */
  async dragSealTo(x: number, y: number): Promise<void> {
    await this.act('拖动电子印章', async () => {
      await this.lastSheet.evaluate(
        (letter, share) =>
          window.scrollTo(
            0,
            letter.getBoundingClientRect().top + window.scrollY + letter.clientHeight * share - window.innerHeight / 2,
          ),
        y,
      );
      // The seal may be out of view at first: it is brought along step by step.
      await this.seal.scrollIntoViewIfNeeded();
      const [start, letter] = [await this.seal.boundingBox(), await this.lastSheet.boundingBox()];
      if (start === null || letter === null) throw new Error('the seal is not on the page');
      await this.page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
      await this.page.mouse.down();
      await this.page.mouse.move(letter.x + letter.width * x, letter.y + letter.height * y, { steps: 4 });
      await this.page.mouse.up();
    });
  }

  /** 签章 at the bottom and the password; ends sealed or with the refusal in the dialog. */
  async sign(pin: string): Promise<void> {
    await this.act('输入数字证书密码并签章', async () => {
      await this.signButton.click();
      await this.dialog.field('数字证书密码').fill(pin);
      await this.confirmed(this.dialog);
    });
  }

  async back(): Promise<void> {
    await this.act('返回', async () => {
      await this.page.getByRole('link', { name: '返回' }).click();
      await this.opened('信息录入');
    });
  }
}
