import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';
import { filesToChoose, type UploadFile } from './components/upload-file.ts';

/** 资料上传: a card per material. */
export class UploadPage extends Screen {
  protected readonly name = '资料上传';
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
    await this.act('打开资料上传', () => this.visit('/zzjbdl/filing/materials'));
  }

  /** 「+」 and the files in their order; ends when every file was answered. */
  async attach(type: string, files: UploadFile[]): Promise<void> {
    await this.act(`上传${type}`, async () => {
      const add = this.card(type).getByRole('button', { name: `添加 ${type}` });
      const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), add.click()]);
      await chooser.setFiles(filesToChoose(files));
      const said = this.card(type).getByText(/^已上传 \d+ 张/);
      await this.shown(said, this.alert, 60_000); // several images of 20 MB each, sent and shown
    });
  }

  async move(type: string, page: number, direction: '上移' | '下移'): Promise<void> {
    await this.act(direction, async () => {
      const button = this.card(type).getByRole('button', { name: `${direction} ${type}第 ${page} 页` });
      await this.answered(button);
    });
  }

  async remove(type: string, page: number): Promise<void> {
    await this.act('删除图片', async () => {
      const button = this.card(type).getByRole('button', { name: `删除 ${type}第 ${page} 页` });
      await this.answered(button);
    });
  }

  async next(): Promise<void> {
    await this.act('下一步', async () => {
      await this.nextButton.click();
      await this.opened('确认提交');
    });
  }
}
