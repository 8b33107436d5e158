import { resolve } from 'node:path';
import { defaultKeyFolder, KEY_FILES } from '../evidence/keys.ts';
import { makeKeys } from '../evidence/sealing-keys.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';

const FILES = [
  [KEY_FILES.operatorPrivate, '签名私钥：演练方用它封存，审计方用它会签；只由本人保管，不要发给任何人'],
  [KEY_FILES.operatorPublic, '签名公钥：交给核验的人（npm run verify -- 证据包 --key 该文件）'],
  [KEY_FILES.identity, '审计方的解密密钥：重放时用（npm run replay -- 证据包 --identity 该文件），只由审计方保管'],
  [KEY_FILES.recipient, '审计方的加密公钥：演练时用它加密案例，交给演练方'],
] as const;

/** `npm run keys`: a signing key and the auditor's age identity; never overwrites. */
async function keys(argv: string[]): Promise<void> {
  const options = command('keys', '生成签名密钥（ECDSA P-256）和审计方的加密密钥（age）；只写入空文件夹，绝不覆盖')
    .option('--out <DIR>', '存放的文件夹，默认在项目之外的用户配置文件夹', defaultKeyFolder())
    .addHelpText('after', `\n各文件的用途：\n${FILES.map(([name, use]) => `  ${name}  ${use}`).join('\n')}\n\n${APART}`)
    .parse(argv, { from: 'user' })
    .opts<{ out: string }>();
  const folder = resolve(options.out);
  const { keyId, recipient } = await makeKeys(folder);
  console.log(`已生成密钥，存放在 ${folder}`);
  for (const [name, use] of FILES) console.log(`  ${name}  ${use}`);
  console.log(`签名公钥标识 ${keyId}\n加密公钥 ${recipient}`);
}

/** One command serves both sides: each makes a set, and what is public changes hands. */
const APART =
  `演练方与审计方各自生成一套：审计方把自己的 ${KEY_FILES.recipient} 交给演练方，替换演练方文件夹里的同名文件，` +
  `案例就只有审计方能解开；审计方会签用自己的 ${KEY_FILES.operatorPrivate}（--signing-key）。`;

await runCli(() => keys(process.argv.slice(2)));
