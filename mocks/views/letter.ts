import { sheetName } from '../letter/draw.ts';
import { type LetterLine, layOutLetter, SHEET, SIMULATION_MARK } from '../letter/layout.ts';
import type { Letter, PortalEnterprise } from '../state/model.ts';
import { SEAL_BOUNDS } from '../state/seal.ts';
import { type Frame, type Html, html, layout, raw } from './layout.ts';
import { minuteText } from './parts.ts';
import { sealPicture } from './seal.ts';

type Unit = Pick<Frame, 'now'> & { enterprise: PortalEnterprise };

/** 单位签章: the letter as a document, the seal to be dragged onto it, the key's signature. */
export function letterPage(unit: Unit, letter: Letter): Html {
  const sealed = letter.seal !== undefined;
  return layout(
    { ...unit, title: '单位签章', current: '/zzjbdl/services', scripts: ['seal.js'] },
    html`<h1>单位签章</h1>
    ${sealed ? html`<p class="success" role="status">承诺书已签章：${unit.enterprise.name}，${minuteText(letter.seal?.at)}，证书编号 ${letter.seal?.certificateSerial}。</p>` : html`<p class="lead">先点击左侧「签章」按钮，将电子印章拖动至需加盖印章的位置（也可用方向键移动）；再点击底部的「签章」按钮，输入数字证书密码，即可完成签章。</p>`}
    <p role="alert" id="page-alert"></p>
    <div class="signing">
      <section class="panel signing-side" aria-label="电子签章"><h2 class="panel-title">电子签章</h2>
        <div class="seal-source"><div class="seal">${sealPicture(unit.enterprise.name)}</div></div>
        <p class="toolbar center"><button type="button" id="take-seal" ${sealed ? raw('disabled') : ''}>签章</button></p><p id="seal-place" role="status" class="hint"></p></section>
      <div>
        ${letterSheets(letter, unit.enterprise.name, 'letter', sealed ? undefined : html`<div class="seal" id="placed-seal" role="group" aria-roledescription="可移动的印章" aria-label="电子印章，用方向键移动" tabindex="0" hidden>${sealPicture(unit.enterprise.name)}</div>`)}
        <section class="toolbar center" aria-label="签章操作"><button type="button" class="primary large" id="open-pin" ${sealed ? raw('disabled') : ''}>签章</button>${letter.pdf === undefined ? '' : html`<a class="button" href="/zzjbdl/filing/letter/sealed.pdf" target="_blank">下载承诺书（PDF）</a>`}<a class="button ${sealed ? 'primary' : ''}" href="/zzjbdl/filing/entry">返回</a></section>
      </div>
    </div>
    <dialog id="pin-dialog" aria-labelledby="pin-title"><form id="pin-form"><h2 class="dialog-title" id="pin-title">输入数字证书密码</h2>
      <div class="dialog-body"><p role="alert"></p><div class="field"><label for="pin">数字证书密码</label><input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" aria-describedby="pin-error" /><p class="field-error" id="pin-error"></p></div></div>
      <div class="dialog-actions"><button class="primary">确定</button><button type="button" data-closes>取消</button></div></form></dialog>`,
  );
}

/**
 * The letter sheet by sheet, each line where the PDF has it, with the seal on
 * the last. `loose` is a seal that can still be moved.
 */
export function letterSheets(letter: Letter, unit: string, id?: string, loose?: Html): Html {
  const sheets = layOutLetter(letter.text);
  const { seal } = letter;
  return html`<article class="letter" aria-label="承诺书">${sheets.map((lines, index) => {
    const last = index === sheets.length - 1;
    return html`<div class="sheet" role="group" aria-label="${sheetName(index, sheets.length)}" ${last && id !== undefined ? raw(`id="${id}" data-letter="${letter.id}" data-left="${SEAL_BOUNDS.left}" data-right="${SEAL_BOUNDS.right}" data-top="${SEAL_BOUNDS.top}" data-bottom="${SEAL_BOUNDS.bottom}"`) : ''}>
      <p class="watermark" style="${raw(placed({ left: 0, top: SIMULATION_MARK.top, size: SIMULATION_MARK.size }))}">${SIMULATION_MARK.text}</p>
      ${paragraphsOf(lines).map((paragraph) => (paragraph[0]?.bold ? html`<h2>${linesOf(paragraph)}</h2>` : html`<p>${linesOf(paragraph)}</p>`))}
      ${sheets.length > 1 ? html`<p class="sheet-number">${sheetName(index, sheets.length)}</p>` : ''}
      ${last ? loose : ''}
      ${last && seal !== undefined ? html`<div class="seal fixed" style="left:${(seal.x * 100).toFixed(2)}%;top:${(seal.y * 100).toFixed(2)}%">${sealPicture(unit)}</div>` : ''}</div>`;
  })}</article>`;
}

function linesOf(lines: readonly LetterLine[]): Html[] {
  return lines.map((line) => html`<span style="${raw(placed(line))}">${line.text}</span>`);
}

/** In shares of the sheet's width, so that the sheet is the same at every size. */
function placed({ left, top, size }: Pick<LetterLine, 'left' | 'top' | 'size'>): string {
  const share = (points: number) => `${((points / SHEET.width) * 100).toFixed(4)}cqw`;
  return `left:${share(left)};top:${share(top)};font-size:${share(size)}`;
}

function paragraphsOf(lines: readonly LetterLine[]): LetterLine[][] {
  return [...new Set(lines.map(({ paragraph }) => paragraph))].map((number) =>
    lines.filter(({ paragraph }) => paragraph === number),
  );
}
