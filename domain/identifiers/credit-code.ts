import { bad, type Checked, good, hasLostDigits, normalise } from './checked.ts';

/** GB 32100-2015: digits and capitals without I O S V Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the 组织机构代码 of 8 characters (GB 11714). */
export function organisationCheck(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * ORGANISATION_ALPHABET.indexOf(first8[index] ?? ''),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Check character of 17 given ones. `31 − r` alone fails where r is 0. */
export function creditCodeCheck(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/** A whole valid code from registration authority (2 characters), district (6) and 8 characters of 组织机构代码. */
export function creditCodeOf(authority: string, district: string, first8: string): string {
  const first17 = authority + district + first8 + organisationCheck(first8);
  return first17 + creditCodeCheck(first17);
}

/** 统一社会信用代码 by GB 32100, its 组织机构代码 by GB 11714. */
export function checkCreditCode(raw: unknown): Checked {
  if (hasLostDigits(raw))
    return bad('统一社会信用代码以数字格式保存，末尾几位已丢失；请把单元格设为文本格式后按营业执照重新填写');
  const value = normalise(raw).toUpperCase();
  if (value === '') return bad('统一社会信用代码为空，请按营业执照填写 18 位代码');
  if (value.length !== 18) return bad(`统一社会信用代码应为 18 位，现为 ${value.length} 位，请按营业执照核对`);
  const strange = [...value].find((character) => !ALPHABET.includes(character));
  if (strange !== undefined)
    return bad(`统一社会信用代码不会含有「${strange}」（不使用 I、O、S、V、Z），请按营业执照核对`);
  if (creditCodeCheck(value.slice(0, 17)) !== value[17])
    return bad('统一社会信用代码的校验位不符，可能有一位填错，请按营业执照逐位核对');
  if (organisationCheck(value.slice(8, 16)) !== value[16])
    return bad('统一社会信用代码第 9 至 17 位（组织机构代码）的校验位不符，请按营业执照逐位核对');
  return good(value);
}
