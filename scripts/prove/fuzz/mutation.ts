export const KINDS = ['zip', 'xml', 'csv', 'json', 'jpeg'] as const;
export type Kind = (typeof KINDS)[number];

/** One change of a file, as numbers: so that a failing run can be repeated and made smaller. */
export interface Change {
  way: 'set' | 'delete' | 'repeat' | 'insert' | 'cut' | 'word' | 'swap';
  /** Share of the length, 0 to 1. */
  at: number;
  length: number;
  value: number;
}

/** What parsers stumble over, by the form of the file. */
const WORDS: Record<Kind, readonly string[]> = {
  zip: ['PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', '\xff\xff\xff\xff', '\x00\x00\x00\x00', '../', '\\'],
  xml: [
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '&#0;',
    '&#x1F600;',
    ']]>',
    '<![CDATA[',
    '</',
    '/>',
    '<c r="XFD1048576"/>',
    '<c r="A0"/>',
    '<row r="-1">',
    't="s"',
    't="d"',
    't="e"',
    't="b"',
    't="inlineStr"',
    '<v>1e309</v>',
    '<v>NaN</v>',
    '<v>-1</v>',
    '<v>99999999</v>',
    'r="ZZZZZ9"',
    '<mergeCell ref="A1:XFD1048576"/>',
    'xml:space="preserve"',
    '_x0000_',
    '\uFEFF',
    '<f>1/0</f>',
  ],
  csv: [
    '"',
    '""',
    ',"',
    '\r',
    '\n\n',
    '\t',
    ';',
    '\0',
    '\uFEFF',
    '="',
    "'",
    '4.4E+17',
    'NaN',
    '1e309',
    '2022-02-30',
    '\xff',
    '0000-00-00',
    '示例',
    '9999999999999999999',
  ],
  json: [
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\',
    '\\u0000',
    '\\ud800',
    'null',
    '1e309',
    '-0',
    '{"__proto__":1}',
    '"constructor":1,',
    '[[[[[[',
    'true',
    ',',
    ':',
    '\uFEFF',
    '123456789012345678901',
  ],
  jpeg: [
    '\xff\xd8',
    '\xff\xd9',
    '\xff\xda',
    '\xff\xc0',
    '\xff\xe1\x00\x00',
    '\xff\xff',
    '\x00\x00',
    '\xff\xfe\xff\xff',
  ],
};

/** A small generator of numbers from 0 to 1, the same for the same seed value (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function changesOf(seed: number): Change[] {
  const next = random(seed);
  const ways = ['set', 'set', 'delete', 'repeat', 'insert', 'cut', 'word', 'word', 'word', 'swap'] as const;
  return Array.from({ length: 1 + Math.floor(next() * 4) }, () => ({
    way: ways[Math.floor(next() * ways.length)] as Change['way'],
    at: next(),
    length: Math.ceil(next() ** 4 * 400),
    value: Math.floor(next() * 65_536),
  }));
}

export function changed(bytes: Buffer, kind: Kind, changes: readonly Change[]): Buffer {
  let now = bytes;
  for (const { way, at, length, value } of changes) {
    const place = Math.floor(at * now.length);
    const before = now.subarray(0, place);
    const piece = now.subarray(place, place + length);
    const after = now.subarray(place + length);
    const word = WORDS[kind][value % WORDS[kind].length] ?? '';
    const binary = kind === 'zip' || kind === 'jpeg' || word === '\xff';
    if (way === 'set') now = Buffer.concat([before, Buffer.of(value & 0xff), now.subarray(place + 1)]);
    else if (way === 'delete') now = Buffer.concat([before, after]);
    else if (way === 'repeat') now = Buffer.concat([before, ...Array(1 + (value % 50)).fill(piece), after]);
    else if (way === 'insert') now = Buffer.concat([before, Buffer.of(value & 0xff, value >> 8), piece, after]);
    else if (way === 'cut') now = value % 4 === 0 ? before : Buffer.concat([before, now.subarray(place + 1)]);
    else if (way === 'swap') now = Buffer.concat([before, Buffer.from(piece).reverse(), after]);
    else
      now = Buffer.concat([
        before,
        Buffer.from(word, binary ? 'latin1' : 'utf8'),
        value % 2 ? after : Buffer.concat([piece, after]),
      ]);
  }
  return now;
}
