import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { InputError } from '../domain/errors.ts';
import { type Examined, examineBundle } from '../evidence/verify/examine.ts';
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
    .option('--report <FILE>', '另写一份四性检测报告（真实性、完整性、可用性、安全性逐项），.html 或 .json')
    .option('--json', '只输出一份 JSON')
    .parse(argv, { from: 'user' });
  const options = parsed.opts<TrustOptions & { json?: true; report?: string }>();
  const report = options.report === undefined ? undefined : await reportTo(options.report);
  const { operator, auditors, authorities } = trustOf(options);
  const bundles: Verdict[] = [];
  const examined: Examined[] = [];
  let unopened = false;
  for (const bundle of parsed.args)
    try {
      if (report === undefined) bundles.push(await verifyBundle(bundle, operator, auditors, authorities));
      else {
        const one = await examineBundle(bundle, operator, auditors, authorities);
        examined.push(one);
        bundles.push(one.verdict);
      }
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
  report?.(examined);
  if (options.json) console.log(JSON.stringify({ bundles }, null, 1));
  else for (const verdict of bundles) tell(verdict);
  if (unopened) return 2;
  return bundles.every(({ verdict }) => verdict === 'intact') ? 0 : 1;
}

/** Refuses an ending that says nothing before anything is read. @throws InputError */
async function reportTo(file: string): Promise<(bundles: readonly Examined[]) => void> {
  // Only here: what verifies a bundle of 1 GB within 150 MB holds nothing that it does not use.
  const { fourPropertiesJson, fourPropertiesPage } = await import('../audit/report/four-properties.ts');
  const make = /\.html?$/i.test(file) ? fourPropertiesPage : /\.json$/i.test(file) ? fourPropertiesJson : undefined;
  if (make === undefined) throw new InputError(`--report 的文件名须以 .html 或 .json 结尾，现为「${file}」。`);
  return (bundles) => {
    try {
      writeFileSync(file, make(bundles));
    } catch (error) {
      throw new InputError(
        `四性检测报告写不进「${file}」（${(error as NodeJS.ErrnoException).code}）。请检查文件夹和权限，或换一个文件名。`,
      );
    }
    console.error(`四性检测报告：${file}`);
  };
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
