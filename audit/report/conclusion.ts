import { toFen } from '../../domain/policy/policy.ts';
import type { Ranked } from '../engine/ranking.ts';
import type { AtStake } from '../engine/stake.ts';
import { yuan } from './document.ts';

/** What all cases together put in question. */
export function stakeOfAll(ranking: readonly Pick<Ranked, 'stake'>[], of: 'violation' | 'doubt'): AtStake {
  return ranking.reduce(
    (sum, { stake }) => ({ yuan: toFen(sum.yuan + stake[of].yuan), persons: sum.persons + stake[of].persons }),
    { yuan: 0, persons: 0 },
  );
}

/** 涉及 20 人次、12,000 元; nothing where no amount is known. */
export function stakeInWords({ yuan: sum, persons }: AtStake): string {
  return sum === 0 ? '' : `，涉及${persons === 0 ? '' : ` ${yuan(persons)} 人次、`} ${yuan(sum)} 元`;
}
