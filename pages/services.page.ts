import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** The service list of 惠企点单办. */
export class ServicesPage extends Screen {
  protected readonly name = '惠企点单办';

  group(name: string): Locator {
    return this.page.getByRole('group').filter({ hasText: name });
  }

  /** 办理 of a service by its name. */
  handle(service: string): Locator {
    return this.page
      .getByRole('link', { name: `办理 ${service}` })
      .or(this.page.getByRole('button', { name: `办理 ${service}` }));
  }

  guide(service: string): Locator {
    return this.page.getByRole('link', { name: `指南 ${service}` });
  }

  async goto(): Promise<void> {
    await this.act('打开惠企点单办', () => this.visit('/zzjbdl/services'));
  }

  async open(service: string): Promise<void> {
    await this.act('点击办理', async () => {
      await this.handle(service).click();
      await this.opened('信息录入');
    });
  }
}
