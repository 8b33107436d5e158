import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCase } from '../domain/case/write-case.ts';
import { InputError } from '../domain/errors.ts';
import { writeBrokenCase } from '../fixtures/factories/broken.ts';
import { SAMPLE_SEED, sampleCase } from '../fixtures/factories/sample.ts';
import { writeCaseFolder } from '../fixtures/factories/write-folder.ts';
import { runCli } from './lib/cli.ts';
import { command, wholeNumber } from './lib/command.ts';

await runCli(async () => {
  const parsed = command(
    'template',
    '生成案例文件夹：带下拉选项、填写说明和示例行的表格，以及放扫描件的 materials 文件夹',
  )
    .argument('<DIR>', '要生成的文件夹')
    .option('--sample', '填入虚构的样例数据和扫描件')
    .option('--broken', '样例数据，其中每一种错误各有一处')
    .option('--seed <N>', '样例数据的种子值，同一数值得到同一份数据', wholeNumber(0, 4_294_967_295), SAMPLE_SEED)
    .parse();
  const folder = parsed.args[0] ?? '';
  const { sample, broken, seed } = parsed.opts<{ sample?: true; broken?: true; seed: number }>();
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new InputError(`文件夹「${folder}」已有内容，为免覆盖没有写入。请换一个新的文件夹名。`);
  if (broken) await writeBrokenCase(folder);
  else if (sample) await writeCaseFolder(sampleCase(seed), folder, seed);
  else {
    mkdirSync(join(folder, 'materials'), { recursive: true });
    writeFileSync(join(folder, 'case.xlsx'), await writeCase({}, { guide: true }));
  }
  console.log(`已生成 ${join(folder, 'case.xlsx')}${sample || broken ? '（虚构数据）及扫描件' : ''}。`);
  const next = { rehearse: `npm run rehearse -- ${folder}`, check: `npm run check -- ${folder}` };
  if (broken) console.log(`下一步：${next.check}`);
  else if (sample) console.log(`下一步：${next.rehearse}`);
  else console.log(`下一步：填写表格，把 JPEG 扫描件放入 ${join(folder, 'materials')}，再运行 ${next.check}`);
  return 0;
});
