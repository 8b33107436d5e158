/** A way to write a name: the expression that finds it, and the character that it begins with. */
export interface Writing {
  first: string;
  source: string;
}

/** More in one expression is refused by the engine, some thousands of names earlier or later. */
const MOST_IN_ONE = 400;
/** Letters beside ASCII that a search without case takes for ASCII ones (Unicode simple case folding). */
const FOLDED: Readonly<Record<string, string>> = { ſ: 's', '\u212a': 'k' };
const OTHER = '';

/**
 * Finds any of many names in a text: leftmost first, and of those that begin at one place the first in the list, as one
 * expression of alternatives would. One expression is too large for the names of a few hundred cases,
 * and would try each of them at every character; here only those are tried that begin with the character.
 */
export class NameFinder {
  readonly #starts: RegExp | undefined;
  readonly #writings = new Map<string, RegExp[]>();

  constructor(writings: readonly Writing[]) {
    const groups = new Map<string, string[]>();
    for (const { first, source } of writings) {
      if (source === '') continue;
      const key = keyOf(first);
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push(source);
    }
    for (const [key, sources] of groups)
      this.#writings.set(
        key,
        Array.from({ length: Math.ceil(sources.length / MOST_IN_ONE) }, (_, part) => {
          const some = sources.slice(part * MOST_IN_ONE, (part + 1) * MOST_IN_ONE);
          return new RegExp(some.join('|'), 'iuy');
        }),
      );
    const keys = [...groups.keys()];
    if (keys.length === 0) return;
    // What begins with anything but a Chinese character or ASCII may have more forms than are listed here.
    this.#starts = keys.includes(OTHER) ? /./gsu : new RegExp(`[${keys.map(inClass).join('')}]`, 'giu');
  }

  /** The text with everything found replaced. */
  replace(text: string, by: (found: string) => string): string {
    if (this.#starts === undefined) return text;
    let result = '';
    let copied = 0;
    this.#starts.lastIndex = 0;
    for (let start = this.#starts.exec(text); start !== null; start = this.#starts.exec(text)) {
      const found = this.#at(text, start.index, start[0]);
      if (found === undefined) continue;
      result += text.slice(copied, start.index) + by(found);
      copied = start.index + found.length;
      this.#starts.lastIndex = copied;
    }
    return result + text.slice(copied);
  }

  #at(text: string, index: number, character: string): string | undefined {
    const key = keyOf(character);
    for (const group of key === OTHER ? [OTHER] : [key, OTHER])
      for (const writing of this.#writings.get(group) ?? []) {
        writing.lastIndex = index;
        const found = writing.exec(text);
        if (found !== null) return found[0];
      }
    return undefined;
  }
}

/** Characters that are one for a search without case have one key; whatever is not sure of that, the common one. */
function keyOf(character: string): string {
  const [first = ''] = character;
  if (/\p{Script=Han}/u.test(first)) return first;
  const plain = FOLDED[first] ?? first.toLowerCase();
  return /^[!-~]$/.test(plain) ? plain : OTHER;
}

function inClass(key: string): string {
  return /\w/.test(key) || key > '\u007f' ? key : `\\u{${(key.codePointAt(0) ?? 0).toString(16)}}`;
}
