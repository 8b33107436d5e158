import { auditOfRecords } from './bench/audit-of-records.ts';
import { evidence } from './bench/evidence.ts';
import { interception } from './bench/interception.ts';
import { journeys } from './bench/journeys.ts';
import { largeBundle } from './bench/large-bundle.ts';
import { reader } from './bench/reader.ts';
import { withRegisters } from './bench/registers.ts';
import { workers } from './bench/workers.ts';
import { runCli } from './lib/cli.ts';
import { command, wholeNumber } from './lib/command.ts';
import { medianRatio, type Pair, type Sides } from './lib/pairs.ts';

/** `npm run bench`: every figure is a ratio of two things measured in turn within this one run. */
await runCli(async () => {
  const parsed = command('bench', '成对测量：页面对象与裸脚本、服务端与拦截、双路与单路、案例读取与裸流式读取')
    .option('--json', '以 JSON 输出')
    .option('--pairs <N>', '每项测几对', wholeNumber(1, 50), 5)
    .option('--only <NAME>', '只测名称中含有这个词的')
    .option('--records <N>', '比对独立登记时，案例的学习记录数', wholeNumber(100_000, 100_000_000), 2_000_000)
    .option('--register-rows <N>', '独立登记的总行数', wholeNumber(40_000, 10_000_000), 200_000)
    .parse();
  const options = parsed.opts<{
    json?: true;
    pairs: number;
    only?: string;
    records: number;
    registerRows: number;
  }>();
  const results: Pair[] = [];
  for (const [name, goal, measure] of measurements(options)) {
    if (options.only !== undefined && !name.includes(options.only)) continue;
    console.error(`正在测量：${name} …`);
    const pair = await medianRatio(name, goal, options.pairs, measure);
    results.push(pair);
    const { peak } = pair;
    if (!options.json)
      console.log(
        `${pair.name}：${pair.ours} ${pair.unit} 比 ${pair.reference} ${pair.unit}，比值 ${pair.ratio}（目标 ≤ ${pair.goal}，${pair.met ? '达到' : '未达到'}）${peak ? `；峰值内存 ${peak.megabytes} MB（目标 ≤ ${peak.goal} MB，${peak.met ? '达到' : '未达到'}）` : ''}`,
      );
  }
  if (options.json) console.log(JSON.stringify({ results }));
  return 0;
});

type Measure = () => Promise<Sides>;

function measurements(options: {
  records: number;
  registerRows: number;
}): [name: string, goal: number, measure: Measure][] {
  return [
    ['备案全程：页面对象 / 裸 Playwright 脚本', 1.15, () => journeys('filing')],
    ['申请补贴：页面对象 / 裸 Playwright 脚本', 1.15, () => journeys('claim')],
    ['备案全程：带完整证据包 / 同样的操作不取证', 1.15, () => evidence('bundle')],
    ['备案全程：Playwright 自带 trace / 同样的操作不取证（对照）', 1.15, () => evidence('trace')],
    ['备案录入与签章：回环 HTTP / page.route 拦截', 1, interception],
    ['四个案例备案：2 路 / 1 路', 0.75, workers],
    ['十万行花名册：案例读取 / exceljs 裸流式读取', 2, reader],
    ['核验 1 GB 证据包（文件夹）/ sha256sum -c', 1.5, () => largeBundle('folder')],
    ['核验 1 GB 证据包（压缩包）/ sha256sum -c', 1.5, () => largeBundle('zip')],
    ['一百万条学习记录 CSV：读取、检查并核查 / DuckDB 裸读取加一次窗口计算', 3, auditOfRecords],
    [
      `核查 ${options.records} 条学习记录 CSV 并比对 ${options.registerRows} 行独立登记 / 同样的核查不比对登记`,
      1.3,
      () => withRegisters(options.registerRows, options.records),
    ],
  ];
}
