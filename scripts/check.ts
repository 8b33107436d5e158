import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { markWorkbook } from '../domain/case/mark-workbook.ts';
import { readCase } from '../domain/case/read-case.ts';
import { InputError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import { runCli } from './cli.ts';
import { command } from './lib/command.ts';

const VERDICTS = { pass: '符合', violation: '错误', doubt: '存疑', 'not-applicable': '不适用' } as const;

await runCli(async () => {
  const parsed = command('check', '读取并检查案例表格和材料，列出全部问题（文件、工作表、单元格）')
    .argument('<CASE...>', '案例：含 case.xlsx 和 materials 的文件夹，或 .xlsx、case.json 文件')
    .option('--json', '以 JSON 输出')
    .option('--out <FILE.xlsx>', '另存一份标注了全部问题的表格副本')
    .parse();
  const options = parsed.opts<{ json?: true; out?: string }>();
  if (options.out !== undefined && parsed.args.length > 1)
    throw new InputError('--out 一次只能标注一个案例，请分别运行。');

  const findings: Finding[] = [];
  for (const path of parsed.args) {
    const reading = await readCase(path);
    findings.push(...reading.findings);
    if (!options.json) report(path, reading.findings);
    if (options.out === undefined) continue;
    if (!reading.files.workbook.endsWith('.xlsx'))
      throw new InputError(`${path} 不是 .xlsx 案例，不能生成标注副本；请去掉 --out。`);
    if (resolve(options.out) === resolve(reading.files.workbook))
      throw new InputError('--out 不能与案例表格是同一个文件，请换一个文件名。');
    await writeFile(options.out, await markWorkbook(await readFile(reading.files.workbook), reading.findings));
    if (!options.json) console.log(`标注副本：${options.out}`);
  }
  const counts = Object.fromEntries(
    Object.keys(VERDICTS).map((verdict) => [verdict, findings.filter((finding) => finding.verdict === verdict).length]),
  );
  if (options.json) console.log(JSON.stringify({ findings, counts }));
  return findings.some((finding) => finding.verdict === 'violation') ? 1 : 0;
});

function report(path: string, findings: Finding[]): void {
  const errors = findings.filter((finding) => finding.verdict === 'violation').length;
  console.log(
    findings.length === 0
      ? `${path}：没有发现问题。`
      : `${path}：错误 ${errors} 处，存疑 ${findings.length - errors} 处。`,
  );
  for (const finding of findings) {
    const place = finding.where
      .map(({ file, sheet, cell }) => [file, sheet, cell].filter((part) => part !== undefined).join(' › '))
      .join('，');
    console.log(`[${VERDICTS[finding.verdict]}] ${place}：${finding.message}`);
  }
}
