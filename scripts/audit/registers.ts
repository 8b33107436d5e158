import type { AuditOptions } from '../../audit/dossiers/audit-dossiers.ts';
import { inWords, registerInReport } from '../../audit/engine/register-summary.ts';
import { readRegisters } from '../../domain/registers/read-register.ts';

/** Reads the registers, and says of each what it holds, before anything is audited. @throws InputError */
export async function registersOf(
  files: readonly string[],
  scratch: string,
  say: (line: string) => void,
): Promise<Pick<AuditOptions, 'registers'>> {
  if (files.length === 0) return {};
  const registers = await readRegisters(files, scratch);
  for (const register of registers) say(`独立登记「${register.file}」：${inWords(registerInReport(register))}`);
  return { registers };
}
