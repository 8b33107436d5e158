import type { UKeyView } from '../ukey/ukey.ts';
import { type Html, html, layout } from './layout.ts';

export interface LoginScreen {
  ukey: UKeyView;
  challenge: string;
  back: string;
  expired: boolean;
  practicePin?: string;
}

/** The system's home before login: the box stands in the middle. */
export function loginPage({ ukey, challenge, back, expired, practicePin }: LoginScreen): Html {
  return layout(
    { title: '登录', scripts: ['login.js'] },
    html`<div class="login"><section class="login-box" aria-labelledby="login-title">
      <h1 id="login-title">法人一证通登录</h1>
      ${expired ? html`<p class="notice" role="status">登录已过期或尚未登录，请重新登录；登录后回到刚才的页面。</p>` : ''}
      <dl class="facts"><dt>UKey</dt><dd>${ukey.inserted ? '已插入' : '未插入'}</dd><dt>单位</dt><dd>${ukey.inserted ? ukey.enterprise : '—'}</dd><dt>证书有效期</dt><dd>${ukey.inserted ? `${ukey.notBefore} 至 ${ukey.notAfter}` : '—'}</dd></dl>
      <form id="login-form" action="/zzjbdl/login" data-challenge="${challenge}" data-back="${back}" style="margin-top:16px">
        <p role="alert"></p>
        <div class="field"><label for="pin">登录密码</label><input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" aria-describedby="pin-error" /><p class="field-error" id="pin-error"></p></div>
        <button class="primary large">登录</button>
      </form>
      ${practicePin === undefined ? '' : html`<p class="notice" style="margin-top:16px">练习口令：<strong>${practicePin}</strong>（仅用于模拟环境，签章时的数字证书密码也是它）</p>`}
      <p class="hint">UKey 的插拔与解锁见 <a class="nowrap" href="/ukey">UKey 模拟器</a>；区审核人员请进入 <a class="nowrap" href="/desk">区审核</a>。</p>
    </section></div>`,
  );
}
