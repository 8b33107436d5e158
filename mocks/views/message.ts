import { type Html, html, layout } from './layout.ts';

/** A page with one message and a link to go on. */
export function messagePage(title: string, message: string, back = '/zzjbdl/home'): Html {
  return layout(
    { title },
    html`<section class="panel message" aria-label="系统提示"><h1>${title}</h1><p role="alert">${message}</p><p><a class="button" href="${back}">返回首页</a></p></section>`,
  );
}
