import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkbookOrder } from '../../domain/case/tables/workbook-order.ts';
import { InputError } from '../../domain/errors.ts';
import { type Finding, isProblem } from '../../domain/finding.ts';
import { PACKS } from '../../domain/policy/packs.ts';
import type { Register } from '../../domain/registers/register.ts';
import { openDatabase } from '../engine/database.ts';
import { askRules, clauseOf, type Said } from '../engine/judge-cases.ts';
import { loadRules } from '../engine/load-rules.ts';
import { findingsMasker } from '../engine/mask-findings.ts';
import { ranking } from '../engine/ranking.ts';
import { registerInReport } from '../engine/register-summary.ts';
import type { Rule } from '../engine/rule.ts';
import { type CaseStake, Stakes } from '../engine/stake.ts';
import { type AuditInput, type Subject, subjectOf } from '../engine/subject.ts';
import { unreadable } from '../engine/unreadable-case.ts';
import { countsOf } from '../engine/verdicts.ts';
import type { AuditedCase, AuditedRule, AuditReport, TracedFinding } from '../report/audit-report.ts';
import { type CallBackOptions, callBack } from '../sampling/call-back.ts';
import { openBundleDossier } from './bundle-dossier.ts';
import { openCase } from './case-dossier.ts';
import type { AuditorKeys, Dossier, GivenDossier } from './dossier.ts';
import { dueDatesOf } from './due-dates.ts';
import { type Figures, figuresOf } from './figures.ts';
import { tracer } from './finding-trace.ts';
import { judgeOnce } from './judge-once.ts';
import { EVIDENCE_RULES } from './seal-findings.ts';
import { verifies, versionsOf, withVersion } from './versions.ts';

export interface AuditOptions {
  /** Needed for bundles alone. */
  keys?: AuditorKeys;
  /** Absolute; the caller's to remove: decrypted cases and what the row engine cannot hold lie in it. */
  scratch: string;
  /** Independent registers that every case is held against. */
  registers?: readonly Register[];
  /** Progress, a line at a time. */
  say?: (line: string) => void;
  /** Draws who is called and what is visited; `list` is given the call sheet, which holds full names and numbers. */
  callBack?: Omit<CallBackOptions, 'scratch'> & { list?: (sheet: Buffer) => void };
}

/**
 * Verifies every bundle and asks every rule of every case and bundle, also across them.
 * One that cannot be read does not keep the others from being audited.
 * @throws InputError when there is only one and it cannot be read
 */
export async function auditDossiers(
  given: readonly GivenDossier[],
  { keys, scratch, registers, say = () => {}, callBack: calling }: AuditOptions,
): Promise<AuditReport> {
  const rules = await loadRules();
  const opening: Dossier[] = [];
  for (const [index, one] of given.entries()) {
    if (given.length > 1) say(`${index + 1}/${given.length} 读取 ${one.name}`);
    opening.push(await opened(one, keys, scratch, given.length > 1));
  }
  const once = await judgeOnce(opening);
  const versions = versionsOf(once);
  const dossiers = once.map((dossier) => withVersion(dossier, versions.get(dossier)));
  // What does not verify, and a further version of a case, is judged alone: it says nothing about others.
  const alone = once.map((dossier) => versions.has(dossier) || !verifies(dossier));
  const readable = dossiers.filter(({ input }) => input !== undefined);
  const compared = readable.filter((dossier) => !alone[dossiers.indexOf(dossier)]);
  if (given.length > 1) say(`逐条规则核查 ${readable.length} 个案例`);
  const results = new Map<Dossier, Judged>();
  for (const group of [compared, ...readable.filter((dossier) => !compared.includes(dossier)).map((one) => [one])])
    for (const [dossier, result] of await judge(rules, group, registers, join(scratch, 'rows')))
      results.set(dossier, result);
  const calls = calling && (await drawnFrom(compared, results, rules, { ...calling, scratch: join(scratch, 'rows') }));
  const masked = findingsMasker(dossiers.flatMap(({ reading }) => reading ?? []));
  const cases = dossiers.map((dossier) => {
    const { said: { findings: found } = { findings: [] }, subject, figures } = results.get(dossier) ?? {};
    const called = compared.includes(dossier) ? calls?.findings(dossier, found) : undefined;
    const ordered = inOrder(dossier.findings, inBundle(dossier, called ?? found));
    return auditedCase(dossier, traced(dossier, masked(ordered), rules), {
      subject,
      figures,
      said: results.get(dossier)?.said,
    });
  });
  return {
    cases,
    counts: countsOf(cases.flatMap((one) => one.findings)),
    ranking: ranking(
      cases.map(({ name, findings: said, stake }) => ({ case: name, findings: said, ...(stake && { stake }) })),
    ),
    rules: auditedRules(
      rules,
      [...results.values()].map(({ subject }) => subject),
      dossiers.some(({ kind }) => kind === 'bundle'),
      new Set(cases.flatMap(({ findings }) => findings.map(({ rule }) => rule))),
    ),
    ...(calls && { sample: calls.sample }),
    ...(registers && { registers: registers.map(registerInReport) }),
  };
}

/** Of cases whose people can be called: not of bundles that nobody decrypted. @throws InputError when a list is wanted or answered and there is nobody */
async function drawnFrom(
  dossiers: readonly Dossier[],
  results: ReadonlyMap<Dossier, Judged>,
  rules: readonly Rule[],
  options: NonNullable<AuditOptions['callBack']> & { scratch: string },
) {
  const asked = dossiers.filter(({ input }) => input !== undefined && input.masked === undefined);
  const judged = asked.map((dossier) => {
    const { findings, concerned, stake } = (results.get(dossier) as Judged).said;
    return {
      input: dossier.input as NonNullable<Dossier['input']>,
      findings: [...dossier.findings, ...findings],
      concerned,
      stake,
    };
  });
  const drawn = await callBack(judged, rules, options);
  if (drawn === undefined) {
    if (options.list === undefined && options.answers === undefined) return undefined;
    throw new InputError(
      '没有可以电话回访的学员：案例没有可读的学员花名册，或证据包没有用 --identity 解密。请去掉 --call-list 和 --answers，或补上花名册或密钥。',
    );
  }
  options.list?.(await drawn.sheet());
  return {
    sample: drawn.sample,
    findings: (dossier: Dossier, found: readonly Finding[]) => drawn.findings(asked.indexOf(dossier), found),
  };
}

async function opened(
  given: GivenDossier,
  keys: AuditorKeys | undefined,
  scratch: string,
  several: boolean,
): Promise<Dossier> {
  try {
    if (given.kind === 'case') return await openCase(given, several ? `${given.name}/` : '', scratch);
    if (keys === undefined) throw new Error('a bundle is audited with the keys that its seal is held against');
    return await openBundleDossier(given, keys, join(scratch, 'cases'));
  } catch (error) {
    if (!several || !(error instanceof InputError)) throw error;
    return { ...given, findings: [unreadable(given, error.message)], lines: [], files: [] };
  }
}

/** What the rules and the row engine say of one dossier. */
interface Judged {
  subject: Subject;
  said: Said;
  figures: Figures;
}

/** The row engine is opened once a group: what rules ask and what reports show comes out of the same rows. */
async function judge(
  rules: readonly Rule[],
  group: readonly Dossier[],
  registers: AuditOptions['registers'],
  scratch: string,
): Promise<[Dossier, Judged][]> {
  if (group.length === 0) return [];
  const subjects = group.map(({ input }, number) =>
    subjectOf({ ...(input as AuditInput), ...(registers && { registers }) }, number),
  );
  mkdirSync(scratch, { recursive: true });
  const database = await openDatabase(subjects, scratch);
  try {
    const said = await askRules(rules, subjects, database);
    const figures = await figuresOf(subjects, database);
    return group.map((dossier, number) => [
      dossier,
      { subject: subjects[number], said: said[number], figures: figures[number] } as Judged,
    ]);
  } finally {
    database.close();
  }
}

/** Rules name a bundle's own files as they lie in it; here there may be many bundles. */
function inBundle({ name, kind }: Dossier, findings: readonly Finding[]): Finding[] {
  const placed = (file: string) => (kind === 'bundle' && file.startsWith('data/') ? `${name}/${file}` : file);
  return findings.map((finding) => ({
    ...finding,
    where: finding.where.map((at) => ({ ...at, file: placed(at.file) })),
  }));
}

/** Evidence first, then problems in the order of the workbook, then what the other rules said. */
function inOrder(opening: readonly Finding[], said: readonly Finding[]): Finding[] {
  const evidence = opening.filter(({ rule }) => rule.startsWith('evidence/'));
  const rest = [...opening.filter((finding) => !evidence.includes(finding)), ...said];
  return [
    ...evidence.filter(isProblem),
    ...inWorkbookOrder(rest.filter(isProblem)),
    ...evidence.filter((finding) => !isProblem(finding)),
    ...rest.filter((finding) => !isProblem(finding)),
  ];
}

function traced(dossier: Dossier, findings: readonly Finding[], rules: readonly Rule[]): TracedFinding[] {
  const trace = tracer(dossier);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return findings.map((finding) => ({ ...finding, trace: trace(finding, byId.get(finding.rule)) }));
}

function auditedCase(
  { name, kind, path, reading, seal, files }: Dossier,
  findings: TracedFinding[],
  { subject, figures, said }: Partial<Judged>,
): AuditedCase {
  const enterprise = subject?.case.enterprise ?? reading?.readable.enterprise;
  return {
    name,
    kind,
    path,
    enterprise: enterprise?.name,
    district: enterprise?.district,
    policy: subject?.policy?.citation,
    seal,
    findings: subject === undefined ? findings : findings.map((finding) => sealAtStake(finding, subject)),
    ...(said && { stake: wholeAtStake(said.stake, findings, subject) }),
    deadlines: subject === undefined ? [] : dueDatesOf(subject),
    amounts: figures?.amounts ?? [],
    activity: figures?.activity ?? { signIns: [], sessionsByHour: [] },
    files,
  };
}

/** Where the evidence does not hold, everything that the case claims is in question. */
function sealAtStake(finding: TracedFinding, subject: Subject): TracedFinding {
  if (!breaksEvidence(finding)) return finding;
  const stake = new Stakes(subject).add('violation', {});
  return stake === undefined ? finding : { ...finding, stake };
}

function wholeAtStake(stake: CaseStake, findings: readonly Finding[], subject: Subject | undefined): CaseStake {
  if (subject === undefined || !findings.some(breaksEvidence)) return stake;
  const whole = new Stakes(subject);
  whole.add('violation', {});
  return { ...stake, violation: whole.total.violation };
}

function breaksEvidence({ rule, verdict }: Finding): boolean {
  return rule.startsWith('evidence/') && verdict === 'violation';
}

function auditedRules(
  rules: readonly Rule[],
  subjects: readonly Subject[],
  bundles: boolean,
  cited: ReadonlySet<string>,
): AuditedRule[] {
  const policy = subjects.find((subject) => subject.policy !== undefined)?.policy ?? PACKS.at(-1);
  const ofPolicy = rules.map(({ id, title, verdict, clause }) => {
    const { text, citation } = clauseOf(clause, policy);
    return { id, title, verdict, basis: `${text}（${citation}）` };
  });
  const ofEvidence = EVIDENCE_RULES.filter(({ id }) => bundles || cited.has(id));
  return [...ofPolicy, ...ofEvidence].sort((a, b) => (a.id < b.id ? -1 : 1));
}
