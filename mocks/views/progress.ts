import type { PortalEnterprise } from '../state/model.ts';
import type { ProgressStage } from '../state/stages.ts';
import { type Frame, type Html, html, layout } from './layout.ts';
import { grid, tag } from './parts.ts';

/** 办理进度: every stage with its due day and who must act next. */
export function progressPage(
  unit: Pick<Frame, 'now'> & { enterprise: PortalEnterprise },
  stages: ProgressStage[],
): Html {
  const subjects = [...new Set(stages.map((stage) => stage.subject))];
  return layout(
    { ...unit, title: '办理进度', current: '/zzjbdl/progress' },
    html`<h1>办理进度</h1>${subjects.length === 0 ? html`<p class="panel empty">还没有办理中的事项。请从「惠企点单办」办理。</p>` : ''}
    ${subjects.map(
      (subject) =>
        html`<section class="panel"><h2 class="panel-title">${subject}</h2>${grid(
          `${subject}进度`,
          ['阶段', '经办方', '开始日期', '时限', '最迟日期', '办结日期', '状态'],
          stages
            .filter((stage) => stage.subject === subject)
            .map(
              (stage) =>
                html`<tr><td>${stage.stage}</td><td class="nowrap">${stage.owner}</td><td class="nowrap">${stage.startedOn ?? '—'}</td><td>${stage.limit ?? '—'}</td><td class="nowrap">${stage.due ?? '—'}</td><td class="nowrap">${stage.doneOn ?? '—'}</td><td>${tag(stage.state)}</td></tr>`,
            ),
          '',
        )}</section>`,
    )}`,
  );
}
