import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** The service list of 惠企点单办. */
export class ServicesPage extends Screen {
  protected readonly name = '惠企点单办';

  /** 办理 of a service by its name. */
  handle(service: string): Locator {
    return this.page
      .getByRole('link', { name: `办理 ${service}` })
      .or(this.page.getByRole('button', { name: `办理 ${service}` }));
  }

  async open(service: string): Promise<void> {
    await this.act('点击办理', async () => {
      await this.handle(service).click();
      await this.opened('信息录入');
    });
  }
}
