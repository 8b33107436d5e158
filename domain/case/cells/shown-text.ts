import { deceives, visibleText } from '../../fold.ts';
import { whatDeceives } from '../../hidden-characters.ts';
import type { Column } from '../model/layout.ts';
import type { CellReading } from './cell-reading.ts';

/** Free text as a person sees it; what only a machine sees in it becomes a doubt that names it. */
export function shown(reading: CellReading, { header, key, kind }: Column): CellReading {
  const { value } = reading;
  // A file is found by its name to the letter.
  if (
    typeof value !== 'string' ||
    key === 'fileName' ||
    (kind !== 'text' && kind !== 'optionalText') ||
    !deceives(value)
  )
    return reading;
  const what = whatDeceives(value);
  return {
    ...reading,
    value: visibleText(value),
    doubts: [
      ...reading.doubts,
      {
        rule: 'hidden-character',
        message: `「${header}」的内容${what}，人看不出来；已按看得见的文字读取，建议重新输入`,
      },
    ],
  };
}
