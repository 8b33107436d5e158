import { decodeHTML } from 'entities';
import { decoded, type View } from './view.ts';

interface Escape {
  name: string;
  pattern: RegExp;
  decode: (match: string) => string | undefined;
}

/** Ways to write a letter otherwise within a text. Each is undone in place, so that a value half escaped is whole again. */
const ESCAPES: readonly Escape[] = [
  {
    // Any number of backslashes: JSON within JSON doubles them.
    name: 'JSON',
    pattern: /\\+(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[nrtbf"'/])/gi,
    decode: (match) => {
      const code = /[0-9a-f]{2,6}/i.exec(match.replace(/^\\+[ux]/i, ' '))?.[0];
      return /^\\+[ux]/i.test(match) && code !== undefined ? letter(Number.parseInt(code, 16)) : ' ';
    },
  },
  { name: 'percent', pattern: /(?:%[0-9a-f]{2})+/gi, decode: (match) => ofBytes(match.replaceAll('%', '')) },
  {
    name: 'HTML',
    pattern: /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?/gi,
    decode: (match) => decodeHTML(match),
  },
  {
    name: 'quoted-printable',
    pattern: /(?:=[0-9A-F]{2})+|=\r?\n/g,
    decode: (match) => (/^=\r?\n/.test(match) ? '' : ofBytes(match.replaceAll('=', ''))),
  },
  {
    name: 'octal',
    pattern: /(?:\\[0-3][0-7]{2})+/g,
    decode: (match) =>
      ofBytes(
        match
          .slice(1)
          .split('\\')
          .map((code) => Number.parseInt(code, 8).toString(16).padStart(2, '0'))
          .join(''),
      ),
  },
  { name: 'CSS', pattern: /\\[0-9a-f]{2,6} ?/gi, decode: (match) => letter(Number.parseInt(match.slice(1), 16)) },
  // Colours of a terminal, in the middle of a difference that it shows.
  { name: 'ANSI', pattern: new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), decode: () => '' },
  // Rich text in a shared string, or emphasis inside a number: what a person reads has no tags.
  { name: 'tags', pattern: /<[^<>]{1,4000}>/g, decode: () => '' },
];
/** Escapes of escapes are undone this often. */
const ROUNDS = 4;

/** Every step of undoing all escapes, each with the name of what was undone last. */
export function* unescaped(view: View): Generator<{ name: string; view: View }> {
  let current = view;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = current;
    for (const { name, pattern, decode } of ESCAPES) {
      const next = decoded(current, pattern, decode);
      if (next === undefined) continue;
      // Tags hold values too, in attributes: what lies within them goes on to the next round.
      yield { name, view: next };
      if (name !== 'tags') current = next;
    }
    if (current === before) return;
  }
}

function letter(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
}

function ofBytes(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
