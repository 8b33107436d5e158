import { join } from 'node:path';
import { Severity, Status, type StepResult } from 'allure-js-commons';
import type { JournalLine } from '../../../evidence/journal-line.ts';
import { JOURNAL, LETTER, RECEIPTS, REPORT, RESULT } from '../../../evidence/layout.ts';
import { type StageSteps, type Step, stageSteps } from '../rehearsal-html/stage-steps.ts';
import type { RehearsalResult } from '../rehearsal-result.ts';
import { type AllureTest, allureTest, attach, type Span, told } from './allure-test.ts';
import { findingLabels, findingStep, step } from './finding-step.ts';

/** A rehearsal as it lies in its folder. */
export interface RehearsedFolder {
  folder: string;
  /** Paths in the folder. */
  files: ReadonlySet<string>;
  /** Of the case, for a run that has no result. */
  name: string;
  /** Absent for a run that was cut off. */
  result?: RehearsalResult;
  lines: readonly JournalLine[];
  /** Wall-clock milliseconds by line of the journal; empty where none were kept. */
  times: ReadonlyMap<number, number>;
}

export const REHEARSAL_EPIC = '模拟演练';

const JOURNEYS = { full: '全程', filing: '备案', claim: '申请补贴' } as const;
const STATUSES = { passed: Status.PASSED, stopped: Status.FAILED, unreadable: Status.FAILED } as const;
const ATTACHED: readonly [path: string, type: string][] = [
  [REPORT, 'text/html'],
  [RESULT, 'application/json'],
  [JOURNAL, 'text/plain'],
  [RECEIPTS, 'application/json'],
  [LETTER, 'application/pdf'],
];

/** A rehearsal as a test: its stages with their acts and pictures, and what lies in its bundle. `at` stands for times that were not kept. */
export function rehearsalAllure(run: RehearsedFolder, at: number): AllureTest {
  const { folder, files, name, result, lines, times } = run;
  const all = [...times.values()];
  const start = all.length === 0 ? at : Math.min(...all);
  const stop = all.length === 0 ? start + (result?.seconds ?? 0) * 1000 : Math.max(...all);
  const findings = result?.findings ?? [];
  const test = allureTest({
    identity: ['rehearsal', result?.case ?? name, result?.journey ?? ''],
    run: [String(start), result?.evidence?.coreDigest ?? lines.at(-1)?.hash ?? ''],
    name: `${result?.case ?? name}：${result === undefined ? '演练' : JOURNEYS[result.journey]}`,
    status: result === undefined ? Status.BROKEN : STATUSES[result.outcome],
    message: result === undefined ? `没有办完，记录到第 ${lines.length - 1} 条为止。` : result.problem,
    labels: [
      ['epic', REHEARSAL_EPIC],
      ['feature', result === undefined ? '中断' : JOURNEYS[result.journey]],
      ['story', result?.enterprise ?? name],
      ['severity', Severity.BLOCKER],
      ['case', result?.case ?? name],
      ...findingLabels(findings),
    ],
    parameters: result === undefined ? [] : factsOf(result),
    start,
    stop,
  });
  const picture = (path: string | undefined) =>
    path === undefined || !files.has(path)
      ? []
      : [attach(test, path.replace(/^.*\//, ''), 'image/png', { path: join(folder, path) })];
  const clock = (seq: number | undefined) => times.get(seq ?? -1) ?? start;
  test.result.steps = [
    ...stageSteps(lines).map((stage, index) => ({
      ...stageStep(stage, clock),
      parameters: [
        told('门户时间', stage.begin.vtime.replace('T', ' ')),
        ...(result?.stages[index]?.notes ?? []).map((note, number) => told(`结果 ${number + 1}`, note)),
      ],
      attachments: picture(result?.stages[index]?.screenshot),
    })),
    ...findings.map((finding) => findingStep(finding, { start, stop })),
  ];
  test.result.attachments = ATTACHED.filter(([path]) => files.has(path)).map(([path, type]) =>
    attach(test, path.replace(/^.*\//, ''), type, { path: join(folder, path) }),
  );
  return test;
}

function factsOf({ enterprise, policy, today, seed, filings, claims, evidence }: RehearsalResult) {
  return [
    ...(enterprise === undefined ? [] : [told('企业', enterprise)]),
    ...(policy === undefined ? [] : [told('政策', policy)]),
    told('起始日期', today),
    told('种子值', String(seed)),
    ...filings.map(({ receipt, course }, index) => told(`备案 ${index + 1}`, `${receipt} ${course}`)),
    ...claims.map(({ receipt, status, amount }, index) =>
      told(`申请 ${index + 1}`, `${receipt} ${status} ${amount} 元`),
    ),
    told('核心校验值', evidence?.coreDigest ?? '没有封存'),
    told('封存方', evidence?.sealedBy ?? '没有封存'),
  ];
}

type Clock = (seq: number | undefined) => number;

function stageStep({ name, begin, end, steps }: StageSteps, clock: Clock): StepResult {
  const done = end?.target.endsWith('：完成') === true;
  const status = end === undefined ? Status.BROKEN : done ? Status.PASSED : Status.FAILED;
  const last = end ?? steps.at(-1)?.events.at(-1) ?? begin;
  return {
    ...step(name, status, { start: clock(begin.seq), stop: clock(last.seq) }),
    steps: steps.flatMap((act, index) => {
      // A stage that stopped did so in its last act.
      const own = index === steps.length - 1 ? status : Status.PASSED;
      return act.action === undefined
        ? act.events.flatMap((line) => eventStep(line, clock))
        : [actStep(act, own, clock)];
    }),
  };
}

function actStep({ action, events }: Step, status: Status, clock: Clock): StepResult {
  const span: Span = { start: clock(action?.seq), stop: clock((events.at(-1) ?? action)?.seq) };
  return {
    ...step(`${action?.screen} › ${action?.target}`, status, span),
    parameters: [told('操作记录', `第 ${action?.seq} 条`)],
    steps: events.flatMap((line) => eventStep(line, clock)),
  };
}

const EVENTS: Readonly<Partial<Record<JournalLine['kind'], string>>> = {
  receipt: '回执',
  mail: '邮件',
  seal: '签章',
  upload: '上传',
};

/** What a person would look for; every exchange is in the journal and in report.html. */
function eventStep({ kind, target, seq }: JournalLine, clock: Clock): StepResult[] {
  const word = EVENTS[kind];
  if (word === undefined) return [];
  return [step(`${word} ${target}`, Status.PASSED, { start: clock(seq), stop: clock(seq) })];
}
