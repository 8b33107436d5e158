import { quoted } from '../case/cells/quoted.ts';
import type { RawSheet } from '../case/cells/raw.ts';
import { findHeader, type Header } from '../case/tables/find-header.ts';
import { InputError } from '../errors.ts';
import { fold } from '../fold.ts';
import { headerOf, REGISTER_COLUMNS, type RegisterKey, type RegisterRole, ROLE_COLUMNS } from './columns.ts';

/** What the header of a register says it is. */
export interface RegisterHeader extends Header {
  keys: readonly RegisterKey[];
  roles: readonly RegisterRole[];
}

const PERSON_ROLES = (Object.keys(ROLE_COLUMNS) as RegisterRole[]).filter((role) => role !== 'units');
/** A unit's column that can only be the one that insures. */
const INSURER = /^(参保|缴费|投保)/;

/** The header of a register; undefined where a sheet names none of its columns. @throws InputError when a column is missing or there twice */
export function registerHeader(file: string, sheet: RawSheet): RegisterHeader | undefined {
  const header = findHeader(sheet, '登记', REGISTER_COLUMNS);
  if (header === undefined) return undefined;
  const [twice] = header.twice;
  if (twice !== undefined)
    throw new InputError(
      `独立登记「${file}」有 ${twice.places.length} 列「${twice.column.header}」，看不出该用哪一列，没有读取。请只留一列后重试。`,
    );
  const keys = REGISTER_COLUMNS.flatMap(({ key }, index) => (header.places[index] === undefined ? [] : [key]));
  const has = (key: RegisterKey) => keys.includes(key);
  const spare = header.labels.flatMap((labels, place) =>
    header.places.includes(place) ? [] : labels.slice(-1).map((label) => quoted(label, 20)),
  );
  const lacks = (wanted: string): InputError =>
    new InputError(
      `独立登记「${file}」缺少${wanted}，没有读取${spare.length === 0 ? '' : `；没有用到的列有${spare.slice(0, 8).join('')}`}。请补上该列，或按「${headerOf('idNumber')}」「参保单位」这样的列名改名后重试。`,
    );
  for (const [to, from] of [['enrolledTo', 'enrolledFrom']] as const)
    if (has(to) && !has(from)) throw lacks(`「${headerOf(from)}」列`);
  if (has('idNumber')) {
    const roles = PERSON_ROLES.filter((role) => ROLE_COLUMNS[role].some(has));
    const known = isInsurance(header, keys, roles) ? roles : roles.filter((role) => role !== 'insurance');
    if (known.length === 0)
      throw lacks(
        `可比对的列（${PERSON_ROLES.map((role) => `「${headerOf(ROLE_COLUMNS[role][0] as RegisterKey)}」`).join('')}之一）`,
      );
    return { ...header, keys, roles: known };
  }
  if (!ROLE_COLUMNS.units.some(has)) throw lacks(`「${headerOf('idNumber')}」列`);
  if (!has('creditCode')) throw lacks(`「${headerOf('creditCode')}」列`);
  return { ...header, keys, roles: ['units'] };
}

/** A subsidy or a pension may name a unit as well, which does not make its register one of insurance. */
function isInsurance(header: Header, keys: readonly RegisterKey[], roles: readonly RegisterRole[]): boolean {
  if (ROLE_COLUMNS.insurance.some((key) => key !== 'unit' && keys.includes(key))) return true;
  const written = header.written[REGISTER_COLUMNS.findIndex(({ key }) => key === 'unit')];
  return roles.length === 1 || INSURER.test(fold(written));
}

export function noHeader(file: string): InputError {
  return new InputError(
    `独立登记「${file}」没有表头，没有读取：须有「${headerOf('idNumber')}」和参保、养老待遇、学籍、死亡或补贴的列，或者「${headerOf('creditCode')}」和${ROLE_COLUMNS.units.map((key) => `「${headerOf(key)}」`).join('')}之一。请按这些列名补上表头后重试。`,
  );
}
