import { type Day, isRealDay } from '../date.ts';
import { bad, type Checked, good, hasLostDigits, normalise } from './checked.ts';
import { isResidencePermit, otherDocument } from './other-documents.ts';

/** GB 11643-1999: weights of the first 17 digits and the check characters by remainder mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
/** Provinces of GB/T 2260. Counties are not checked: abolished ones (310103, 310108, 310119, 310230) stay valid in numbers. */
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** The whole number for 17 given digits. */
export function idNumberWithCheck(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return first17 + CHECK_CHARACTERS[sum % 11];
}

/** Day of birth within a number of 18 characters. */
export function birthDay(idNumber: string): Day {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
}

/**
 * 公民身份号码 by GB 11643. `today` makes a birth date in the future refusable.
 * A number of more than 15 digits is refused: a spreadsheet keeps 15 of them and makes the rest 0.
 */
export function checkIdNumber(raw: unknown, today?: Day): Checked {
  if (hasLostDigits(raw))
    return bad('身份证号以数字格式保存，末尾几位已丢失，无法还原；请把单元格设为文本格式后按证件重新填写');
  const value = normalise(raw).toUpperCase();
  if (value === '') return bad('身份证号为空，请按证件填写 18 位号码');
  const document = otherDocument(value, hasOwnCheck);
  if (document !== undefined)
    return bad(`像是${document}的号码，不是公民身份号码；名单只收公民身份号码，此人能否列入请先问区人社部门`);
  if (/^\d{15}$/.test(value)) return bad('是已停用的 15 位旧号码，请按现行证件填写 18 位号码');
  if (value.length !== 18) return bad(`身份证号应为 18 位，现为 ${value.length} 位，请按证件核对`);
  if (!/^\d{17}[\dX]$/.test(value)) return bad('身份证号只能是 17 位数字加 1 位数字或 X，请按证件核对');
  if (!PROVINCES.test(value)) return bad('前 6 位（地区码）不存在，请按证件核对');
  const birth = birthDay(value);
  if (!isRealDay(birth)) return bad('第 7 至 14 位（出生日期）不是真实日期，请按证件核对');
  if (today !== undefined && birth > today) return bad(`第 7 至 14 位（出生日期）晚于 ${today}，请按证件核对`);
  if (!hasOwnCheck(value)) return bad(wrongCheck(value));
  return good(value);
}

const hasOwnCheck = (value: string) => idNumberWithCheck(value.slice(0, 17)) === value;

function wrongCheck(value: string): string {
  if (value.endsWith('000'))
    return '身份证号校验位不符且末三位都是 0：多半曾以数字格式保存，末尾几位已丢失；请把单元格设为文本格式后按证件重新填写';
  const number = isResidencePermit(value) ? '港澳台居民居住证上的公民身份号码' : '身份证号';
  return `${number}校验位不符，可能有一位填错，请按证件逐位核对`;
}
