import type { Finding } from '../../domain/finding.ts';

/** What is said of a case that cannot be opened at all, so that the others are still judged. */
export function unreadable({ name, path }: { name: string; path: string }, message: string): Finding {
  return {
    rule: 'reader/unreadable',
    verdict: 'violation',
    kind: 'case',
    subject: name,
    where: [{ file: path }],
    message,
    basis: '案例表格格式',
    evidence: [],
  };
}
