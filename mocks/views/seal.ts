import { type Html, html, raw } from './layout.ts';

/** The unit's electronic seal: ring, star, name on the arc, plainly a practice one. */
export function sealPicture(unit: string): Html {
  const characters = [...unit];
  const spread = Math.min(290, characters.length * 19);
  return html`<svg class="seal-picture" viewBox="0 0 200 200" role="img" aria-label="${unit}电子印章（模拟）">
    <circle cx="100" cy="100" r="94" fill="none" stroke="currentColor" stroke-width="6" />
    <path fill="currentColor" d="${raw(star(100, 98, 30, 12))}" />
    ${characters.map((character, index) => {
      const angle = characters.length === 1 ? 0 : -spread / 2 + (spread * index) / (characters.length - 1);
      return html`<text x="100" y="34" font-size="19" font-weight="700" text-anchor="middle" transform="rotate(${angle.toFixed(2)} 100 100)">${character}</text>`;
    })}
    <text x="100" y="156" font-size="14" text-anchor="middle">模拟签章</text></svg>`;
}

function star(x: number, y: number, outer: number, inner: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    const reach = index % 2 === 0 ? outer : inner;
    return `${(x + Math.cos(angle) * reach).toFixed(1)} ${(y + Math.sin(angle) * reach).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}
