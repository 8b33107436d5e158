import { RADICALS, SIMPLER } from './radicals.ts';

/** What no screen shows: zero-width characters, joiners, soft hyphens, bidi marks, variation selectors, controls, fillers. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800\uFFFC]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
/** Controls that are blanks: a line break in a header is no hidden character. */
const BLANK_CONTROLS = /[\t\n\v\f\r\u0085]/;
const BLANKS = /[\p{White_Space}\u3164\uFFA0\u115F\u1160\u2800]/gu;

/** Nothing to fold: small letters, digits and usual characters, as most names are. */
const FOLDED = new RegExp(`^(?:(?![${[...SIMPLER.keys()].join('')}])[\\u4E00-\\u9FA5a-z0-9])*$`);
const SIMPLER_OF = new RegExp(`[${[...SIMPLER.keys()].join('')}]`, 'g');

/** Forms of one sign that people do not tell apart, after NFKC: brackets, dashes, dots between names, quotes. */
const SAME_SIGN: readonly [RegExp, string][] = [
  [/[[{〔【〖〘〚]/g, '('],
  [/[\]}〕】〗〙〛]/g, ')'],
  [/[\p{Pd}\u2212]/gu, '-'],
  [/[•‧∙⋅・]/g, '·'],
  [/[“”„‟″]/g, '"'],
  [/[‘’‚‛′]/g, "'"],
];

/**
 * The one form in which names are compared: courses, companies, accounts, sheets, columns, choices. Two texts that
 * a person reads as the same fold to the same: Unicode form and width, invisible characters, every blank, brackets,
 * dashes, case, and radicals that look like the character itself (⻛ U+2EDB for 风).
 */
export function fold(text: unknown): string {
  const written = String(text ?? '');
  if (FOLDED.test(written)) return written;
  let folded = withIdeographs(written.replace(ALL_INVISIBLE, ''))
    .normalize('NFKC')
    .replace(BLANKS, '')
    .replace(SIMPLER_OF, (character) => SIMPLER.get(character) ?? character);
  for (const [forms, sign] of SAME_SIGN) folded = folded.replace(forms, sign);
  return folded.toLowerCase();
}

export function sameFolded(a: unknown, b: unknown): boolean {
  return fold(a) === fold(b);
}

/** Nothing in it that a person would see. */
export function isInvisible(text: string): boolean {
  return !VISIBLE.test(text);
}
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800\uFFFC]/u;

/** As a person sees it: without invisible characters, radicals as characters, one kind of blank. Width and brackets stay. */
export function visibleText(text: string): string {
  return withIdeographs(
    text
      .replace(ALL_INVISIBLE, (character) => (BLANK_CONTROLS.test(character) ? ' ' : ''))
      .replace(/[\p{White_Space}\u3164\uFFA0]/gu, ' '),
  ).trim();
}

/** Holds a character that only a machine tells from what a person sees. */
export function deceives(text: string): boolean {
  return DECEPTIVE.test(text);
}
/** Radicals that look like a character; the Kangxi ones have theirs as compatibility form. */
const LOOKALIKES = `${[...RADICALS.keys()].join('')}\u2F00-\u2FD5`;
const LOOKALIKE = new RegExp(`[${LOOKALIKES}]`, 'gu');
const DECEPTIVE = new RegExp(
  `(?![\\t\\n\\v\\f\\r\\u0085])[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\p{Cc}\\u2800\\uFFFC${LOOKALIKES}]`,
  'u',
);

/** Characters that only a machine tells from what a person sees, in their order; usual blanks are none. */
export function deceptiveCharacters(text: string): { at: number; character: string; readAs: string }[] {
  return [...text].flatMap((character, at) => {
    const readAs = withIdeographs(character);
    if (readAs !== character) return [{ at, character, readAs }];
    return INVISIBLE.test(character) && !BLANK_CONTROLS.test(character) ? [{ at, character, readAs: '' }] : [];
  });
}

function withIdeographs(text: string): string {
  return text.replace(LOOKALIKE, (character) => RADICALS.get(character) ?? character.normalize('NFKC'));
}
