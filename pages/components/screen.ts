import type { Locator, Page } from '@playwright/test';
import type { Dialog } from './dialog.ts';
import { refusalIn } from './form.ts';
import { headingOf, type ScreenName } from './headings.ts';
import { type Recorder, silent } from './step.ts';
import { connectionLost, errorPage, UnexpectedScreen, unexpected, watchConnection } from './unexpected-screen.ts';

/**
 * A screen of the portal, as a person sees it: locators by role and name, methods named after what the
 * person does; `goto` is the way there by its address. An action ends when its screen is ready or when
 * the portal refuses, whichever comes first.
 * @throws UnexpectedScreen from any action, when the login page or an error page comes instead
 */
export abstract class Screen {
  readonly page: Page;
  protected abstract readonly name: ScreenName;
  private readonly recorder: Recorder;

  constructor(page: Page, recorder: Recorder = silent) {
    this.page = page;
    this.recorder = recorder;
  }

  /** The heading that says this screen is open. */
  get heading(): Locator {
    return headingOf(this.page, this.name);
  }

  /** The sentence with which the portal refuses, where it stands outside a dialog. */
  get alert(): Locator {
    return refusalIn(this.page.getByRole('main'));
  }

  /** What may come in place of any screen. */
  protected get elsewhere(): Locator {
    return errorPage(this.page).or(headingOf(this.page, '登录'));
  }

  /** Open and able to answer: its scripts have run. */
  async ready(): Promise<void> {
    await this.first(this.heading, this.name);
  }

  protected act<T>(action: string, run: () => Promise<T>): Promise<T> {
    return this.recorder.step({ screen: this.name, action }, run);
  }

  /** Types an address, by default of this screen. */
  protected async visit(path: string, screen: ScreenName = this.name): Promise<void> {
    const answer = await this.page.goto(path).catch((error: Error) => {
      throw error.message.includes('net::') ? connectionLost(screen, { cause: error }) : error;
    });
    const status = answer?.status() ?? 200;
    if (status >= 400 && (await this.elsewhere.count()) === 0)
      throw new UnexpectedScreen(screen, `但服务器答复 ${status}，没有门户的页面。请稍后重试。`);
    await this.first(headingOf(this.page, screen), screen);
  }

  /** Waits for the screen that the act before leads to, or for the refusal here. */
  protected async opened(screen: ScreenName, timeout?: number): Promise<void> {
    await this.first(headingOf(this.page, screen).or(this.alert), screen, timeout);
  }

  /** The same where another sign than a heading says so. */
  protected async shown(sign: Locator, refusal = this.alert, timeout?: number): Promise<void> {
    await this.first(sign.or(refusal), this.name, timeout);
  }

  /** Presses a button whose act reloads the page when it is done, or says why not. */
  protected async answered(button: Locator, refusal = this.alert): Promise<void> {
    const reloaded = this.page.waitForEvent('load').catch(() => undefined);
    await button.click();
    await Promise.race([reloaded, refusal.first().waitFor()]);
    await this.shown(this.heading, refusal);
  }

  protected async confirmed(dialog: Dialog): Promise<void> {
    await this.answered(dialog.confirmButton, dialog.alert);
  }

  private async first(due: Locator, screen: ScreenName, timeout?: number): Promise<void> {
    const connection = watchConnection(this.page);
    try {
      const came = due
        .or(this.elsewhere)
        .first()
        .waitFor(timeout === undefined ? {} : { timeout });
      if ((await Promise.race([came, connection.lost])) === 'lost') throw connectionLost(screen);
    } finally {
      connection.stop();
    }
    await this.page.waitForLoadState('load');
    if (await this.elsewhere.first().isVisible()) throw await unexpected(this.page, screen);
  }
}
