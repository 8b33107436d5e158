import { createHash } from 'node:crypto';
import type { MaterialItem } from '../../domain/case/model/schema.ts';
import type { Given } from './rule.ts';
import { type ScanPrint, scanDifference, scanPrint } from './scan-print.ts';

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
  /** 0 for the same bytes; otherwise the share of edges that differ. */
  difference: number;
}

/** Two pages may be the same where a provider gives one paper to every unit, or where both are of one unit. */
const SHARED: readonly MaterialItem['type'][] = ['第三方平台资质证明'];

/** Each page that shows what an earlier page shows, paired with the first such page. */
export async function sameScans(subjects: readonly Subject[]): Promise<SameScan[]> {
  const seen: Page[] = [];
  const same: SameScan[] = [];
  for (const subject of subjects)
    for (const item of subject.case.materials) {
      const bytes = await subject.image(item);
      if (bytes === undefined || bytes.length === 0) continue;
      const digest = createHash('sha256').update(bytes).digest('hex');
      const page = { subject, item, digest, print: await scanPrint(bytes) };
      const match = firstMatch(seen, page);
      if (match !== undefined) same.push({ ...match, again: page });
      seen.push(page);
    }
  return same;
}

function firstMatch(seen: readonly Page[], page: Page): Omit<SameScan, 'again'> | undefined {
  for (const first of seen) {
    const own = first.subject === page.subject;
    if (!own && (SHARED.includes(page.item.type) || sameUnit(first, page) || first.item.type !== page.item.type))
      continue;
    if (first.digest === page.digest) return { first, difference: 0 };
    if (first.print === undefined || page.print === undefined) continue;
    const { scanDifference: within, scanDifferenceAcross: across } = page.subject.policy.signs;
    const difference = scanDifference(first.print, page.print);
    if (difference <= (own ? within : across).value) return { first, difference: Math.max(difference, Number.EPSILON) };
  }
  return undefined;
}

function sameUnit(a: Page, b: Page): boolean {
  return a.subject.case.enterprise.creditCode === b.subject.case.enterprise.creditCode;
}
