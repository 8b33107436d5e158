import { SEAL, SEAL_LETTERS_AT, SEAL_REACH, sealLetters, starPoints } from '../letter/seal.ts';
import { type Html, html, raw } from './layout.ts';

/** The unit's electronic seal as the PDF draws it: ring, star, name on the arc, plainly a practice one. */
export function sealPicture(unit: string): Html {
  const star = starPoints().map((point) => point.map((share) => share.toFixed(2)).join(','));
  return html`<svg class="seal-picture" viewBox="${-SEAL_REACH} ${-SEAL_REACH} ${2 * SEAL_REACH} ${2 * SEAL_REACH}" role="img" aria-label="${unit}电子印章（模拟）">
    <circle r="${SEAL.radius}" fill="none" stroke="currentColor" stroke-width="${SEAL.ring}" />
    <polygon fill="currentColor" points="${raw(star.join(' '))}" />
    ${sealLetters(unit).map(
      ({ letter, angle, size, narrow }) =>
        html`<text y="${(size * 0.36).toFixed(2)}" font-size="${size.toFixed(2)}" font-weight="700" text-anchor="middle" transform="rotate(${angle.toFixed(2)}) translate(0 ${-SEAL_LETTERS_AT}) scale(${narrow.toFixed(3)} 1)">${letter}</text>`,
    )}
    <text y="${SEAL.caption.top + SEAL.caption.size}" font-size="${SEAL.caption.size}" font-weight="700" text-anchor="middle">${SEAL.caption.text}</text></svg>`;
}
