import { html, raw } from 'hono/html';
import type { Moment } from '../../domain/date.ts';
import type { PortalEnterprise } from '../state/model.ts';

/** Auto-escaped markup; every value in a template is escaped unless it is Html itself. */
export type Html = ReturnType<typeof html>;
export { html, raw };

export const SIMULATION_LINE = '模拟环境 · 非官方网站';

/** Who is looking: decides the head bar and the navigation. */
export interface Frame {
  title: string;
  now?: Moment;
  enterprise?: PortalEnterprise;
  /** Which navigation entry is current, by its path. */
  current?: string;
  side?: 'unit' | 'desk' | 'none';
  /** More modules of /assets/ that this screen needs. */
  scripts?: string[];
}

const UNIT_NAVIGATION: [path: string, label: string][] = [
  ['/zzjbdl/home', '首页'],
  ['/zzjbdl/services', '惠企点单办'],
  ['/zzjbdl/filings', '我的备案'],
  ['/zzjbdl/training', '培训管理'],
  ['/zzjbdl/claim', '申请补贴'],
  ['/zzjbdl/progress', '办理进度'],
  ['/notices', '公示'],
];

const DESK_NAVIGATION: [path: string, label: string][] = [
  ['/desk', '待办事项'],
  ['/desk/claims', '补贴审核'],
  ['/desk/notices', '公示管理'],
  ['/desk/payments', '拨付管理'],
  ['/mailbox', '收件箱'],
];

/** The whole document of every screen. The simulation line is here so that no screen can lack it. */
export function layout(frame: Frame, content: Html | Html[]): Html {
  const side = frame.side ?? (frame.enterprise === undefined ? 'none' : 'unit');
  const entries = side === 'unit' ? UNIT_NAVIGATION : side === 'desk' ? DESK_NAVIGATION : [];
  return html`<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${frame.title} - 人社自助经办系统（${SIMULATION_LINE}）</title>
    <link rel="icon" href="/assets/icon.svg" />
    <link rel="stylesheet" href="/assets/portal.css" />
    <script type="module" src="/assets/fonts.js"></script>
    <script type="module" src="/assets/portal.js"></script>
    ${(frame.scripts ?? []).map((name) => html`<script type="module" src="/assets/${name}"></script>`)}
  </head>
  <body class="side-${side}">
    <a class="skip" href="#main">跳到主要内容</a>
    <header><p class="simulation">${SIMULATION_LINE}</p><div class="masthead">
      <p class="brand">人社自助经办系统${side === 'desk' ? html` <span class="brand-side">区审核</span>` : ''}</p>
      <div class="whoami">
        ${frame.enterprise === undefined ? '' : html`<span class="unit">${frame.enterprise.name}</span>`}
        ${frame.now === undefined ? '' : html`<a class="clock" href="/sim/clock">模拟时间 <time datetime="${frame.now}">${frame.now.replace('T', ' ').slice(0, 16)}</time></a>`}
        ${frame.enterprise === undefined ? '' : html`<form method="post" action="/zzjbdl/logout"><button class="link">退出登录</button></form>`}
      </div>
    </div></header>
    ${
      entries.length === 0
        ? ''
        : html`<nav class="navigation" aria-label="主导航"><ul>
            ${entries.map(([path, label]) => html`<li><a href="${path}" ${path === frame.current ? raw('aria-current="page"') : ''}>${label}</a></li>`)}
          </ul></nav>`
    }
    <main id="main" tabindex="-1">${content}</main>
    <footer class="footer">本页面由演练程序生成，仅供练习与测试，所有数据均为虚构，不具任何效力。</footer>
  </body>
</html>`;
}
