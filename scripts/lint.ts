import { type Part, runParts } from './lib/parts.ts';
import { run, runNode, tool } from './lib/run.ts';

const KNIP = tool('knip', 'bin', 'knip.js');

/** `npm run lint`: types, style, layers and circles (scripts/lint/rooms.ts), dead code. Also the first part of `npm test`. */
export const LINT: Part[] = [
  { name: '类型（tsc）', run: () => runNode([tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']) },
  { name: '风格（biome）', run: () => run(tool('.bin', 'biome'), ['ci', '--error-on-warnings', '.']) },
  { name: '分层与循环依赖', run: () => runNode(['scripts/lint/layers.ts']) },
  { name: '无用代码（knip）', run: () => runNode([KNIP]) },
  {
    name: '只有测试才用的代码（knip）',
    run: () => runNode([KNIP, '--config', 'knip.production.json', '--include', 'files,exports,types']),
  },
];

if (import.meta.main) process.exitCode = await runParts(LINT);
