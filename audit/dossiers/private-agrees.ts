import { contentOf } from '../../domain/case/model/content.ts';
import type { CaseReading } from '../../domain/case/read-case.ts';
import { personalValues, Redactor, tokenKeyOf } from '../../evidence/redactor.ts';

/** The token of a PIN in the open part of a bundle; it says nothing of the PIN itself. */
const PIN = '〔数字证书密码〕';

/**
 * The first place where the decrypted case differs from its open part in the bundle, as a JSON pointer: the same case
 * gives the same tokens (docs/decisions/0009). Undefined when it is the same; the seal covers both, but only
 * the operator vouches that they belong together.
 */
export function privateDiffers(reading: CaseReading, seed: number, openCase: string): string | undefined {
  if (reading.case === undefined) return '/';
  const content = contentOf(reading.case);
  const redactor = new Redactor(tokenKeyOf(content, seed), personalValues(reading.case, reading.personal));
  try {
    return difference(JSON.parse(openCase), redactor.json(content), '');
  } catch {
    return '/';
  }
}

function difference(open: unknown, full: unknown, at: string): string | undefined {
  if (typeof open === 'string' && typeof full === 'string') return sameText(open, full) ? undefined : at;
  if (typeof open !== 'object' || typeof full !== 'object' || open === null || full === null)
    return open === full ? undefined : at;
  for (const key of new Set([...Object.keys(open), ...Object.keys(full)])) {
    const found = difference(
      (open as Record<string, unknown>)[key],
      (full as Record<string, unknown>)[key],
      `${at}/${key}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function sameText(open: string, full: string): boolean {
  if (open === full) return true;
  const [first = '', ...rest] = open.split(PIN);
  if (rest.length === 0 || !full.startsWith(first)) return false;
  let left = full.slice(first.length);
  for (const text of rest) {
    left = left.replace(/^[0-9A-Za-z]+/, '');
    if (!left.startsWith(text)) return false;
    left = left.slice(text.length);
  }
  return left === '';
}
