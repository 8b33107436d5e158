import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { ROOT } from './lib/run.ts';
import { PROOFS, type ProofName } from './prove/proofs.ts';

/**
 * `npm run prove -- NAME`: a check that is too long for `npm test`. Its result is
 * kept in docs/proofs/, so that a reader sees the last figures without hours of running.
 */
await runCli(async () => {
  const parsed = command('prove', `长时间的证明：${Object.keys(PROOFS).join('、')}`)
    .argument('<NAME>', '哪一项')
    .argument('[DIR...]', '要读的文件夹（corpora）')
    .option('--size <N>', '规模，缺省为该项的完整规模', Number)
    .option('--seed <N>', '种子值', Number, 1)
    .parse();
  const options = parsed.opts<{ size?: number; seed: number }>();
  const [name = '', ...folders] = parsed.args;
  if (!(name in PROOFS)) {
    console.error(`没有名为「${name}」的证明，可用：${Object.keys(PROOFS).join('、')}。`);
    return 2;
  }
  const { size, prove } = PROOFS[name as ProofName];
  const result = await prove({
    size: options.size ?? size,
    seed: options.seed,
    folders,
    say: (line) => console.error(line),
  });
  const report = { proof: name, size: options.size ?? size, seed: options.seed, ...result };
  const folder = join(ROOT, 'docs/proofs');
  mkdirSync(folder, { recursive: true });
  // A smaller run is for trying; only the full one is the record.
  if (report.size >= size) writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(report, null, 1)}\n`);
  console.log(JSON.stringify(report, null, 1));
  return result.holds ? 0 : 1;
});
