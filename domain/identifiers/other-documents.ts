/**
 * Documents that people have instead of a 公民身份号码, by the form of their numbers:
 * 外国人永久居留身份证 (three letters and 12 digits; since 2023-12-01 18 digits from 9),
 * 港澳居民来往内地通行证 (H or M and 8 or 10 digits), 台湾居民来往大陆通行证 (8 digits, older ones with a letter),
 * passports (a letter or two, or digits, by country).
 */
const DOCUMENTS: readonly [RegExp, string][] = [
  [/^[A-Z]{3}\d{12}$/, '外国人永久居留身份证（旧版）'],
  [/^[HM](\d{8}|\d{10})$/, '港澳居民来往内地通行证（回乡证）'],
  [/^((?!(19|20)\d\d(0\d|1[0-2]))\d{8}|\d{10}[A-Z]|T\d{8})$/, '台湾居民来往大陆通行证（台胞证）'],
  [/^([A-Z]\d{8}|[A-Z]{2}\d{6,7}|[A-Z]\d{6,7}|\d{7}[A-Z]{2}|\d{2}[A-Z]{2}\d{5})$/, '护照'],
];

/** What kind of other document a number (capitals, no blanks) may belong to; `hasCheck` says whether its last digit is that of GB 11643. */
export function otherDocument(value: string, hasCheck: (value: string) => boolean): string | undefined {
  if (/^9\d{16}[\dX]$/.test(value) && hasCheck(value)) return '外国人永久居留身份证';
  return DOCUMENTS.find(([form]) => form.test(value))?.[1];
}

/** 港澳台居民居住证 carries a 公民身份号码 of its own region code (国办发〔2018〕81号 §4). */
export function isResidencePermit(value: string): boolean {
  return /^8[123]0000/.test(value);
}
