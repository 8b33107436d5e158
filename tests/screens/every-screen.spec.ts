import { seriousViolations, unreachable } from '../../fixtures/accessibility.ts';
import { EVERY_STATE, openScreen } from '../../fixtures/screen-states/every.ts';
import { expect, test } from '../../fixtures/test.ts';

// One visit serves all that makes a screen reachable for everybody: there are seventy of them.
for (const state of EVERY_STATE)
  test(`${state.name}：标明模拟环境，没有无障碍问题，各种宽度都不横向溢出，每个控件都能用 Tab 键到达`, {
    tag: '@a11y',
  }, async ({ page, screens, applicant }) => {
    await openScreen(state, page, screens, applicant);
    await expect(page.getByText('模拟环境 · 非官方网站').first()).toBeVisible();
    await expect(page).toHaveTitle(/模拟环境 · 非官方网站/);
    expect(await seriousViolations(page)).toEqual([]);
    expect(await unreachable(page)).toEqual([]);
    // 640 px is a 1280 px window at 200 % zoom (WCAG 1.4.10).
    for (const width of [640, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        `${width} px`,
      ).toBe(0);
    }
  });
