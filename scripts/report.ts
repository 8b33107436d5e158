import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FileSystemWriter } from 'allure-js-commons/sdk/reporter';
import type { AllureTest } from '../audit/report/allure/allure-test.ts';
import { InputError } from '../domain/errors.ts';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { withScratch } from './lib/scratch.ts';
import { buildReport } from './report/build.ts';
import { findReportable, testsOf } from './report/find.ts';

/** Where rehearsals and audits are written when nothing else is said. */
const USUAL = ['rehearsals', 'audit-report'];

/** `npm run report`: rehearsals and audits as one Allure report, made from what lies in their folders. */
await runCli(async () => {
  const parsed = command('report', '把演练和审计做成一份 Allure 报告（离线网页，不需要 Java）')
    .argument(
      '[DIR...]',
      `装有演练结果、审计报告（audit.json）或 allure-results 的文件夹，缺省为 ${USUAL.join(' 和 ')}`,
    )
    .option('--out <DIR>', '报告写入的文件夹', 'allure-report')
    .option('--results <DIR>', '另把 Allure 结果文件留在这个文件夹，供其他 Allure 程序使用')
    .option('--many-files', '分成多个文件，须由网站服务器提供；缺省为一个可双击打开的文件')
    .parse();
  const options = parsed.opts<{ out: string; results?: string; manyFiles?: true }>();
  const given = parsed.args.length > 0 ? parsed.args : USUAL.filter((folder) => existsSync(folder));
  for (const folder of given) if (!existsSync(folder)) throw new InputError(`找不到「${folder}」，请检查路径。`);
  const found = given.map((folder) => findReportable(folder));
  const tests = found.flatMap(testsOf);
  const results = found.flatMap((one) => one.results);
  if (tests.length + results.length === 0)
    throw new InputError(
      `${given.length === 0 ? '这里' : `「${given.join('、')}」里`}没有演练结果，也没有审计报告。请先运行 npm run rehearse 或 npm run audit。`,
    );
  const out = resolve(options.out);
  for (const folder of [out, ...(options.results === undefined ? [] : [resolve(options.results)])])
    refuseForeign(folder);
  await withScratch('report', async (scratch) => {
    const own = options.results === undefined ? mkdtempSync(join(scratch, 'results-')) : resolve(options.results);
    writeResults(tests, own);
    const single = options.manyFiles !== true;
    await buildReport({ results: [own, ...results.map((path) => resolve(path))], single, out, scratch });
  });
  const [rehearsals, audits] = [
    found.flatMap((one) => one.rehearsals).length,
    found.flatMap((one) => one.audits.flatMap(({ audit }) => audit.cases)).length,
  ];
  console.log(`演练 ${rehearsals} 个，审计案例 ${audits} 个。报告：${join(out, 'index.html')}`);
  return 0;
});

function writeResults(tests: readonly AllureTest[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const writer = new FileSystemWriter({ resultsDir: folder });
  writer.writeEnvironmentInfo({ 环境: '模拟环境 · 非官方网站' });
  for (const { result, files } of tests) {
    for (const [source, content] of files)
      if ('path' in content) writer.writeAttachmentFromPath(source, content.path);
      else writer.writeAttachment(source, Buffer.from(content.text));
    writer.writeResult(result);
  }
}

/** A report takes the place of an earlier one, and of nothing else. */
function refuseForeign(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.length > 0 && !names.includes('index.html') && !names.includes('environment.properties'))
    throw new InputError(`「${folder}」里有别的内容，为免覆盖没有生成报告。请换一个文件夹。`);
}
