import type { Finding } from '../../domain/finding.ts';
import type { ClauseTopic, PolicyPack } from '../../domain/policy/pack.ts';
import { PACKS } from '../../domain/policy/packs.ts';
import { Causes } from './causes.ts';
import { type Database, openDatabase } from './database.ts';
import { heldBackOpinions, isHeldBack, whyHeldBack } from './held-back.ts';
import { loadRules } from './load-rules.ts';
import { whyNotApplicable } from './needs.ts';
import { type Concerned, Concerns } from './people-concerned.ts';
import { type CaseOf, NotApplicable, type Opinion, type RowRule, type Rule } from './rule.ts';
import { type CaseStake, Stakes } from './stake.ts';
import { type AuditInput, type Subject, subjectOf } from './subject.ts';

/** Most opinions of one rule on one case that are kept; the others are only counted. */
const MOST_OF_ONE_RULE = 200;

/** What the rules say of one case. */
export interface Said {
  /** For each rule in the order of the rules: what it found, or one `pass` or `not-applicable`. */
  findings: Finding[];
  /** Everybody about whom the rules that ask for rows found something, also those who are not listed. */
  concerned: Concerned;
  /** What all of it together puts in question. */
  stake: CaseStake;
}

export interface JudgedCase extends Said {
  case: string;
}

/**
 * Asks every rule, or those given, of every case; rules that compare cases see all of them at once.
 * The same cases in the same order give the same findings. Without a `scratch` folder
 * (absolute, the caller's to remove) records must fit in memory.
 */
export async function judgeCases(
  inputs: readonly AuditInput[],
  { rules, scratch }: { rules?: readonly Rule[]; scratch?: string } = {},
): Promise<JudgedCase[]> {
  const subjects = inputs.map(subjectOf);
  const database = await openDatabase(subjects, scratch);
  try {
    const found = await askRules(rules ?? (await loadRules()), subjects, database);
    return subjects.map((subject, index) => ({ case: subject.case.name, ...(found[index] as Said) }));
  } finally {
    database.close();
  }
}

/** The same with a database that is already open; the findings of each subject by its number. */
export async function askRules(
  rules: readonly Rule[],
  subjects: readonly Subject[],
  database: Database,
): Promise<Said[]> {
  const found = subjects.map((subject) => ({
    findings: [] as Finding[],
    concerned: new Map<string, ReadonlySet<string>>(),
    stakes: new Stakes(subject),
  }));
  for (const rule of rules) {
    const concerns = new Concerns();
    const opinions = await ask(rule, subjects, database, concerns);
    for (const subject of subjects) {
      const said = found[subject.number];
      if (said === undefined) continue;
      said.findings.push(...findingsOf(rule, subject, opinions.get(subject) ?? [], said.stakes));
      const people = concerns.of(subject);
      if (people.size > 0) said.concerned.set(rule.id, people);
    }
  }
  return found.map(({ stakes, ...said }) => ({ ...said, stake: stakes.total }));
}

type Opinions = Map<Subject, Opinion[]>;

async function ask(
  rule: Rule,
  subjects: readonly Subject[],
  database: Database,
  concerns: Concerns,
): Promise<Opinions> {
  const opinions: Opinions = new Map();
  const asked: Subject[] = [];
  for (const subject of subjects) {
    const reason = whyNotApplicable(rule, subject);
    if (reason === undefined) asked.push(subject);
    else opinions.set(subject, [notApplicable(reason)]);
  }
  if (asked.length === 0) return opinions;
  if ('sql' in rule) await askRows(rule, subjects, new Set(asked), database, opinions, concerns);
  else if ('compare' in rule) for (const [subject, said] of await rule.compare(asked)) opinions.set(subject, said);
  else
    for (const subject of asked) {
      try {
        opinions.set(subject, heldBackOpinions(rule, subject, await rule.judge(subject, database.rows)));
      } catch (error) {
        if (!(error instanceof NotApplicable)) throw error;
        opinions.set(subject, [notApplicable(error.message)]);
      }
    }
  return opinions;
}

async function askRows(
  rule: RowRule,
  subjects: readonly Subject[],
  asked: ReadonlySet<Subject>,
  database: Database,
  opinions: Opinions,
  concerns: Concerns,
): Promise<void> {
  const found = new Map<Subject, Causes>();
  const held = new Map<Subject, Map<string | undefined, number>>();
  const caseOf: CaseOf = (caseNo) => {
    const subject = subjects[Number(caseNo)];
    if (subject === undefined) throw new Error(`${rule.id} names a case that is not there: ${caseNo}`);
    return subject;
  };
  for (const subject of await unfilled(rule, asked, database, caseOf))
    opinions.set(subject, [notApplicable(rule.filled?.reason ?? '')]);
  for await (const row of database.rows(rule.sql)) {
    const subject = caseOf(row.case_no);
    if (!asked.has(subject)) continue;
    if (isHeldBack(rule, subject, row)) {
      const causes = held.get(subject) ?? new Map<string | undefined, number>();
      const cause = row.told_by == null ? undefined : String(row.told_by);
      held.set(subject, causes.set(cause, (causes.get(cause) ?? 0) + 1));
      continue;
    }
    const causes = found.get(subject) ?? new Causes(rule, MOST_OF_ONE_RULE);
    found.set(subject, causes);
    causes.add(row, concerns.add(subject, row));
  }
  for (const [subject, causes] of found) {
    const said = [...(opinions.get(subject) ?? []), ...causes.opinions(subject, caseOf)];
    opinions.set(subject, said);
    const last = said.at(-1);
    if (last !== undefined && causes.more > 0) last.message += `。另有 ${causes.more} 处同类问题未逐一列出`;
  }
  for (const [subject, causes] of held)
    for (const [cause, count] of causes) {
      const last = opinions.get(subject)?.at(-1);
      const why = whyHeldBack(rule, subject, count, cause);
      if (last === undefined) opinions.set(subject, [notApplicable(why)]);
      else last.message += `。另外，${why}`;
    }
}

/** The subjects in which the columns that the rule needs are all empty. */
async function unfilled(
  { filled }: RowRule,
  asked: ReadonlySet<Subject>,
  database: Database,
  caseOf: CaseOf,
): Promise<Set<Subject>> {
  if (filled === undefined) return new Set();
  const empty = new Set(asked);
  for await (const { case_no: number } of database.rows(filled.sql)) empty.delete(caseOf(number));
  return empty;
}

function notApplicable(reason: string): Opinion {
  return { verdict: 'not-applicable', where: [], message: `不适用：${reason}` };
}

function findingsOf(rule: Rule, subject: Subject, opinions: Opinion[], stakes: Stakes): Finding[] {
  const said =
    opinions.length > 0 ? opinions : [{ verdict: 'pass' as const, where: [], message: `${rule.title}：符合` }];
  const clause = clauseOf(rule.clause, subject.policy);
  return said.map(({ verdict = rule.verdict, about, where, message, evidence = [], ...of }) => {
    const stake = verdict === 'violation' || verdict === 'doubt' ? stakes.add(verdict, of) : undefined;
    return {
      rule: rule.id,
      verdict,
      kind: 'case' as const,
      subject: about === undefined ? subject.case.name : `${subject.case.name} · ${about}`,
      where,
      message: message.endsWith('。') ? message : `${message}。`,
      basis: `${clause.text}（${clause.citation}）`,
      evidence,
      ...(stake !== undefined && { stake }),
    };
  });
}

/** Where no policy covers the day, the newest clause is named: the rule then only says why it cannot judge, or needs no policy. */
export function clauseOf(topic: ClauseTopic, policy: PolicyPack | undefined) {
  const { text, citation } = (policy ?? (PACKS.at(-1) as PolicyPack)).clauses[topic];
  return { text, citation };
}
