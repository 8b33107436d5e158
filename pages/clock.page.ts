import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** 模拟时钟: stands only in the simulation. */
export class ClockPage extends Screen {
  protected readonly name = '模拟时钟';
  readonly now: Locator = this.page.getByRole('main').getByRole('definition').first();

  async goto(): Promise<void> {
    await this.act('打开模拟时钟', () => this.visit('/sim/clock'));
  }

  async advanceTo(day: string): Promise<void> {
    await this.act('推进日期', async () => {
      await this.page.getByLabel('推进到', { exact: true }).fill(day);
      await this.answered(this.page.getByRole('button', { name: '推进到该日' }));
    });
  }
}
