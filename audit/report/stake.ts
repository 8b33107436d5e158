import type { Finding } from '../../domain/finding.ts';

/** A finding with what it may carry beside the rest (shared interface). */
type Weighed = Pick<Finding, 'verdict'> & { stake?: number; kind?: 'case' | 'format' };

/** How a cell is typed or a file is made: it accuses nobody. */
export const isFormat = ({ kind }: Weighed): boolean => kind === 'format';

/** Yuan that these put in question together; undefined where none of them says how much. */
export function stakeOf(findings: readonly Weighed[]): number | undefined {
  const known = findings.flatMap(({ stake }) => stake ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, yuan) => sum + yuan, 0);
}
