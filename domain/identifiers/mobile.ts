import { bad, type Checked, good, hasLostDigits, normalise } from './checked.ts';

/** Mobile number: 11 digits, `1[3-9]` and nine more. Kept wider than the MIIT table, which changes yearly. */
export function checkMobile(raw: unknown): Checked {
  if (hasLostDigits(raw)) return bad('手机号以数字格式保存，末尾几位已丢失；请把单元格设为文本格式后重新填写');
  const value = normalise(raw)
    .replace(/[-–—]/g, '')
    .replace(/^\(?(\+|00)?86\)?(?=\d{11}$)/, '');
  if (value.split(/[/、,;|]/).filter((part) => /^\d{7,}$/.test(part)).length > 1)
    return bad('填了不止一个号码，请只留一个 11 位手机号');
  if (value === '') return bad('手机号为空，请填写 11 位手机号');
  if (!/^\d+$/.test(value)) return bad('手机号只能是数字，请核对');
  if (value.length !== 11) return bad(`手机号应为 11 位，现为 ${value.length} 位，请核对`);
  if (!/^1[3-9]/.test(value)) return bad(`没有以 ${value.slice(0, 2)} 开头的手机号，请核对`);
  return good(value);
}
