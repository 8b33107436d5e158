import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { InputError } from '../domain/errors.ts';
import { type Verdict, verifyBundle } from '../evidence/verify.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { type TrustOptions, trustOf, withTrust } from './lib/trust.ts';

// A bundle of 1 GB is to be verified within 150 MB (issue 3): V8 would rather let its heap grow than collect.
setFlagsFromString('--optimize-for-size');

const WORDS = { intact: '完好', incomplete: '不完整', broken: '有问题' } as const;

const UNOPENED = { verdict: 'broken', sealedBy: null, entries: 0, coreDigest: null } as const;

/** A person reads the first few; all of them are in the JSON. */
const SHOWN = 20;

/** `npm run verify`: integrity and seal of bundles, folders or zips. */
async function verify(argv: string[]): Promise<number> {
  const parsed = withTrust(command('verify', '核验证据包（文件夹或 .zip）是否完整、由谁封存、何时已存在'))
    .argument('<BUNDLE...>', '证据包')
    .option('--json', '只输出一份 JSON')
    .parse(argv, { from: 'user' });
  const options = parsed.opts<TrustOptions & { json?: true }>();
  const { operator, auditors, authorities } = trustOf(options);
  const bundles: Verdict[] = [];
  let unopened = false;
  for (const bundle of parsed.args)
    try {
      bundles.push(await verifyBundle(bundle, operator, auditors, authorities));
    } catch (error) {
      // One that cannot be opened does not keep the others from being verified.
      if (!(error instanceof InputError) || parsed.args.length === 1) throw error;
      unopened = true;
      bundles.push({
        ...UNOPENED,
        countersignedBy: [],
        bundle,
        problems: [{ file: basename(bundle), seq: null, problem: error.message }],
      });
    }
  if (options.json) console.log(JSON.stringify({ bundles }, null, 1));
  else for (const verdict of bundles) tell(verdict);
  if (unopened) return 2;
  return bundles.every(({ verdict }) => verdict === 'intact') ? 0 : 1;
}

function tell({ bundle, verdict, sealedBy, entries, coreDigest, countersignedBy, stamp, problems }: Verdict): void {
  console.log(`${WORDS[verdict]}  ${bundle}  记录 ${entries} 条`);
  if (sealedBy !== null) console.log(`  封存公钥 ${sealedBy}`);
  if (verdict === 'intact') {
    for (const auditor of countersignedBy) console.log(`  会签公钥 ${auditor}`);
    if (countersignedBy.length === 0) console.log('  没有会签');
    console.log(stamp === undefined ? '  没有时间戳' : `  时间戳 ${stamp.time}，由「${stamp.authority}」加盖`);
    console.log(`  核心校验值 ${coreDigest}`);
  }
  for (const { file, seq, problem } of problems.slice(0, SHOWN))
    console.log(`  ${file}${seq === null ? '' : ` 第 ${seq} 条`}：${problem}`);
  if (problems.length > SHOWN) console.log(`  …… 共 ${problems.length} 处，用 --json 查看全部`);
  if (verdict === 'intact')
    console.log(
      stamp === undefined
        ? '  封存只证明由谁封存、此后没有改动；不证明采集时如实。时间须由会签或外部时间戳证明。'
        : '  封存证明由谁封存、此后没有改动，时间戳证明封存不晚于该时间；都不证明采集时如实。',
    );
}

await runCli(() => verify(process.argv.slice(2)));
