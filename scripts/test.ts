import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, runParts } from './lib/parts.ts';
import { runNode, tool } from './lib/run.ts';
import { withScratch } from './lib/scratch.ts';
import { LINT } from './lint.ts';

/**
 * `npm test [-- lint|unit|browser]`: everything that must hold, or one part of it.
 * Tests without a browser run in Node's own runner, tests with one in Playwright Test.
 */
const PARTS: Record<string, Part[]> = {
  lint: LINT,
  unit: [
    {
      name: '单元与门户规则测试（node:test）',
      run: () => runNode(['--test', '--test-concurrency=2', '--test-reporter=spec', 'tests/**/*.test.ts']),
    },
  ],
  browser: [
    {
      name: '浏览器测试（Playwright）',
      run: () => runNode([tool('@playwright', 'test', 'cli.js'), 'test', ...process.argv.slice(3)]),
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
