import type { Day } from '../../domain/date.ts';

export const REACHED = ['接通', '未接通', '空号或停机', '拒绝回答'] as const;
export const IN_PERSON = ['是', '否'] as const;
export const CONFIRMS = ['确认', '否认', '不记得'] as const;
export const AGREES = ['一致', '部分不一致', '不一致'] as const;

/** What the caller wrote down for one training. */
export interface CallResult {
  reached: (typeof REACHED)[number];
  /** How often it was tried. */
  tries: number;
  /** Undefined where nobody was reached. The next two are also undefined where somebody else answered. */
  inPerson: (typeof IN_PERSON)[number] | undefined;
  confirms: (typeof CONFIRMS)[number] | undefined;
  agrees: (typeof AGREES)[number] | undefined;
  note: string;
  day: Day;
}
