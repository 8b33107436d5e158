import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCli } from './cli.ts';
import { command } from './lib/command.ts';
import { ROOT, runNode, tool } from './lib/run.ts';

const GENERATED = join(ROOT, '.mutation');
const REPORT = join(GENERATED, 'report.json');

/** As far as this program reads it: mutation-testing-report-schema. */
interface MutationReport {
  files: Record<string, { mutants: { status: string; mutatorName: string; location: { start: { line: number } } }[] }>;
}

/**
 * `npm run mutate`: Stryker changes audit/rules and domain one place at a time and
 * each change must make a test fail. Each rule is run against its own defects only,
 * so that a change costs a second. The figures are kept in docs/proofs/mutation.json.
 */
await runCli(async () => {
  const parsed = command('mutate', '变异测试：逐处改动规则与政策代码，看测试是否发现')
    .option('--only <PATH>', '只改动路径以此开头的文件')
    .parse();
  const { only } = parsed.opts<{ only?: string }>();
  writeRuleTests();
  try {
    const code = await runNode([
      tool('@stryker-mutator/core', 'bin', 'stryker.js'),
      'run',
      'scripts/mutate/stryker.json',
      ...(only === undefined ? [] : ['--mutate', only.endsWith('.ts') ? only : `${only}/**/*.ts`]),
    ]);
    if (code !== 0) return 2;
    const result = resultOf(JSON.parse(readFileSync(REPORT, 'utf8')) as MutationReport);
    if (only === undefined)
      writeFileSync(join(ROOT, 'docs/proofs/mutation.json'), `${JSON.stringify(result, null, 1)}\n`);
    console.log(JSON.stringify(result, null, 1));
    return result.score >= 85 ? 0 : 1;
  } finally {
    rmSync(GENERATED, { recursive: true, force: true });
  }
});

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

function resultOf({ files }: MutationReport) {
  const mutants = Object.entries(files).flatMap(([file, { mutants: all }]) =>
    all.map((mutant) => ({ file, ...mutant })),
  );
  const of = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status));
  const killed = of('Killed', 'Timeout').length;
  const alive = of('Survived', 'NoCoverage');
  return {
    proof: 'mutation',
    command: 'npm run mutate',
    score: Math.round((1000 * killed) / (killed + alive.length)) / 10,
    mutants: mutants.length,
    killed,
    survived: of('Survived').length,
    withoutTest: of('NoCoverage').length,
    refused: of('CompileError', 'RuntimeError', 'Ignored').length,
    alive: alive.map(({ file, location, mutatorName }) => `${file}:${location.start.line} ${mutatorName}`),
  };
}
