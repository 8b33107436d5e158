import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, runParts } from './lib/parts.ts';
import { runNode, tool } from './lib/run.ts';
import { withScratch } from './lib/scratch.ts';
import { LINT } from './lint.ts';

/**
 * `npm test [-- lint|unit|browser [FILE…]]`: everything that must hold, one part of it, or some files of a part.
 * Tests without a browser run in Node's own runner, tests with one in Playwright Test.
 */
const given = process.argv.slice(3);
const PARTS: Record<string, Part[]> = {
  lint: LINT,
  unit: [
    {
      name: '单元与门户规则测试（node:test）',
      run: () =>
        runNode([
          '--test',
          '--test-concurrency=2',
          '--test-reporter=spec',
          ...(given.length === 0 ? ['tests/**/*.test.ts'] : given),
        ]),
    },
  ],
  browser: [
    {
      name: '浏览器测试（Playwright）',
      run: () => runNode([tool('@playwright', 'test', 'cli.js'), 'test', ...given]),
    },
  ],
};

const wanted = process.argv[2];
const parts = wanted === undefined ? Object.values(PARTS).flat() : PARTS[wanted];
if (parts === undefined) {
  console.error(`没有名为「${wanted}」的测试部分，可用：${Object.keys(PARTS).join('、')}。`);
  process.exitCode = 2;
} else {
  // Keys and temporary files of their own, gone with the tests: nothing is written into the person's home or left behind.
  process.exitCode = await withScratch('tests', (folder) => {
    process.env.HARNESS_KEYS = join(folder, 'keys');
    process.env.TMPDIR = join(folder, 'tmp');
    mkdirSync(process.env.TMPDIR);
    // Some tests run a command as somebody else, who has to come this far; the keys have a lock of their own.
    chmodSync(folder, 0o755);
    return runParts(parts);
  });
}
