import { resolve } from 'node:path';
import { defaultKeyFolder, KEY_FILES } from '../audit/evidence/keys.ts';
import { makeKeys } from '../audit/evidence/sealing-keys.ts';
import { runCli } from './cli.ts';
import { command } from './lib/command.ts';

/** `npm run keys`: the operator's signing key and the auditor's age identity; never overwrites. */
async function keys(argv: string[]): Promise<void> {
  const options = command('keys', '生成封存密钥（ECDSA P-256）和审计方的加密密钥（age）；已有的密钥绝不覆盖')
    .option('--out <DIR>', '存放的文件夹，默认在项目之外的用户配置文件夹', defaultKeyFolder())
    .parse(argv, { from: 'user' })
    .opts<{ out: string }>();
  const folder = resolve(options.out);
  const { keyId, recipient } = await makeKeys(folder);
  console.log(`已生成密钥，存放在 ${folder}`);
  console.log(`  ${KEY_FILES.operatorPrivate}  封存密钥，只由演练方保管，不要发给任何人`);
  console.log(`  ${KEY_FILES.operatorPublic}  封存公钥，交给核验的人（公钥标识 ${keyId}）`);
  console.log(`  ${KEY_FILES.identity}  审计方的解密密钥，只由审计方保管`);
  console.log(`  ${KEY_FILES.recipient}  审计方的加密公钥（${recipient}）`);
}

await runCli(() => keys(process.argv.slice(2)));
