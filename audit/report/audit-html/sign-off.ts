import { html } from 'hono/html';
import type { Html } from '../document.ts';

/** Who answers for it: a program signs nothing. */
export function signOff(): Html {
  const line = (name: string): Html =>
    html`<tr><th scope="row">${name}</th><td></td><th scope="row">日期</th><td></td></tr>`;
  return html`<section class="sign-off"><h2 id="sign-off">签署</h2>
  <p>以上由程序按所列规则得出；核查人、复核人核对原件并判断后签署，方为核查结论。</p>
  <table><tbody>${line('核查人')}${line('复核人')}<tr><th scope="row">意见</th><td colspan="3" class="opinion"></td></tr><tr><th scope="row">盖章</th><td colspan="3" class="stamp"></td></tr></tbody></table></section>`;
}
