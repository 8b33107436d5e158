import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** A file as Playwright takes it: a path, or bytes with a name. */
export type UploadFile = string | { name: string; mimeType: string; buffer: Buffer };

/** 资料上传: a card per material. */
export class UploadPage extends Screen {
  protected readonly name = '资料上传';
  readonly heading: Locator = this.page.getByRole('heading', { name: '资料上传', exact: true });
  readonly nextButton: Locator = this.page.getByRole('button', { name: '下一步' });

  card(type: string): Locator {
    return this.page.getByRole('region', { name: type, exact: true });
  }

  pages(type: string): Locator {
    return this.card(type)
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('img') });
  }

  /** Sentences about files of the last choice that were not taken. */
  messages(type: string): Locator {
    return this.card(type)
      .getByRole('list', { name: `${type}上传提示` })
      .getByRole('listitem');
  }

  count(type: string): Locator {
    return this.card(type).getByText(/^共 \d+ 页$/);
  }

  async goto(): Promise<void> {
    await this.act('打开资料上传', async () => {
      await this.page.goto('/zzjbdl/filing/materials');
      await this.ready();
    });
  }

  /** 「+」 and the files in their order; ends when every file was answered. */
  async attach(type: string, files: UploadFile[]): Promise<void> {
    await this.act(`上传${type}`, async () => {
      const add = this.card(type).getByRole('button', { name: `添加 ${type}` });
      const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), add.click()]);
      // One list of paths or one of bytes: Playwright takes no mixture.
      await chooser.setFiles(files as string[]);
      await this.card(type)
        .getByText(/^已上传 \d+ 张/)
        // Several files of up to 20 MB are sent, read and kept before the answer: on a busy machine longer than any click takes.
        .waitFor({ timeout: 30_000 });
      await this.page.waitForLoadState('load');
    });
  }

  async move(type: string, page: number, direction: '上移' | '下移'): Promise<void> {
    await this.act(direction, async () => {
      const button = this.card(type).getByRole('button', { name: `${direction} ${type}第 ${page} 页` });
      await Promise.all([this.page.waitForEvent('load'), button.click()]);
    });
  }

  async remove(type: string, page: number): Promise<void> {
    await this.act('删除图片', async () => {
      const button = this.card(type).getByRole('button', { name: `删除 ${type}第 ${page} 页` });
      await Promise.all([this.page.waitForEvent('load'), button.click()]);
    });
  }

  async next(): Promise<void> {
    await this.act('下一步', async () => {
      await this.nextButton.click();
      await this.page.getByRole('heading', { name: '确认提交', exact: true }).or(this.alert).first().waitFor();
      await this.page.waitForLoadState('load');
    });
  }
}
