import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCli } from './lib/cli.ts';
import { command } from './lib/command.ts';
import { ROOT, runNode, tool } from './lib/run.ts';
import { AREAS, type Area, configOf, GENERATED, REPORT } from './mutate/areas.ts';

const RECORD = join(ROOT, 'docs/proofs/mutation.json');
const GOAL = 85;

/** As far as this program reads it: mutation-testing-report-schema. */
interface MutationReport {
  files: Record<string, { mutants: { status: string; mutatorName: string; location: { start: { line: number } } }[] }>;
}

interface AreaResult {
  mutants: number;
  killed: number;
  alive: string[];
}

/**
 * `npm run mutate`: Stryker changes audit/rules and domain one place at a time and
 * each change must make a test fail. Each rule is run against its own defects only,
 * so that a change costs a second or two. The figures are kept in docs/proofs/mutation.json.
 */
await runCli(async () => {
  const parsed = command('mutate', '变异测试：逐处改动规则与政策代码，看测试是否发现')
    .option('--only <AREA>', `只做一个部分：${Object.keys(AREAS).join('、')}`)
    .parse();
  const { only } = parsed.opts<{ only?: string }>();
  if (only !== undefined && !(only in AREAS)) {
    console.error(`没有名为「${only}」的部分，可用：${Object.keys(AREAS).join('、')}。`);
    return 2;
  }
  const areas: Record<string, AreaResult> = (JSON.parse(readFileSync(RECORD, { encoding: 'utf8', flag: 'a+' }) || '{}')
    .areas ?? {}) as Record<string, AreaResult>;
  writeRuleTests();
  try {
    for (const [name, area] of Object.entries(AREAS)) {
      if (only !== undefined && name !== only) continue;
      const result = await mutate(area);
      if (result === undefined) return 2;
      areas[name] = result;
      writeFileSync(RECORD, `${JSON.stringify(totalOf(areas), null, 1)}\n`);
    }
  } finally {
    rmSync(GENERATED, { recursive: true, force: true });
  }
  const total = totalOf(areas);
  console.log(JSON.stringify(total, null, 1));
  return total.score >= GOAL ? 0 : 1;
});

async function mutate(area: Area): Promise<AreaResult | undefined> {
  const config = join(GENERATED, 'stryker.json');
  writeFileSync(config, JSON.stringify(configOf(area)));
  if ((await runNode([tool('@stryker-mutator/core', 'bin', 'stryker.js'), 'run', config])) !== 0) return undefined;
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8')) as MutationReport;
  const mutants = Object.entries(files)
    .flatMap(([file, { mutants: all }]) => all.map((mutant) => ({ file, ...mutant })))
    .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status));
  const alive = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return {
    mutants: mutants.length,
    killed: mutants.length - alive.length,
    alive: alive.map(({ file, location, mutatorName }) => `${file}:${location.start.line} ${mutatorName}`),
  };
}

/** A test file for each rule, so that Stryker knows which tests see which rule. */
function writeRuleTests(): void {
  const rules = readdirSync(join(ROOT, 'audit/rules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  for (const id of rules) {
    const file = join(GENERATED, 'rules', `${id}.test.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `import rule from '../../../audit/rules/${id}.ts';\nimport { proveRule } from '../../../fixtures/factories/defects/prove-rule.ts';\n\nproveRule(rule, '${id}');\n`,
    );
  }
}

function totalOf(areas: Record<string, AreaResult>) {
  const sum = (of: (result: AreaResult) => number) =>
    Object.values(areas).reduce((total, result) => total + of(result), 0);
  const [mutants, killed] = [sum((result) => result.mutants), sum((result) => result.killed)];
  return {
    proof: 'mutation',
    command: 'npm run mutate',
    // Texts are left out: what a message says is for a reader, that there is one is tested.
    leftOut: ['StringLiteral'],
    goal: GOAL,
    score: mutants === 0 ? 0 : Math.round((1000 * killed) / mutants) / 10,
    mutants,
    killed,
    areas,
  };
}
