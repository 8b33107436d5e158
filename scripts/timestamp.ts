import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { STAMP } from '../evidence/layout.ts';
import { readTimeAuthority, stampSeal } from '../evidence/timestamp.ts';
import { verifyBundle } from '../evidence/verify.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { type TrustOptions, trustOf, withTrust } from './lib/trust.ts';

/** `npm run timestamp`: has a sealed bundle stamped by a time stamp authority. */
async function timestamp(argv: string[]): Promise<void> {
  const parsed = withTrust(
    command('timestamp', '请时间戳机构（RFC 3161）为已封存的证据包盖时间戳，证明封存不晚于该时间；只与所给地址通信'),
  )
    .argument('<BUNDLE>', '证据包（文件夹）')
    .requiredOption('--tsa <URL>', '时间戳机构的地址')
    .parse(argv, { from: 'user' });
  const [bundle = ''] = parsed.args;
  const options = parsed.opts<TrustOptions & { tsa: string }>();
  const authority = readTimeAuthority(options.tsa, options.tsaCert);
  const { operator, auditors } = trustOf(options);
  if (statSync(bundle, { throwIfNoEntry: false })?.isFile())
    throw new InputError(`「${bundle}」是压缩包，时间戳要写入文件夹：请先解压，盖好后再打包。`);
  if (existsSync(join(bundle, STAMP))) throw new InputError(`证据包「${bundle}」已有时间戳，没有重复加盖。`);
  const { verdict, problems } = await verifyBundle(bundle, operator, auditors);
  if (verdict !== 'intact')
    throw new InputError(
      `证据包「${bundle}」没有通过核验，没有加盖时间戳：${problems[0]?.file ?? ''} ${problems[0]?.problem ?? ''}。`,
    );
  const stamp = await stampSeal(bundle, authority);
  console.log(`已加盖时间戳：${STAMP}，${stamp.time}，由「${stamp.authority}」加盖`);
}

await runCli(() => timestamp(process.argv.slice(2)));
