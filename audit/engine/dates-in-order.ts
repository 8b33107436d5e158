import { DATES_SHEET } from '../../domain/case/model/layout.ts';
import type { CASE_EVENTS } from '../../domain/case/model/schema.ts';
import type { Opinion } from './rule.ts';
import type { Subject } from './subject.ts';

type CaseEvent = (typeof CASE_EVENTS)[number];

/** Each pair of which the event that must come second has the earlier day. Days that are not filled in are left out. */
export function datesInOrder(
  { case: { dates }, locate }: Subject,
  pairs: readonly (readonly [earlier: CaseEvent, later: CaseEvent])[],
): Opinion[] {
  return pairs.flatMap(([earlier, later]) => {
    const [first, second] = [dates[earlier], dates[later]];
    return first === undefined || second === undefined || second >= first
      ? []
      : [
          {
            where: [locate(DATES_SHEET, undefined, later), locate(DATES_SHEET, undefined, earlier)],
            message: `「${later}」${second} 早于「${earlier}」${first}；请核对日期`,
          },
        ];
  });
}
