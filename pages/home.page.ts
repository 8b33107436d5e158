import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

export class HomePage extends Screen {
  protected readonly name = '首页';
  readonly heading: Locator = this.page.getByRole('heading', { name: '自助经办首页' });
  readonly services: Locator = this.page.getByRole('main').getByRole('link', { name: /^惠企点单办/ });

  async open(): Promise<void> {
    await this.act('打开首页', async () => {
      await this.page.goto('/zzjbdl/home');
      await this.ready();
    });
  }

  async openServices(): Promise<void> {
    await this.act('点击惠企点单办', async () => {
      await this.services.click();
      await this.page.getByRole('heading', { name: '惠企点单办' }).waitFor();
      await this.page.waitForLoadState('load');
    });
  }
}
