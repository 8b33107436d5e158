import type { Locator, Page } from '@playwright/test';
import { type Recorder, silent } from './step.ts';

/**
 * A screen of the portal, as a person sees it: locators by role and name,
 * methods named after what the person does. An action ends when its screen is ready.
 */
export abstract class Screen {
  readonly page: Page;
  /** The heading that says this screen is open. */
  abstract readonly heading: Locator;
  /** Its Chinese name, for the record of steps. */
  protected abstract readonly name: string;
  private readonly recorder: Recorder;

  constructor(page: Page, recorder: Recorder = silent) {
    this.page = page;
    this.recorder = recorder;
  }

  /** The sentence with which the portal refuses, where it stands outside a dialog. */
  get alert(): Locator {
    return this.page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ });
  }

  /** Open and able to answer: its scripts have run. */
  async ready(): Promise<void> {
    await this.heading.waitFor();
    await this.page.waitForLoadState('load');
  }

  /** Presses a button whose act reloads the page when it is done, or says why not. */
  protected async answered(button: Locator, refusal: Locator): Promise<void> {
    const reloaded = this.page.waitForEvent('load').catch(() => undefined);
    await button.click();
    await Promise.race([reloaded, refusal.first().waitFor()]);
  }

  protected act<T>(action: string, run: () => Promise<T>): Promise<T> {
    return this.recorder.step({ screen: this.name, action }, run);
  }
}
