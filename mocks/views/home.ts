import type { PolicyPack } from '../../domain/policy/pack.ts';
import { subsidyPerPerson } from '../../domain/policy/policy.ts';
import { LIMITS, studyTime } from '../../domain/policy/sentences.ts';
import type { PortalEnterprise } from '../state/model.ts';
import type { ProgressStage } from '../state/stages.ts';
import { type Frame, type Html, html, layout, raw } from './layout.ts';
import { grid, tag } from './parts.ts';

type Unit = Pick<Frame, 'now'> & { enterprise: PortalEnterprise };

/** Where a unit can go, with the strokes of its sign (24 by 24); `claimBy` is the limit of a claim. */
const destinations = (claimBy: string) =>
  [
    ['/zzjbdl/services', '惠企点单办', '政策服务事项办理', 'M4 5h16v4H4zM4 13h7v6H4zM15 13h5v6h-5z'],
    ['/zzjbdl/filings', '我的备案', '查看审核状态与反馈', 'M6 3h9l4 4v14H6zM9 11h7M9 15h7'],
    ['/zzjbdl/training', '培训管理', '登记培训、导入学员', 'M3 9l9-4 9 4-9 4zM7 11v5c3 2 7 2 10 0v-5'],
    ['/zzjbdl/claim', '申请补贴', claimBy, 'M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0M9 9l3 3 3-3M12 12v5M9.5 13.5h5'],
    ['/zzjbdl/progress', '办理进度', '各阶段与最迟日期', 'M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0M12 8v4l3 2'],
  ] as const;

/**
 * Where to go, and what is under way: by when, and who must act next. On a day that no policy covers, what is
 * under way is still shown.
 */
export function homePage(unit: Unit, stages: ProgressStage[], policy: PolicyPack | undefined): Html {
  const claimBy = policy === undefined ? '培训结束后' : LIMITS.import(policy.parameters);
  const open = stages.filter(({ state }) => state === '进行中' || state === '已逾期');
  return layout(
    { ...unit, title: '首页', current: '/zzjbdl/home' },
    html`<h1>自助经办首页</h1><div class="tiles">${destinations(claimBy).map(
      ([path, name, what, strokes]) =>
        html`<a class="tile" href="${path}"><svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d="${raw(strokes)}" /></svg>${name}<small>${what}</small></a>`,
    )}</div>
    <section class="panel" aria-labelledby="open-title"><h2 class="panel-title" id="open-title">在办事项</h2>${grid(
      '在办事项',
      ['事项', '阶段', '经办方', '时限', '最迟日期', '状态'],
      open.map(
        (stage) =>
          html`<tr><td>${stage.subject}</td><td>${stage.stage}</td><td class="nowrap">${stage.owner}</td><td>${stage.limit ?? '—'}</td><td class="nowrap">${stage.due ?? '—'}</td><td>${tag(stage.state)}</td></tr>`,
      ),
      '目前没有在办的事项。请从「惠企点单办」办理。',
    )}</section>`,
  );
}

export function servicesPage(unit: Unit): Html {
  return layout(
    { ...unit, title: '惠企点单办', current: '/zzjbdl/services' },
    html`<h1>惠企点单办</h1>
    <p role="alert" id="page-alert"></p>
    <details class="panel" open><summary>疫情期间(2)</summary>
      ${service('企业线上培训补贴', '企业职工线上培训：先申报备案、后组织培训、再申请补贴', html`<a class="button primary" href="/zzjbdl/filing/entry" aria-label="办理 企业线上培训补贴">办理</a> <a class="button" href="/zzjbdl/guide/online-training" aria-label="指南 企业线上培训补贴">指南</a>`)}
      ${service('困难行业企业稳岗补贴', '本模拟环境只演练企业线上培训补贴', html`<form data-api method="post" action="/zzjbdl/services/other"><button aria-label="办理 困难行业企业稳岗补贴">办理</button></form>`)}
    </details>
    <details class="panel"><summary>就业创业(0)</summary><p class="empty">暂无可办理的事项</p></details>`,
  );
}

function service(name: string, what: string, actions: Html): Html {
  return html`<div class="service" role="group" aria-label="${name}"><div><h2>${name}</h2><p class="hint">${what}</p></div><div class="toolbar">${actions}</div></div>`;
}

/** The guide is a page of its own: steps, limits, materials, from the policy in force. */
export function guidePage(unit: Unit, policy: PolicyPack): Html {
  const { parameters } = policy;
  return layout(
    { ...unit, title: '办理指南', current: '/zzjbdl/services' },
    html`<h1>企业线上培训补贴办理指南</h1>
    <section class="panel"><h2 class="panel-title">办理流程</h2><ol>
      <li>咨询承诺：按<strong>税收征管关系</strong>向所在区人力资源社会保障部门提出培训需求（不是缴纳社保所在区）。</li>
      <li>申报备案：新增备案信息，生成承诺书，单位签章，上传资料，确认提交。</li>
      <li>审核备案：多个培训项目一并审核，或逐个审核；退回的按理由修改后重新提交。</li>
      <li>组织培训：${LIMITS.training(parameters)}按方案培训，逾期需重新备案。</li>
      <li>申请补贴：${LIMITS.import(parameters)}导入学员信息并提出申请。</li></ol></section>
    <section class="panel"><h2 class="panel-title">培训要求与时限</h2><dl class="facts">
      <dt>学习时长</dt><dd>每个培训项目${studyTime(parameters, `${parameters.minimumMinutes} 分钟`)}</dd>
      <dt>签到与考试</dt><dd>每个培训日签到；有互动答疑；学习结束后统一考试，${parameters.passMark} 分为合格</dd>
      <dt>补贴标准</dt><dd>每人每项目 ${subsidyPerPerson(policy)} 元，核拨至本单位银行账户</dd>
      <dt>寄送材料</dt><dd>${LIMITS.mail(parameters)}，以邮件向区就促中心提交补贴申请表、学员花名册、课程汇总表、后台数据</dd>
      <dt>审核</dt><dd>${LIMITS.review(parameters)}，含现场督导和学员电话回访</dd>
      <dt>公示</dt><dd>${parameters.noticeWorkingDays} 个工作日</dd><dt>财政核准</dt><dd>${parameters.financeWorkingDays} 个工作日</dd><dt>依据</dt><dd>${policy.citation}</dd></dl></section>
    <section class="panel"><h2 class="panel-title">备案材料（JPEG 格式，多页按序上传）</h2><ul><li>培训方案（必需）</li><li>营业执照（一般自动生成，没有生成的上传图片）</li><li>法人登记证书（可选）</li><li>其他资料：服务协议、第三方平台资质证明</li></ul></section>
    <p><a class="button primary" href="/zzjbdl/filing/entry">办理</a> <a class="button" href="/zzjbdl/services">返回</a></p>`,
  );
}
