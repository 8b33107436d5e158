import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** 模拟时钟: stands only in the simulation. */
export class ClockPage extends Screen {
  protected readonly name = '模拟时钟';
  readonly heading: Locator = this.page.getByRole('heading', { name: '模拟时钟' });
  readonly now: Locator = this.page.getByRole('main').getByRole('definition').first();

  async goto(): Promise<void> {
    await this.act('打开模拟时钟', async () => {
      await this.page.goto('/sim/clock');
      await this.ready();
    });
  }

  async advanceTo(day: string): Promise<void> {
    await this.act('推进日期', async () => {
      await this.page.getByLabel('推进到', { exact: true }).fill(day);
      await this.page.getByRole('button', { name: '推进到该日' }).click();
      await this.now.filter({ hasText: day }).or(this.alert).first().waitFor();
    });
  }
}
