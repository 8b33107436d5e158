import type { Column } from '../model/layout.ts';
import type { CellReading } from './cell-reading.ts';
import { quotedIf } from './quoted.ts';
import type { RawCell } from './raw.ts';

/**
 * Digits, with commas between thousands or without; no form such as 1e3 or 0x10, which only programs read as numbers.
 */
const PLAIN = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$/;
const UNITS = /[人元分课时钟]+$/;

export function readNumber(cell: RawCell, column: Column, textOnly: boolean): CellReading {
  const { header } = column;
  const text = String(cell.value).normalize('NFKC').trim();
  const refused = (wanted: string, repeat: boolean): CellReading => ({
    doubts: [],
    problem: { rule: 'number', message: `「${header}」应填${wanted}，现为${quotedIf(repeat, text)}` },
  });
  const value = typeof cell.value === 'number' ? cell.value : numberIn(text);
  if (cell.isDate || value === undefined) return refused('数字', /\d/.test(text));
  const { words, fits } = numberWanted(column);
  if (!fits(value)) return refused(words, true);
  const asText = typeof cell.value === 'string' && !textOnly;
  return {
    value,
    doubts: asText
      ? [
          {
            rule: 'number-as-text',
            message: `「${header}」的数字以文本保存，已按 ${value} 读取；建议改为数字格式`,
          },
        ]
      : [],
  };
}

function numberIn(text: string): number | undefined {
  const bare = text.replace(UNITS, '').trim();
  return PLAIN.test(bare) ? Number(bare.replaceAll(',', '')) : undefined;
}

/** What a number of this column must be, and how to say so. */
function numberWanted({ kind, range }: Column): { words: string; fits: (value: number) => boolean } {
  const { above, most } = range ?? {};
  const whole = kind === 'count';
  const least = above === undefined ? '不小于 0' : `大于 ${above}`;
  return {
    words: `${least}${most === undefined ? '' : `、不大于 ${most}`} 的${whole ? '整' : ''}数`,
    fits: (value) =>
      (above === undefined ? value >= 0 : value > above) &&
      value <= (most ?? Number.MAX_SAFE_INTEGER) &&
      (!whole || Number.isInteger(value)),
  };
}
