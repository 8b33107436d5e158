/**
 * The unit's round seal in points around its centre. A company seal is at most
 * 4.5 cm across (国发〔1999〕25号), here 4 cm; five-pointed star, name along the arc.
 */
export const SEAL = {
  radius: 56.7,
  ring: 3.2,
  star: { outer: 18, inner: 7 },
  caption: { text: '模拟签章', size: 8.5, top: 24 },
};
/** Half of the square that the seal needs, ring and all. */
export const SEAL_REACH = 60;

export interface SealLetter {
  letter: string;
  /** Degrees clockwise from the top. */
  angle: number;
  /** Height of the character, and how much narrower than that it is drawn. */
  size: number;
  narrow: number;
}

const [LARGEST, SMALLEST, STEP, SWEEP] = [13.5, 9.5, 17.5, 286];
/** Middle of the characters from the centre. */
export const SEAL_LETTERS_AT = 44;

/** A long name fills the arc and its characters become narrow before they become small, as on a cut seal. */
export function sealLetters(unit: string): SealLetter[] {
  const letters = [...unit];
  const step = Math.min(STEP, SWEEP / Math.max(1, letters.length - 1));
  const room = ((step * Math.PI) / 180) * SEAL_LETTERS_AT * 0.98;
  const size = Math.min(LARGEST, Math.max(SMALLEST, room));
  return letters.map((letter, index) => ({
    letter,
    angle: step * (index - (letters.length - 1) / 2),
    size,
    narrow: Math.min(1, room / size),
  }));
}

/** Corners of the star, from its upper point. */
export function starPoints(): [x: number, y: number][] {
  return Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? SEAL.star.outer : SEAL.star.inner;
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
}
