import { createHash } from 'node:crypto';
import { EMPLOYMENT_FORMS, type RosterEntry } from '../../domain/case/model/schema.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Concerned } from '../engine/people-concerned.ts';
import type { CaseStake } from '../engine/stake.ts';
import type { AuditInput } from '../engine/subject.ts';
import { allocate } from './allocate.ts';
import { namedPeople } from './people-to-call.ts';
import { byRank, rankOf } from './random-rank.ts';
import type { SampleStratum } from './sample.ts';
import { sampleSize } from './sample-size.ts';

export interface SampleOptions {
  /** Whole number. */
  seed: number;
  /** Share, 0.95 for 95 %. */
  confidence: number;
  /** Margin of error as a share, 0.1 for ±10 %. */
  error: number;
}

/** A case with what the audit found in it. */
export interface Judged {
  input: AuditInput;
  findings: readonly Finding[];
  /** Whom it is about beyond what the findings list. */
  concerned?: Concerned;
  /** What is at stake; absent where only the findings say. */
  stake?: CaseStake;
}

/** A person in a project, in full: nothing of it goes into a report unmasked. */
export interface Training {
  code: string;
  input: AuditInput;
  entry: RosterEntry;
  certain: boolean;
  reasons: string[];
}

export interface Drawn extends SampleOptions {
  id: string;
  population: number;
  certain: number;
  size: number;
  strata: SampleStratum[];
  trainings: Training[];
}

/**
 * Draws the trainings to be called over all cases: everybody with a finding, and of the others a random part of each
 * project and form of employment. The same seed value and cases give the same sample, whatever their order.
 */
export function drawSample(judged: readonly Judged[], options: SampleOptions): Drawn {
  const { seed, confidence, error } = options;
  const groups = judged
    .flatMap(groupsOf)
    .sort(
      (a, b) =>
        compare(a.stratum.case, b.stratum.case) || compare(a.stratum.course, b.stratum.course) || a.order - b.order,
    );
  const chance = groups.filter(({ stratum }) => !stratum.certain);
  const population = sum(groups.map(({ entries }) => entries.length));
  const others = sum(chance.map(({ entries }) => entries.length));
  const size = sampleSize(others, confidence, error);
  const counts = allocate(
    chance.map(({ entries }) => entries.length),
    size,
  );
  chance.forEach(({ stratum }, index) => {
    stratum.drawn = counts[index] ?? 0;
  });
  const trainings = groups
    .flatMap(({ stratum, input, entries, named }) =>
      byRank(entries, ({ course, idNumber }) => rankOf(seed, unitOf(input), course, idNumber))
        .slice(0, stratum.drawn)
        .sort((a, b) => a.row - b.row)
        .map((entry) => ({
          input,
          entry,
          certain: stratum.certain,
          reasons: [...(named.get(entry.idNumber) ?? [])].sort(),
        })),
    )
    .map((training, index) => ({ code: `H${String(index + 1).padStart(4, '0')}`, ...training }));
  return {
    ...options,
    id: idOf(judged, options, trainings),
    population,
    certain: population - others,
    size,
    strata: groups.map(({ stratum }) => stratum),
    trainings,
  };
}

/** What names a unit for good: its code, or the case's name where there is none. */
export function unitOf({ case: { enterprise, name } }: AuditInput): string {
  return enterprise.creditCode ?? name;
}

interface Group {
  stratum: SampleStratum;
  order: number;
  input: AuditInput;
  entries: RosterEntry[];
  named: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Project by project; a person who stands twice in a project is one training. */
function groupsOf({ input, findings, concerned }: Judged): Group[] {
  const named = namedPeople(input, findings, concerned);
  const groups = new Map<string, Group>();
  const seen = new Set<string>();
  for (const entry of input.case.roster) {
    const { course, idNumber, employment } = entry;
    if (seen.has(`${course}\n${idNumber}`)) continue;
    seen.add(`${course}\n${idNumber}`);
    const certain = named.has(idNumber);
    const order = EMPLOYMENT_FORMS.indexOf(employment) + (certain ? 0 : EMPLOYMENT_FORMS.length);
    const key = `${course}\n${order}`;
    const group = groups.get(key) ?? {
      stratum: { case: input.case.name, course, employment, certain, population: 0, drawn: 0 },
      order,
      input,
      entries: [],
      named,
    };
    group.entries.push(entry);
    group.stratum.population = group.entries.length;
    if (certain) group.stratum.drawn = group.entries.length;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Tells call sheets of different samples apart. It covers names and phones of everybody and is cut to 32 bits, so
 * that it cannot serve to try out one person's number.
 */
function idOf(judged: readonly Judged[], options: SampleOptions, trainings: readonly Training[]): string {
  const people = judged.map(({ input }) => [
    input.case.name,
    unitOf(input),
    input.case.roster.map(({ course, idNumber, name, phone }) => [course, idNumber, name, phone]),
  ]);
  people.sort((a, b) => compare(String(a[0]), String(b[0])));
  const drawn = trainings.map(({ code, input, entry }) => [code, input.case.name, entry.row]);
  const content = JSON.stringify([options.seed, options.confidence, options.error, people, drawn]);
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
