import { headerOf, type RegisterKey, type RegisterRole } from '../../domain/registers/columns.ts';
import type { Subject } from './subject.ts';

/** The columns that an auditor has to ask for. */
const ASKED_FOR: Readonly<Record<RegisterRole, readonly RegisterKey[]>> = {
  insurance: ['idNumber', 'unit', 'insuredFrom', 'insuredTo'],
  pension: ['idNumber', 'pensionFrom'],
  school: ['idNumber', 'enrolledFrom', 'enrolledTo'],
  death: ['idNumber', 'diedOn'],
  subsidy: ['idNumber', 'subsidisedCourse', 'subsidisedOn'],
  units: ['creditCode', 'officer', 'phone', 'account'],
};

export const REGISTER_NAMES: Readonly<Record<RegisterRole, string>> = {
  insurance: '参保登记',
  pension: '养老待遇登记',
  school: '学籍登记',
  death: '死亡登记',
  subsidy: '补贴登记',
  units: '企业登记',
};

export function whyNoRegister(role: RegisterRole, { registers = [] }: Subject): string | undefined {
  if (registers.some(({ roles }) => roles.includes(role))) return undefined;
  return `没有${REGISTER_NAMES[role]}可供比对；请用 npm run audit 的 --register 给出含${ASKED_FOR[role].map((key) => `「${headerOf(key)}」`).join('')}列的文件`;
}
