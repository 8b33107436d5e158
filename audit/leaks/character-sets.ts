export interface Reading {
  name: string;
  text: string;
  /** False for bytes read in a character set that they are probably not in: chance makes short names there. */
  sound: boolean;
  bytesPerSign: number;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LOOSE = {
  'utf-8': new TextDecoder('utf-8'),
  'utf-16le': new TextDecoder('utf-16le'),
  'utf-16be': new TextDecoder('utf-16be'),
  gb18030: new TextDecoder('gb18030'),
};
/** Fewer bytes than this say nothing about the character set they are in. */
const TELLING = 24;

/** Bytes as text, in each character set that they may be in; UTF-8 that holds no NUL is just that. */
export function* readings(bytes: Uint8Array): Generator<Reading> {
  try {
    const text = UTF8.decode(bytes);
    if (!text.includes('\u0000')) {
      yield { name: 'utf-8', text, sound: true, bytesPerSign: 1 };
      return;
    }
  } catch {
    // not UTF-8
  }
  yield { name: 'utf-8', text: LOOSE['utf-8'].decode(bytes), sound: true, bytesPerSign: 1 };
  for (const set of ['utf-16le', 'utf-16be'] as const)
    for (const phase of [0, 1]) {
      const text = LOOSE[set].decode(bytes.subarray(phase));
      yield { name: set, text, sound: isSound(bytes, text), bytesPerSign: 2 };
    }
  const text = LOOSE.gb18030.decode(bytes);
  yield { name: 'gb18030', text, sound: isSound(bytes, text), bytesPerSign: 1 };
}

function isSound(bytes: Uint8Array, text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what tells noise from text
  return bytes.length >= TELLING && !/[\ufffd\u0000-\u0008\u000e-\u001f\ue000-\uf8ff\ud800-\udfff]/.test(text);
}
