import { join } from 'node:path';
import { countersign } from '../audit/evidence/countersign.ts';
import { defaultKeyFolder, KEY_FILES, readPrivateKey, readPublicKey } from '../audit/evidence/keys.ts';
import { runCli } from './cli.ts';
import { command } from './lib/command.ts';

/** `npm run countersign`: an auditor signs what an operator sealed, after verifying it. */
async function main(argv: string[]): Promise<void> {
  const parsed = command('countersign', '审计方核验证据包后会签')
    .argument('<BUNDLE>', '证据包（文件夹）')
    .requiredOption('--signing-key <FILE>', '审计方自己的签名私钥（PEM，可由 npm run keys 生成）')
    .option('--key <FILE...>', '先封存方的公钥，其后是此前各会签审计方的公钥；缺省为本机的封存公钥')
    .parse(argv, { from: 'user' });
  const options = parsed.opts<{ signingKey: string; key?: string[] }>();
  const [operator, ...auditors] = options.key ?? [join(defaultKeyFolder(), KEY_FILES.operatorPublic)];
  const path = await countersign(
    parsed.args[0] ?? '',
    readPublicKey(operator ?? ''),
    readPrivateKey(options.signingKey),
    auditors.map(readPublicKey),
  );
  console.log(`已会签：${path}`);
}

await runCli(() => main(process.argv.slice(2)));
