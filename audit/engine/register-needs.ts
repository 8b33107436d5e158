import { headerOf, type RegisterKey, type RegisterRole } from '../../domain/registers/columns.ts';
import type { Subject } from './subject.ts';

/** What each register is called, and the columns that an auditor has to ask for. */
const REGISTERS: Readonly<Record<RegisterRole, { name: string; keys: readonly RegisterKey[] }>> = {
  insurance: { name: '参保登记', keys: ['idNumber', 'employer', 'insuredFrom', 'insuredTo'] },
  pension: { name: '养老待遇登记', keys: ['idNumber', 'pensionFrom'] },
  school: { name: '学籍登记', keys: ['idNumber', 'enrolledFrom', 'enrolledTo'] },
  death: { name: '死亡登记', keys: ['idNumber', 'diedOn'] },
  subsidy: { name: '补贴登记', keys: ['idNumber', 'subsidisedCourse', 'subsidisedOn'] },
  units: { name: '企业登记', keys: ['creditCode', 'officer', 'phone', 'account'] },
};

export function whyNoRegister(role: RegisterRole, { registers = [] }: Subject): string | undefined {
  if (registers.some(({ roles }) => roles.includes(role))) return undefined;
  const { name, keys } = REGISTERS[role];
  return `没有${name}可供比对；请用 npm run audit 的 --register 给出含${keys.map((key) => `「${headerOf(key)}」`).join('')}列的文件`;
}
