import { type Attachment, Severity } from 'allure-js-commons';
import { isProblem } from '../../../domain/finding.ts';
import type { AuditedCase, AuditedRule, TracedFinding } from '../audit-report.ts';
import { type AllureTest, allureTest, attach, type Span, told } from './allure-test.ts';
import { clauseOf, findingStep, STATUS, step, VERDICTS } from './finding-step.ts';

/** Finds a file of a bundle: where it can be read, undefined where it is not to be had. */
export type FindFile = (bundle: string, path: string) => string | undefined;

/** What Allure is told of an audit. */
export interface AuditForAllure {
  cases: readonly Pick<AuditedCase, 'name' | 'kind' | 'path' | 'enterprise' | 'policy' | 'findings'>[];
  rules: readonly AuditedRule[];
}

export const AUDIT_EPIC = '规则核查';

const GROUPS: Readonly<Record<string, string>> = {
  bundle: '证据',
  evidence: '证据',
  money: '金额',
  order: '顺序',
  papers: '材料',
  people: '人员',
  reader: '案例表格',
  signs: '异常迹象',
  time: '期限',
  training: '培训',
};

/**
 * Every rule of every case as a test; a rule that was not asked is skipped. `at` is when the audit was made:
 * an audit has no length, and the same report gives the same results.
 */
export function auditAllure({ cases, rules }: AuditForAllure, at: number, find: FindFile): AllureTest[] {
  return cases.flatMap((one) => {
    const said = new Map<string, TracedFinding[]>();
    for (const finding of one.findings) said.set(finding.rule, [...(said.get(finding.rule) ?? []), finding]);
    const asked = rules.map((rule) => ruleTest(one, rule, said.get(rule.id) ?? [], at, find));
    // What reading and verifying found stands under names that are no rule's.
    const others = [...said].filter(([id]) => rules.every((rule) => rule.id !== id));
    return [
      ...others.map(([id, findings]) =>
        ruleTest(one, { id, title: id, verdict: 'violation', basis: findings[0]?.basis ?? '' }, findings, at, find),
      ),
      ...asked,
    ];
  });
}

function ruleTest(
  { name, kind, path, enterprise, policy }: AuditForAllure['cases'][number],
  { id, title, verdict, basis }: AuditedRule,
  findings: readonly TracedFinding[],
  at: number,
  find: FindFile,
): AllureTest {
  const worst = VERDICTS.find((one) => findings.some((finding) => finding.verdict === one)) ?? 'not-applicable';
  // The clause as it was in force for this case.
  const { clause, citation } = clauseOf(findings[0]?.basis ?? basis);
  const group = id.split('/')[0] ?? id;
  const test = allureTest({
    identity: ['audit', name, id],
    run: [String(at)],
    name: title,
    status: STATUS[worst],
    message: messageOf(findings, worst),
    labels: [
      ['epic', AUDIT_EPIC],
      ['feature', name],
      ['story', GROUPS[group] ?? group],
      ['severity', verdict === 'violation' ? Severity.CRITICAL : Severity.NORMAL],
      ['ruleId', id],
      ['tag', id],
      ['clause', clause],
      ['citation', citation],
      ['verdict', worst],
    ],
    parameters: [
      told('案例', name),
      told('规则', id),
      told('依据', clause),
      ...(citation === undefined ? [] : [told('出处', citation)]),
      ...(enterprise === undefined ? [] : [told('企业', enterprise)]),
      ...(policy === undefined ? [] : [told('政策', policy)]),
    ],
    start: at,
    stop: at,
  });
  const picturesAt = (picture: string | undefined) => {
    const found = kind === 'case' || picture === undefined ? undefined : find(path, picture);
    return found === undefined || picture === undefined ? [] : [attach(test, picture, 'image/png', { path: found })];
  };
  test.result.steps = findings.map((finding) => stepOf(finding, { start: at, stop: at }, picturesAt));
  if (findings.some(isProblem))
    test.result.attachments = [
      attach(test, 'findings.json', 'application/json', { text: `${JSON.stringify(findings, null, 1)}\n` }),
    ];
  return test;
}

function messageOf(findings: readonly TracedFinding[], worst: (typeof VERDICTS)[number]): string | undefined {
  if (findings.length === 0) return '没有核查这条规则：案例无法读取。';
  if (worst === 'pass') return undefined;
  return findings
    .filter(({ verdict }) => verdict === worst)
    .map(({ message }) => message)
    .join('\n');
}

/** A finding with the journal lines that it leads to. */
function stepOf(finding: TracedFinding, span: Span, picturesAt: (picture: string | undefined) => Attachment[]) {
  return {
    ...findingStep(finding, span),
    steps: finding.trace.map(({ seq, what, picture }) => ({
      ...step(`操作记录第 ${seq} 条：${what}`, STATUS[finding.verdict], span),
      attachments: picturesAt(picture),
    })),
  };
}
