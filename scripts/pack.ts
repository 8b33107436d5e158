import { resolve } from 'node:path';
import { packBundle } from '../evidence/pack.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';

/** `npm run pack`: a bundle's folder as one zip to hand over; never overwrites. */
async function pack(argv: string[]): Promise<void> {
  const parsed = command('pack', '把证据包文件夹打成一个压缩包，便于交付；npm run verify 可直接核验它')
    .argument('<BUNDLE>', '证据包（文件夹）')
    .option('--out <FILE>', '压缩包的文件名，默认在文件夹旁边，名为 <BUNDLE>.zip')
    .parse(argv, { from: 'user' });
  const folder = resolve(parsed.args[0] ?? '');
  const path = resolve(parsed.opts<{ out?: string }>().out ?? `${folder}.zip`);
  const litter = await packBundle(folder, path);
  if (litter.length > 0) console.error(`操作系统自动生成的 ${litter.length} 个文件没有装入：${litter.join('、')}。`);
  console.log(`已打包：${path}`);
}

await runCli(() => pack(process.argv.slice(2)));
