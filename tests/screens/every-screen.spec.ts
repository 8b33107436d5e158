import type { Page } from '@playwright/test';
import { seriousViolations } from '../../fixtures/accessibility.ts';
import { expect, test } from '../../fixtures/test.ts';
import { TOUR, visit } from '../../fixtures/tour/tour.ts';

for (const stop of TOUR) {
  test(`${stop.name}：标明模拟环境，没有无障碍问题，各种宽度都不横向溢出`, { tag: '@a11y' }, async ({
    page,
    screens,
    traveller,
  }) => {
    await visit(stop, page, screens, traveller);
    await expect(page.getByText('模拟环境 · 非官方网站').first()).toBeVisible();
    await expect(page).toHaveTitle(/模拟环境 · 非官方网站/);
    expect(await seriousViolations(page)).toEqual([]);
    // 640 px is a 1280 px window at 200 % zoom (WCAG 1.4.10).
    for (const width of [640, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        `${width} px`,
      ).toBe(0);
    }
  });

  test(`${stop.name}：每个可操作的控件都能用 Tab 键到达`, { tag: '@a11y' }, async ({ page, screens, traveller }) => {
    await visit(stop, page, screens, traveller);
    expect(await unreachable(page)).toEqual([]);
  });
}

/** Controls that a person sees but cannot tab to. A dialog in front takes the keyboard; of a radio group one has it. */
async function unreachable(page: Page): Promise<string[]> {
  const total = await page.evaluate(() => {
    const scope = document.querySelector('dialog[open]') ?? document;
    const all = [
      ...scope.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
      ),
    ];
    const seen = all.filter(
      (element) =>
        element.checkVisibility() &&
        !element.matches(':disabled') &&
        !element.closest('details:not([open]) > :not(summary)'),
    );
    const groups = new Set<string>();
    const wanted = seen.filter((element) => {
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      const first = !groups.has(element.name);
      groups.add(element.name);
      return first;
    });
    for (const [index, element] of wanted.entries()) element.dataset.tabCheck = String(index);
    return wanted.length;
  });
  const reached = new Set<string>();
  for (let press = 0; press < total * 2 + 20 && reached.size < total; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.tabCheck);
    if (at !== undefined) reached.add(at);
  }
  return page.evaluate(
    (found) =>
      [...document.querySelectorAll<HTMLElement>('[data-tab-check]')]
        .filter((element) => !found.includes(element.dataset.tabCheck ?? ''))
        .map((element) => element.outerHTML.slice(0, 120)),
    [...reached],
  );
}
