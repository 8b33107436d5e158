import type { Column } from '../model/layout.ts';
import { isLikeAName } from './quoted.ts';
import { isBlank, type RawCell } from './raw.ts';

export const PERSONAL_CLASSES = ['身份证号', '手机号', '银行账号', '姓名'] as const;
export type PersonalClass = (typeof PERSONAL_CLASSES)[number];

export interface PersonalValue {
  class: PersonalClass;
  value: string;
}

const CLASS_OF_KIND: Partial<Record<Column['kind'], PersonalClass>> = {
  idNumber: '身份证号',
  mobile: '手机号',
  account: '银行账号',
};
/** Fewer digits are no number of a person. */
const DIGITS = 6;

/**
 * Everything that stands in a personal column of a workbook, readable or not:
 * also the rows that are left out of the case hold somebody's data.
 */
export class PersonalCells {
  private readonly found = new Map<string, PersonalValue>();

  add(column: Column, cell: RawCell | undefined): void {
    if (cell === undefined || isBlank(cell)) return;
    const value = String(cell.value).trim();
    // An account is the unit's, whose name is public, or somebody's own.
    const isName = column.personal === true || (column.key === 'accountName' && isLikeAName(value));
    const kind = CLASS_OF_KIND[column.kind] ?? (isName ? '姓名' : undefined);
    if (kind === undefined) return;
    const digits = value.normalize('NFKC').replace(/\D/g, '').length;
    // A name in the column of numbers, or a number in the column of names, by a slip of one column.
    if (digits < DIGITS) this.keep('姓名', value);
    else this.keep(kind === '姓名' ? '身份证号' : kind, value);
  }

  get values(): PersonalValue[] {
    return [...this.found.values()];
  }

  private keep(kind: PersonalClass, value: string): void {
    if ([...value].length > 1 && /\p{L}|\p{Nd}{6}/u.test(value))
      this.found.set(`${kind} ${value}`, { class: kind, value });
  }
}
