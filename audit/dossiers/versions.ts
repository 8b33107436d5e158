import { fold } from '../../domain/fold.ts';
import { maskIdNumber } from '../../domain/identifiers/mask.ts';
import type { Dossier } from './dossier.ts';
import { versionFinding } from './seal-findings.ts';

/** A bundle whose seal does not hold proves nothing about anybody else. */
export function verifies({ kind, seal }: Dossier): boolean {
  return kind === 'case' || seal?.verdict === 'intact';
}

/**
 * Another version of a case that is given as well (forged, broken, earlier), with the one that is compared with other
 * cases: if both were, everybody in them would look paid twice. Intact bundles come first, then cases.
 */
export function versionsOf(dossiers: readonly Dossier[]): ReadonlyMap<Dossier, Dossier> {
  const versions = new Map<Dossier, Dossier>();
  const kept: Dossier[] = [];
  const rank = (dossier: Dossier) => (dossier.kind === 'case' ? 1 : verifies(dossier) ? 0 : 2);
  for (const dossier of dossiers.filter(({ input }) => input !== undefined).sort((a, b) => rank(a) - rank(b))) {
    const first = kept.find((one) => sameFiling(one, dossier));
    if (first === undefined) kept.push(dossier);
    else versions.set(dossier, first);
  }
  return versions;
}

export function withVersion(dossier: Dossier, first: Dossier | undefined): Dossier {
  return first === undefined
    ? dossier
    : { ...dossier, findings: [...dossier.findings, versionFinding(dossier.name, first.name)] };
}

/** The same unit with the same projects, not filed on two days, and most people in common: they may be masked. */
function sameFiling({ input: a }: Dossier, { input: b }: Dossier): boolean {
  if (a === undefined || b === undefined) return false;
  const [one, other] = [a.case, b.case];
  if (one.enterprise.creditCode === undefined || one.enterprise.creditCode !== other.enterprise.creditCode)
    return false;
  const [day, otherDay] = [one.dates.备案提交, other.dates.备案提交];
  if (day !== undefined && otherDay !== undefined && day !== otherDay) return false;
  return (
    coursesOf(one.projects) === coursesOf(other.projects) &&
    inCommon(peopleOf(one.roster), peopleOf(other.roster)) >= 0.5
  );
}

function coursesOf(projects: readonly { course: string }[]): string {
  return projects
    .map(({ course }) => fold(course))
    .sort()
    .join('\n');
}

function peopleOf(roster: readonly { idNumber: string }[]): ReadonlySet<string> {
  return new Set(roster.map(({ idNumber }) => maskIdNumber(idNumber)));
}

/** Of the smaller. */
function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((one) => b.has(one)).length;
  return a.size === 0 && b.size === 0 ? 1 : both / Math.max(1, Math.min(a.size, b.size));
}
