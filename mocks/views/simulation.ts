import type { Day, Moment } from '../../domain/date.ts';
import type { UKeyView } from '../ukey/ukey.ts';
import { type Html, html, layout } from './layout.ts';
import { field, minuteText, tag } from './parts.ts';

/** 模拟时钟: the portal's time moves only here. */
export function clockPage(now: Moment, workingDay: boolean | undefined): Html {
  const day: Day = now.slice(0, 10);
  return layout(
    { title: '模拟时钟', now },
    html`<section class="panel" style="max-width:640px;margin:0 auto 16px"><h1>模拟时钟</h1><p role="alert" id="page-alert"></p>
    <dl class="facts"><dt>当前时间</dt><dd><strong>${minuteText(now)}</strong></dd><dt>当日</dt><dd>${workingDay === undefined ? '没有该年的放假安排' : workingDay ? '工作日' : '休息日'}</dd></dl>
    <form data-api method="post" action="/sim/clock" style="margin-top:16px">${field({ id: 'to', label: '推进到', type: 'date', value: day })}<div class="toolbar"><button class="primary">推进到该日</button></div></form>
    <form data-api method="post" action="/sim/clock/next"><button>下一个工作日</button></form>
    <p class="hint" style="margin-top:12px">时间只能向后推进；推进后登录会过期，需重新登录。</p><p><a href="/zzjbdl/home">企业办理</a>　<a href="/desk">区审核</a></p></section>`,
  );
}

/** UKey 模拟器: what a person does with the key in hand. */
export function ukeyPage(now: Moment, key: UKeyView): Html {
  const act = (action: string, label: string) =>
    html`<form data-api method="post" action="/ukey/${action}"><button>${label}</button></form>`;
  return layout(
    { title: 'UKey 模拟器', now },
    html`<section class="panel" style="max-width:640px;margin:0 auto 16px"><h1>UKey 模拟器</h1><p role="alert" id="page-alert"></p>
    <dl class="facts"><dt>状态</dt><dd>${tag(key.inserted ? '已插入' : '未插入')} ${key.locked ? tag('已锁定') : ''}</dd><dt>单位</dt><dd>${key.enterprise}</dd><dt>统一社会信用代码</dt><dd>${key.creditCode}</dd><dt>介质号</dt><dd>${key.serial}</dd><dt>证书有效期</dt><dd>${key.notBefore} 至 ${key.notAfter}</dd><dt>剩余口令次数</dt><dd>${key.triesLeft}</dd></dl>
    <div class="toolbar" style="margin-top:16px">${key.inserted ? act('remove', '拔出 UKey') : act('insert', '插入 UKey')}${act('unlock', '到服务网点解锁')}</div>
    <p class="hint">证书由项目自带的测试证书机构签发，不是真实的法人一证通。</p><p><a href="/zzjbdl/jsp/login.html">返回登录</a></p></section>`,
  );
}
