import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** 公示: the list and the page of a notice. */
export class NoticesPage extends Screen {
  protected readonly name = '公示';
  readonly article: Locator = this.page.getByRole('article');
  readonly attachment: Locator = this.article.getByRole('link', { name: /\.xlsx$/ });

  async goto(): Promise<void> {
    await this.act('打开公示', () => this.visit('/notices'));
  }

  async open(title: string): Promise<void> {
    await this.act('查看公示', async () => {
      await this.page.getByRole('link', { name: title }).first().click();
      await this.shown(this.article);
    });
  }
}
