import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

export class HomePage extends Screen {
  protected readonly name = '首页';
  readonly services: Locator = this.page.getByRole('main').getByRole('link', { name: /^惠企点单办/ });

  async openServices(): Promise<void> {
    await this.act('点击惠企点单办', async () => {
      await this.services.click();
      await this.opened('惠企点单办');
    });
  }
}
