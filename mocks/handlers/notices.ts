import { type HttpHandler, HttpResponse, http } from 'msw/http';
import type { Notice } from '../state/model.ts';
import { paged } from '../state/paging.ts';
import { mailboxPage, mailPage } from '../views/mailbox.ts';
import { noticeWorkbook } from '../views/notice-workbook.ts';
import { type NoticeRow, noticePage, noticesPage } from '../views/notices.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { pageOf } from './form.ts';
import { guarded, page, sessionOf, unitOf } from './respond.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What anybody may see: notices; and the mailbox of 区就促中心. */
export function noticeHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  const frame = (request: Request) => {
    const session = sessionOf(context, request);
    return session === undefined ? { now: state.clock.now() } : unitOf(context, session);
  };
  const rowsOf = (notice: Notice): NoticeRow[] =>
    notice.claimIds
      .map((id) => state.claim(id))
      .flatMap((claim) =>
        claim.lines.map((line) => ({
          enterprise: state.enterprise(claim.creditCode).name,
          course: line.course,
          trainees: line.trainees.length,
          amount: line.amount,
        })),
      );
  const newestFirst = <T>(rows: T[]) => [...rows].reverse();
  return [
    http.get(
      at('/notices'),
      guarded(({ request }) =>
        page(noticesPage(frame(request), paged(newestFirst(state.notices()), pageOf(request), 20))),
      ),
    ),
    http.get(
      at('/notices/:id'),
      guarded(({ request, params }) => {
        const notice = state.notice(String(params.id));
        return page(noticePage(frame(request), notice, rowsOf(notice), state.policyOn(notice.from, notice.district)));
      }),
    ),
    http.get(
      at('/notices/:id/attachment.xlsx'),
      guarded(async ({ params }) => {
        const notice = state.notice(String(params.id));
        return new HttpResponse(await noticeWorkbook(notice, rowsOf(notice)), {
          headers: { 'content-type': XLSX, 'content-disposition': attachment(`${notice.title}.xlsx`) },
        });
      }),
    ),
    http.get(
      at('/mailbox'),
      guarded(({ request }) =>
        page(mailboxPage({ now: state.clock.now() }, paged(newestFirst(state.mails()), pageOf(request), 20))),
      ),
    ),
    http.get(
      at('/mailbox/:id'),
      guarded(({ params }) => page(mailPage({ now: state.clock.now() }, state.mail(String(params.id))))),
    ),
    http.get(
      at('/mailbox/:id/attachments/:index'),
      guarded(({ params }) => {
        const mail = state.mail(String(params.id));
        const index = Number(params.index);
        const bytes = state.mailAttachment(mail.id, index);
        return new HttpResponse(bytes.slice().buffer, {
          headers: {
            'content-type': 'application/octet-stream',
            'content-disposition': attachment(mail.attachments[index]?.fileName ?? '附件'),
          },
        });
      }),
    ),
  ];
}

/** RFC 6266: a Chinese file name. */
function attachment(name: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
}
