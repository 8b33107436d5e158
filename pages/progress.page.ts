import type { Locator } from '@playwright/test';
import { Screen } from './components/screen.ts';

/** 办理进度. */
export class ProgressPage extends Screen {
  protected readonly name = '办理进度';

  stage(subject: string, stage: string): Locator {
    return this.page
      .getByRole('table', { name: `${subject}进度` })
      .getByRole('row')
      .filter({ hasText: stage });
  }

  async goto(): Promise<void> {
    await this.act('打开办理进度', () => this.visit('/zzjbdl/progress'));
  }
}
