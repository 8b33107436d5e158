import type { Register } from '../../domain/registers/register.ts';
import { REGISTER_NAMES } from './register-needs.ts';

/** A register as the reports name it: what it is, what it holds, and nobody of those in it. */
export type RegisterInReport = Pick<Register, 'file' | 'sha256' | 'rows' | 'unidentified' | 'unread' | 'covers'> & {
  kinds: string[];
};

export function registerInReport({
  file,
  sha256,
  roles,
  rows,
  unidentified,
  unread,
  covers,
}: Register): RegisterInReport {
  const kinds = roles.map((role) => REGISTER_NAMES[role]);
  return { file, sha256, kinds, rows, unidentified, unread, ...(covers && { covers }) };
}

/** What a register holds, and what of it cannot be used. */
export function inWords({ kinds, rows, unidentified, unread, covers }: RegisterInReport): string {
  return [
    kinds.join('、'),
    `${rows} 行`,
    covers && `参保期间 ${covers.from} 至${covers.to === undefined ? '今' : ` ${covers.to}`}`,
    unidentified > 0 && `${unidentified} 行的号码无法识别，没有用于比对`,
    unread > 0 && `${unread} 行的日期或内容无法识别，不据此认定问题`,
  ]
    .filter(Boolean)
    .join('，');
}
