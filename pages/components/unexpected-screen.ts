import type { Locator, Page } from '@playwright/test';
import { refusalIn } from './form.ts';
import { headingOf } from './headings.ts';

/** An act led to another page than expected; the Chinese message names both. */
export class UnexpectedScreen extends Error {
  override readonly name = 'UnexpectedScreen';

  constructor(due: string, came: string, options?: ErrorOptions) {
    super(`应出现「${due}」，${came}`, options);
  }
}

/** The portal's own page for what it can't show: refused, not found, or out of order. */
export function errorPage(page: Page): Locator {
  return page.getByRole('region', { name: '系统提示' });
}

export function connectionLost(due: string, options?: ErrorOptions): UnexpectedScreen {
  return new UnexpectedScreen(due, '但网络中断，页面没有打开。请检查网络后重试。', options);
}

/** Names the page that is open in place of `due`, with its own sentence. */
export async function unexpected(page: Page, due: string): Promise<UnexpectedScreen> {
  if (await headingOf(page, '登录').isVisible()) {
    const notice = await sentence(page.getByRole('main').getByRole('status'));
    return new UnexpectedScreen(due, `来的却是登录页：${notice || '请登录后再办理。'}`);
  }
  const shown = errorPage(page);
  return new UnexpectedScreen(
    due,
    `来的却是出错页「${await sentence(shown.getByRole('heading'))}」：${await sentence(refusalIn(shown))}`,
  );
}

async function sentence(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join(' ').trim();
}

/** Resolves when the browser shows its own page for a lost connection; `stop` ends the watch. */
export function watchConnection(page: Page): { lost: Promise<'lost'>; stop: () => void } {
  let check = () => {};
  const lost = new Promise<'lost'>((resolve) => {
    check = () => {
      if (page.url().startsWith('chrome-error:')) resolve('lost');
    };
  });
  check();
  page.on('framenavigated', check);
  return { lost, stop: () => page.off('framenavigated', check) };
}
