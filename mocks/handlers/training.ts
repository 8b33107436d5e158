import { type HttpHandler, http } from 'msw/http';
import { z } from 'zod';
import { dayNumber } from '../../domain/date.ts';
import { Refusal } from '../base/refusal.ts';
import { paged } from '../state/paging.ts';
import { importPage, trainingPage } from '../views/training.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { formOf, pageOf } from './form.ts';
import { done, page, signedIn, unitOf } from './respond.ts';

const TRAINING_PATH = '/zzjbdl/training';

export function trainingHandlers(context: PortalContext): HttpHandler[] {
  const { state } = context;
  const uploaded = async (request: Request) => {
    const file = (await request.formData().catch(() => undefined))?.get('file');
    if (!(file instanceof File) || file.name === '')
      throw new Refusal('请先选择要导入的文件。', { file: '请选择文件' });
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  };
  return [
    http.get(
      at(TRAINING_PATH),
      signedIn(context, ({ session }) => {
        const today = state.clock.today();
        const rows = state.trainable(session.creditCode).map((filing) => ({
          filing,
          daysLeft: filing.trainBy === undefined ? undefined : dayNumber(filing.trainBy) - dayNumber(today),
          trainees: state.trainees(filing.id).length,
          records: state.recordCount(filing.id),
          importBy: state.importBy(filing),
        }));
        return page(trainingPage(unitOf(context, session), rows, state.imports(session.creditCode)));
      }),
    ),
    http.post(
      at(`${TRAINING_PATH}/period`),
      signedIn(context, async ({ request, session }) => {
        const { filing, start, end } = await formOf(request, {
          filing: z.string(),
          start: z.string(),
          end: z.string(),
        });
        state.reportTraining(session.creditCode, filing, { start, end });
        return done();
      }),
    ),
    http.post(
      at(`${TRAINING_PATH}/roster`),
      signedIn(context, async ({ request, session }) => {
        const { name, bytes } = await uploaded(request);
        return done(`${TRAINING_PATH}/imports/${(await state.previewRoster(session.creditCode, name, bytes)).id}`);
      }),
    ),
    http.post(
      at(`${TRAINING_PATH}/records`),
      signedIn(context, async ({ request, session }) => {
        const { name, bytes } = await uploaded(request);
        return done(`${TRAINING_PATH}/imports/${(await state.previewRecords(session.creditCode, name, bytes)).id}`);
      }),
    ),
    http.get(
      at(`${TRAINING_PATH}/imports/:id`),
      signedIn(context, ({ request, params, session }) => {
        const preview = state.importPreview(session.creditCode, String(params.id));
        return page(importPage(unitOf(context, session), preview, paged(preview.problems, pageOf(request), 20)));
      }),
    ),
    http.post(
      at(`${TRAINING_PATH}/imports/:id/confirm`),
      signedIn(context, async ({ request, params, session }) => {
        const { onlyGood } = await formOf(request, { onlyGood: z.string() });
        state.confirmImport(session.creditCode, String(params.id), onlyGood === 'yes');
        return done();
      }),
    ),
    http.post(
      at(`${TRAINING_PATH}/imports/:id/discard`),
      signedIn(context, ({ params, session }) => {
        state.discardImport(session.creditCode, String(params.id));
        return done();
      }),
    ),
  ];
}
