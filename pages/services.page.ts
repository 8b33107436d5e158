import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** The service list of 惠企点单办. */
export class ServicesPage extends Screen {
  protected readonly name = '惠企点单办';
  readonly heading: Locator = this.page.getByRole('heading', { name: '惠企点单办' });

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
    await this.act('打开惠企点单办', async () => {
      await this.page.goto('/zzjbdl/services');
      await this.ready();
    });
  }

  async open(service: string): Promise<void> {
    await this.act('点击办理', async () => {
      await this.handle(service).click();
      await this.page.getByRole('heading', { name: '信息录入' }).or(this.alert).first().waitFor();
      await this.page.waitForLoadState('load');
    });
  }
}
