import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig } from '@playwright/test';

const FONTS = fileURLToPath(new URL('./fonts.conf', import.meta.url));

/**
 * How every browser of the harness is started: the one that scripts/setup.mjs
 * found, in Shanghai, in Chinese. Background traffic is off: the harness talks to loopback only.
 */
export function browserUse(): NonNullable<PlaywrightTestConfig['use']> {
  return {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      env: {
        ...(process.env as Record<string, string>),
        // Without a UTF-8 locale the browser can't open an upload whose file name is Chinese.
        LC_ALL: 'C.UTF-8',
        // The portal's font as one of the system's: as some seventy web font files it is decoded anew on every page.
        FONTCONFIG_FILE: FONTS,
      },
      ...(process.env.HARNESS_CHROMIUM === undefined ? {} : { executablePath: process.env.HARNESS_CHROMIUM }),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--font-render-hinting=none',
        // Otherwise a tile keeps what was on it before and draws only the change, whose rounded edges then come out
        // in another shade: two pictures of one screen would differ by what was shown before.
        '--disable-partial-raster',
      ],
    },
  };
}
