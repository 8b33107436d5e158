import { type HttpHandler, HttpResponse, http } from 'msw/http';
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { paged } from '../state/paging.ts';
import { confirmPage, receiptPage } from '../views/confirm.ts';
import { materialsPage } from '../views/materials.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { formOf, pageOf } from './form.ts';
import { done, guarded, page, signedIn, unitOf } from './respond.ts';

const MATERIALS_PATH = '/zzjbdl/filing/materials';

/** 资料上传, 确认提交 and the receipt. */
export function materialHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  return [
    http.get(
      at(MATERIALS_PATH),
      signedIn(context, ({ session }) => {
        state.requireSealed(session.creditCode);
        return page(
          materialsPage(unitOf(context, session), state.materials(state.openApplication(session.creditCode).id)),
        );
      }),
    ),
    http.post(
      at(MATERIALS_PATH),
      signedIn(context, async ({ request, session }) => {
        const data = await request.formData().catch(() => undefined);
        const file = data?.get('file');
        if (!(file instanceof File)) throw new Refusal('没有收到文件，请重新选择后上传。');
        state.addMaterial(
          session.creditCode,
          String(data?.get('type')),
          file.name,
          new Uint8Array(await file.arrayBuffer()),
        );
        return done();
      }),
    ),
    http.post(
      at(`${MATERIALS_PATH}/remove`),
      signedIn(context, async ({ request, session }) => {
        state.removeMaterial(session.creditCode, (await formOf(request, { id: z.string() })).id);
        return done();
      }),
    ),
    http.post(
      at(`${MATERIALS_PATH}/move`),
      signedIn(context, async ({ request, session }) => {
        const { id, to } = await formOf(request, { id: z.string(), to: z.coerce.number().int() });
        state.moveMaterial(session.creditCode, id, to);
        return done();
      }),
    ),
    http.post(
      at(`${MATERIALS_PATH}/next`),
      signedIn(context, ({ session }) => {
        state.requireMaterials(session.creditCode);
        return done('/zzjbdl/filing/confirm');
      }),
    ),
    http.get(
      at(`${MATERIALS_PATH}/:id/image`),
      signedIn(context, ({ params, session }) => image(state.materialBytes(String(params.id), session.creditCode))),
    ),
    http.get(
      at('/desk/materials/:id/image'),
      guarded(({ params }) => image(state.materialBytes(String(params.id)))),
    ),
    http.get(
      at('/zzjbdl/filing/confirm'),
      signedIn(context, ({ request, session }) => {
        const { creditCode } = session;
        state.requireSealed(creditCode);
        state.requireMaterials(creditCode);
        const application = state.openApplication(creditCode);
        return page(
          confirmPage(
            unitOf(context, session),
            application,
            state.materials(application.id),
            paged(state.drafts(creditCode), pageOf(request), 10),
          ),
        );
      }),
    ),
    http.post(
      at('/zzjbdl/filing/submit'),
      signedIn(context, async ({ request, session }) => {
        const { application } = await formOf(request, { application: z.string() });
        return done(`/zzjbdl/filing/receipt/${state.submitApplication(session.creditCode, application).id}`);
      }),
    ),
    http.get(
      at('/zzjbdl/filing/receipt/:id'),
      signedIn(context, ({ params, session }) => {
        const application = state.application(String(params.id));
        if (application.creditCode !== session.creditCode || application.receipt === undefined)
          throw new Refusal('没有找到该回执，请到「我的备案」查看。');
        return page(receiptPage(unitOf(context, session), application, state.submittedFilings(application.id)));
      }),
    ),
  ];
}

function image(bytes: Uint8Array): Response {
  return new HttpResponse(bytes.slice().buffer, {
    headers: { 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' },
  });
}
