import { createHash } from 'node:crypto';
import type { MaterialItem } from '../../domain/case/model/schema.ts';
import type { Given } from './rule.ts';
import {
  type FilledIn,
  type FinePrint,
  filledIn,
  finePrint,
  type ScanPrint,
  scanDifference,
  scanPrint,
} from './scan-print.ts';

type Subject = Given<'materials' | 'policy'>;

interface Page {
  subject: Subject;
  item: MaterialItem;
  digest: string;
  print: ScanPrint | undefined;
}

export interface SameScan {
  first: Page;
  again: Page;
  /** Absent where both are one picture, byte for byte or pixel for pixel. */
  alike?: FilledIn & { difference: number };
}

/** Two pages may be the same where a provider gives one paper to every unit, or where both are of one unit. */
const SHARED: readonly MaterialItem['type'][] = ['第三方平台资质证明'];
/** Other pages that a pair is held against, to tell the form from what is filled in. */
const MOST_OTHERS = 6;

/** Each page that shows what an earlier page shows, paired with the first such page. */
export async function sameScans(subjects: readonly Subject[]): Promise<SameScan[]> {
  const pages: Page[] = [];
  for (const subject of subjects)
    for (const item of subject.case.materials) {
      const bytes = await subject.image(item);
      if (bytes === undefined || bytes.length === 0) continue;
      const digest = createHash('sha256').update(bytes).digest('hex');
      pages.push({ subject, item, digest, print: await scanPrint(bytes) });
    }
  const same: SameScan[] = [];
  for (const [index, again] of pages.entries()) {
    const match = await firstMatch(pages, pages.slice(0, index), again);
    if (match !== undefined) same.push({ ...match, again });
  }
  return same;
}

async function firstMatch(
  all: readonly Page[],
  earlier: readonly Page[],
  page: Page,
): Promise<Omit<SameScan, 'again'> | undefined> {
  const { scanDifference: within, scanDifferenceAcross: across } = page.subject.policy.signs;
  for (const first of earlier) {
    const own = first.subject === page.subject;
    if (!own && (SHARED.includes(page.item.type) || sameUnit(first, page) || first.item.type !== page.item.type))
      continue;
    if (first.digest === page.digest) return { first };
    if (first.print === undefined || page.print === undefined) continue;
    if (first.print.pixels === page.print.pixels) return { first };
    const difference = scanDifference(first.print, page.print);
    if (difference > (own ? within : across).value) continue;
    const filled = await filledInBoth(all, first, page);
    if (filled !== undefined) return { first, alike: { ...filled, difference } };
  }
  return undefined;
}

/** What is filled in on both pages and on no other of their form; undefined where that is nothing, or not the same. */
async function filledInBoth(all: readonly Page[], first: Page, page: Page): Promise<FilledIn | undefined> {
  const { scanOtherPlaces, scanFilledPlaces } = page.subject.policy.signs;
  const [a, b] = await Promise.all([first, page].map(fineOf));
  if (a === undefined || b === undefined || filledIn(a, b, []).differ > scanOtherPlaces.value) return undefined;
  const others = all
    .filter((one) => one !== first && one !== page && one.item.type === page.item.type && one.digest !== page.digest)
    .slice(0, MOST_OTHERS);
  const form = (await Promise.all(others.map(fineOf))).filter((print) => print !== undefined);
  const filled = filledIn(a, b, form);
  return filled.agree < scanFilledPlaces.value ? undefined : filled;
}

async function fineOf({ subject, item }: Page): Promise<FinePrint | undefined> {
  const bytes = await subject.image(item);
  return bytes === undefined ? undefined : finePrint(bytes);
}

function sameUnit(a: Page, b: Page): boolean {
  return a.subject.case.enterprise.creditCode === b.subject.case.enterprise.creditCode;
}
