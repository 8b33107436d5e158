import { bad, type Checked, good, hasLostDigits, normalise } from './checked.ts';

/** A corporate account has no universal check digit: digits and length only. */
export function checkBankAccount(raw: unknown): Checked {
  if (hasLostDigits(raw))
    return bad('银行账号以数字格式保存，Excel 只留前 15 位，末尾几位已丢失；请把单元格设为文本格式后重新填写');
  const value = normalise(raw).replace(/[-–—]/g, '');
  if (value === '') return bad('银行账号为空，请按开户许可证填写');
  if (!/^\d+$/.test(value)) return bad('银行账号只能是数字，请按开户许可证核对');
  if (value.length < 8 || value.length > 30)
    return bad(`银行账号应为 8 至 30 位，现为 ${value.length} 位，请按开户许可证核对`);
  return good(value);
}
