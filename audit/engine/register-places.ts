import { quoted } from '../../domain/case/cells/quoted.ts';
import type { Location } from '../../domain/finding.ts';
import type { RegisterKey } from '../../domain/registers/columns.ts';
import { placeInRegister, type Register } from '../../domain/registers/register.ts';
import type { Row } from './rule.ts';

interface WithRegisters {
  registers: readonly Register[];
}

/** Where a row of a register stands, by the `register`, `part` and `line` of an answer; `key`: the column that says it. */
export function inRegister({ registers }: WithRegisters, { register, part, line }: Row, key: RegisterKey): Location[] {
  const found = register == null ? undefined : registers[Number(register)];
  return found === undefined ? [] : [placeInRegister(found, Number(part), Number(line), key)];
}

/** The same of several rows, written `register:part:line` with a space between them. */
export function allInRegister(given: WithRegisters, rows: Row[string] | undefined, key: RegisterKey): Location[] {
  return String(rows ?? '')
    .split(' ')
    .flatMap((one) => {
      const [register, part, line] = one.split(':');
      return line === undefined ? [] : inRegister(given, { register: register ?? null, part: part ?? null, line }, key);
    });
}

/** A unit of a register as a finding may name it: it may be a person's own business. */
export const unitNamed = (unit: Row[string] | undefined) => (unit == null ? '另一家单位' : quoted(String(unit), 40));

/** `2022-05-09 至 2022-05-13`, or the one day. */
export function trainingDays({ first_day: first, last_day: last }: Row): string {
  return first === last ? String(first) : `${first} 至 ${last}`;
}
