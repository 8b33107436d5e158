import { readPrivateKey } from '../evidence/keys.ts';
import { countersign } from '../evidence/verify/countersign.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { type TrustOptions, trustOf, withTrust } from './lib/trust.ts';

/** `npm run countersign`: an auditor signs what an operator sealed, after verifying it. */
async function main(argv: string[]): Promise<void> {
  const parsed = withTrust(command('countersign', '审计方核验证据包后会签'))
    .argument('<BUNDLE>', '证据包（文件夹）')
    .requiredOption('--signing-key <FILE>', '审计方自己的签名私钥（PEM，可由 npm run keys 生成）')
    .parse(argv, { from: 'user' });
  const options = parsed.opts<TrustOptions & { signingKey: string }>();
  const { operator, auditors, authorities } = trustOf(options);
  const auditor = readPrivateKey(options.signingKey);
  const path = await countersign(parsed.args[0] ?? '', operator, auditor, auditors, authorities);
  console.log(`已会签：${path}`);
}

await runCli(() => main(process.argv.slice(2)));
