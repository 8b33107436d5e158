import { join } from 'node:path';
import type { Difference } from '../evidence/journal-differs.ts';
import { readIdentity } from '../evidence/keys.ts';
import { layOut } from '../evidence/private-case.ts';
import { compareRuns, observedDifferences, privateCaseOf, recordedRun } from '../evidence/replay.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { withScratch } from './lib/scratch.ts';
import { runRehearsal } from './rehearse/run.ts';

const CASE_NAME = '重放';

/** `npm run replay`: drives a bundle's run again on a fresh portal and says where it parts from the record. */
async function replay(argv: string[]): Promise<number> {
  const parsed = command('replay', '用审计方的密钥解开案例，在全新的模拟门户上重新办理一遍，逐条与记录比对')
    .argument('<BUNDLE>', '证据包（文件夹或 .zip）')
    .requiredOption('--identity <FILE>', '审计方的解密密钥（age）')
    .option('--json', '只输出一份 JSON')
    .parse(argv, { from: 'user' });
  const options = parsed.opts<{ identity: string; json?: true; debug?: true }>();
  const [bundle = ''] = parsed.args;
  const recorded = await recordedRun(bundle);
  const privateCase = await privateCaseOf(bundle, readIdentity(options.identity));
  const { parameters } = privateCase;
  return withScratch('replay', async (scratch) => {
    const out = join(scratch, 'out');
    const path = layOut(privateCase, join(scratch, 'case'));
    await runRehearsal(
      {
        journey: parameters.journey,
        out,
        seed: parameters.seed,
        resume: false,
        headed: false,
        slowMo: 0,
        cases: [{ name: CASE_NAME, path }],
        ...(parameters.today !== undefined && { today: parameters.today }),
      },
      { workers: 1, ...(options.debug && { debug: true }) },
    );
    const replayed = await recordedRun(join(out, CASE_NAME));
    const difference = compareRuns(recorded, replayed);
    const coreDigest = { recorded: recorded.coreDigest, replayed: replayed.coreDigest };
    const verdict = difference === undefined ? 'same' : 'different';
    const observed = observedDifferences(recorded, replayed);
    if (options.json) console.log(JSON.stringify({ verdict, coreDigest, firstDifference: difference ?? null }));
    else tell(coreDigest, difference);
    const say = options.json ? console.error : console.log;
    say(
      observed.length === 0
        ? '画面：截图和页面快照也全部相同。'
        : `画面（仅供参考，不影响结论）：${observed.length} 个截图或快照不同，如 ${observed[0]}。`,
    );
    say('重放不核验封存：由谁封存、此后有无改动，用 npm run verify 核验。');
    return difference === undefined ? 0 : 1;
  });
}

function tell(coreDigest: { recorded: string; replayed: string }, difference: Difference | undefined): void {
  console.log(difference === undefined ? '相同  重放与记录逐条一致' : '不同  重放与记录不一致');
  console.log(`  核心校验值  记录 ${coreDigest.recorded}`);
  console.log(`              重放 ${coreDigest.replayed}`);
  if (difference === undefined) return;
  console.log(`  首处不同在第 ${difference.seq} 条的 ${difference.field}：`);
  console.log(`    记录 ${difference.recorded || '（无）'}`);
  console.log(`    重放 ${difference.replayed || '（无）'}`);
}

await runCli(() => replay(process.argv.slice(2)));
