import { createHash } from 'node:crypto';
import { type Attachment, type Label, type Parameter, Stage, type Status, type TestResult } from 'allure-js-commons';

/** One Allure result and what it attaches: text, or the path of a file that lies elsewhere, by the name it has among the results. */
export interface AllureTest {
  result: TestResult;
  files: Map<string, { text: string } | { path: string }>;
}

/** Milliseconds since 1970 on the wall's clock. */
export interface Span {
  start: number;
  stop: number;
}

export interface TestFacts extends Span {
  /** What is tested, the same in every run: results of one identity are one test's history. */
  identity: readonly string[];
  /** What tells this run from others of the same test. */
  run: readonly string[];
  name: string;
  status: Status;
  message?: string | undefined;
  labels: readonly (readonly [name: string, value: string | undefined])[];
  parameters: readonly Parameter[];
}

/** The same parts give the same id (RFC 9562, version 8), so that two reports over the same files are the same. */
export function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function allureTest(facts: TestFacts): AllureTest {
  const { identity, run, name, status, message, labels, parameters, start, stop } = facts;
  return {
    files: new Map(),
    result: {
      uuid: idOf(...identity, ...run),
      historyId: idOf(...identity),
      testCaseId: idOf(...identity),
      fullName: identity.join(' › '),
      name,
      description: '模拟环境 · 非官方网站',
      status,
      statusDetails: message === undefined ? {} : { message },
      stage: Stage.FINISHED,
      labels: labels.flatMap(([label, value]): Label[] => (value === undefined ? [] : [{ name: label, value }])),
      links: [],
      parameters: [...parameters],
      steps: [],
      attachments: [],
      start,
      stop,
    },
  };
}

/** A parameter that a person reads and that does not make it another test. */
export function told(name: string, value: string): Parameter {
  return { name, value, excluded: true };
}

/** Adds a file to the test, to be named by a step or by the test itself. */
export function attach(
  { result, files }: AllureTest,
  name: string,
  type: string,
  content: { text: string } | { path: string },
): Attachment {
  const source = `${idOf(result.uuid, name)}-attachment.${ENDINGS[type] ?? 'txt'}`;
  files.set(source, content);
  return { name, type, source };
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'text/html': 'html',
  'application/json': 'json',
  'application/pdf': 'pdf',
};
