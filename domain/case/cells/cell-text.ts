import type { Column } from '../model/layout.ts';
import type { CellReading } from './cell-reading.ts';
import { quotedIf } from './quoted.ts';
import { type RawCell, sameName } from './raw.ts';

const LONGEST = 200;

export function readText(cell: RawCell, { header, personal }: Column): CellReading {
  const text = String(cell.value).trim();
  if (text.length > LONGEST) return refused('too-long', `「${header}」超过 ${LONGEST} 字，请缩短`);
  return personal === true ? readName(text, header) : { value: text, doubts: [] };
}

/** Characters that no name on an identity card has, each with words that do not repeat the name. */
const NOT_IN_NAMES: readonly [RegExp, string][] = [
  [/\ufffd/u, '乱码'],
  [/[\p{Nd}\p{No}]/u, '数字'],
  [/[()[\]{}<>【】〔〕「」『』《》〈〉]/u, '括号'],
  [/\p{Extended_Pictographic}|\p{So}/u, '图形符号'],
];
/** Blanks that set a name of two characters to the width of three. */
const BETWEEN_HAN = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

function readName(text: string, header: string): CellReading {
  const found = NOT_IN_NAMES.find(([form]) => form.test(text.normalize('NFKC')))?.[1];
  if (found !== undefined) return refused('name', `「${header}」中有${found}，请只填证件上的姓名，备注另填一列`);
  const value = text.replace(BETWEEN_HAN, '');
  const doubts = [];
  if (value !== text) doubts.push({ rule: 'blanks-in-name', message: `「${header}」的字之间有空格，已忽略；建议删去` });
  if (/\p{Co}/u.test(value))
    doubts.push({
      rule: 'private-character',
      message: `「${header}」中有只在某些电脑上才显示的造字，请改用标准汉字，以免上传后成为空白`,
    });
  return { value, doubts };
}

export function readChoice(cell: RawCell, { header, choices = [] }: Column): CellReading {
  const found = choices.find((choice) => sameName(choice) === sameName(cell.value));
  if (found !== undefined) return { value: found, doubts: [] };
  const text = String(cell.value).normalize('NFKC').trim();
  return refused(
    'choice',
    `「${header}」应填 ${choices.join(' 或 ')}，现为${quotedIf(isMisspelt(text, choices), text)}`,
  );
}

const refused = (rule: string, message: string): CellReading => ({ doubts: [], problem: { rule, message } });

/** Whether a text shares a character with a choice; one that shares none may be a name in the wrong column. */
function isMisspelt(text: string, choices: readonly string[]): boolean {
  return [...text].some((character) => choices.some((choice) => choice.includes(character)));
}
