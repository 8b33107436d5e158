import type { Day } from '../date.ts';
import { InputError } from '../errors.ts';
import type { PolicyPack } from './pack.ts';
import { PACKS } from './packs.ts';

/** A day or district that no policy pack covers. */
export class PolicyError extends InputError {
  override readonly name = 'PolicyError';
}

/** The pack in force on a day; a district's own goes before the city's. @throws PolicyError outside every pack */
export function policyFor(day: Day, district?: string, packs: readonly PolicyPack[] = PACKS): PolicyPack {
  const inForce = packs.filter((pack) => pack.validFrom <= day && day <= pack.validTo);
  const found =
    inForce.find((pack) => pack.district !== undefined && pack.district === district) ??
    inForce.find((pack) => pack.district === undefined);
  if (found === undefined) {
    const first = packs.map((pack) => pack.validFrom).sort()[0];
    const last = packs
      .map((pack) => pack.validTo)
      .sort()
      .at(-1);
    throw new PolicyError(
      `${day} 没有适用的补贴政策（已收录 ${first} 至 ${last}），请核对日期，或先补充该时期的政策包。`,
    );
  }
  return found;
}

/**
 * The pack that a filing of this day is based on. A pack that only continues earlier filings does not count: what
 * holds for new ones is not known from it. @throws PolicyError
 */
export function policyForFiling(day: Day, district?: string, packs: readonly PolicyPack[] = PACKS): PolicyPack {
  const pack = policyFor(day, district, packs);
  if (pack.filedTo !== undefined && day > pack.filedTo)
    throw new PolicyError(
      `${day} 的备案没有适用的补贴政策（收录到 ${pack.filedTo} 的备案，此后只有已备案项目的后续办理），请核对备案日期，或先补充该时期的政策包。`,
    );
  return pack;
}

/** Yuan for this many persons of one project. `costPerPerson` (yuan) bounds a share; a flat standard ignores it. */
export function subsidyFor(pack: PolicyPack, trainees: number, costPerPerson?: number): number {
  return toFen(trainees * subsidyPerPerson(pack, costPerPerson));
}

/** Yuan without the error of binary fractions: 7 × 316.66 is 2216.62. */
export function toFen(yuan: number): number {
  return Math.round(yuan * 100) / 100;
}

/** Yuan per person and project, rounded down to the fen. */
export function subsidyPerPerson(pack: PolicyPack, costPerPerson?: number): number {
  const { subsidy } = pack.parameters;
  if (subsidy.kind === 'flat') return subsidy.amount;
  if (costPerPerson === undefined) return subsidy.cap;
  return Math.min(subsidy.cap, Math.floor(Math.round(costPerPerson * subsidy.share * 10_000) / 100) / 100);
}
