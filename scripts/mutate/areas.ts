import { join } from 'node:path';
import { ROOT } from '../lib/run.ts';

/** What is changed together, and the tests that must notice. */
export interface Area {
  mutate: string[];
  tests: string[];
}

/** Scratch: the generated tests, Stryker's sandbox, its report. */
export const GENERATED = join(ROOT, '.mutation');
export const REPORT = join(GENERATED, 'report.json');

const rules = (group: string, ...more: string[]): Area => ({
  mutate: [`audit/rules/${group}/*.ts`],
  tests: [`.mutation/rules/${group}/*.test.ts`, ...more],
});

export const AREAS: Readonly<Record<string, Area>> = {
  calendar: { mutate: ['domain/calendar/*.ts'], tests: ['tests/domain/calendar.test.ts'] },
  identifiers: { mutate: ['domain/identifiers/*.ts'], tests: ['tests/domain/identifiers.test.ts'] },
  policy: { mutate: ['domain/policy/*.ts'], tests: ['tests/domain/policy.test.ts'] },
  time: rules('time', 'tests/audit/findings.test.ts'),
  order: rules('order', 'tests/audit/findings.test.ts'),
  money: rules('money', 'tests/audit/findings.test.ts', 'tests/audit/amounts.test.ts'),
  papers: rules('papers', 'tests/evidence/letter-signature.test.ts', 'tests/audit/findings.test.ts'),
  people: rules('people'),
  training: rules('training', 'tests/audit/record-files.test.ts'),
  signs: rules('signs'),
};

export function configOf({ mutate, tests }: Area): object {
  return {
    packageManager: 'npm',
    plugins: ['@stryker-mutator/tap-runner'],
    testRunner: 'tap',
    tap: { testFiles: tests, nodeArgs: ['--test-reporter=tap', '-r', '{{hookFile}}', '{{testFile}}'] },
    // Stryker asks TypeScript's JavaScript API to rewrite the paths in tsconfig; TypeScript 7 has none, and no path here needs it.
    tsconfigFile: '.mutation/no-tsconfig.json',
    mutate,
    mutator: { excludedMutations: ['StringLiteral'] },
    ignorePatterns: ['docs', 'pages', 'rehearsals', 'fixtures/cases'],
    coverageAnalysis: 'perTest',
    concurrency: 2,
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 30,
    reporters: ['clear-text', 'json'],
    clearTextReporter: { allowColor: false, reportTests: false },
    jsonReporter: { fileName: '.mutation/report.json' },
    tempDirName: '.mutation/sandbox',
    allowConsoleColors: false,
  };
}
