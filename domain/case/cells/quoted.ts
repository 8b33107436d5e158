import { visibleText } from '../../fold.ts';
import { maskIdNumber } from '../../identifiers/mask.ts';

/** As many digits as a phone number has, however they are grouped. */
const LONG_NUMBER = /\d(?:[\s-]?[\dX]){10,}/gi;
/** 2 to 4 characters, or with the dot of a transcribed name: more likely a person than a course or a company. */
const LIKE_A_NAME = /^(?:\p{Script=Han}{2,4}|\p{Script=Han}+[·•・.]\p{Script=Han}+)$/u;

export function isLikeAName(text: string): boolean {
  return LIKE_A_NAME.test(visibleText(text).normalize('NFKC'));
}

/** A cell's content as a message may repeat it: cut, and without what may be somebody's number or name in the wrong column. */
export function quoted(content: string, length = 20): string {
  const text = visibleText(content).normalize('NFKC');
  return isLikeAName(text) ? `「${[...text][0]}*」` : withoutNumbers(text, length);
}

/** The same where the content must have something of what belongs there; else it is not repeated at all. */
export function quotedIf(isOfItsKind: boolean, content: string): string {
  return isOfItsKind ? withoutNumbers(visibleText(content).normalize('NFKC'), 20) : '别的内容';
}

function withoutNumbers(text: string, length: number): string {
  return `「${maskLongNumbers(text).slice(0, length)}」`;
}

/** Free text without the middle of what may be somebody's number. */
export function maskLongNumbers(text: string): string {
  return text.replace(LONG_NUMBER, (number) => maskIdNumber(number.replace(/[\s-]/g, '')));
}
