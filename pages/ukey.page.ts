import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** UKey 模拟器: the key in the hand. */
export class UKeyPage extends Screen {
  protected readonly name = 'UKey';
  readonly heading: Locator = this.page.getByRole('heading', { name: 'UKey 模拟器' });

  async goto(): Promise<void> {
    await this.act('打开 UKey 模拟器', async () => {
      await this.page.goto('/ukey');
      await this.ready();
    });
  }

  async press(button: '插入 UKey' | '拔出 UKey' | '到服务网点解锁'): Promise<void> {
    await this.act(button, async () => {
      const loaded = this.page.waitForEvent('load');
      await this.page.getByRole('button', { name: button }).click();
      await loaded;
    });
  }
}
