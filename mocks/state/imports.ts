import { type ImportSheet, readImport } from '../../domain/case/import.ts';
import { InputError } from '../../domain/errors.ts';
import { fold } from '../../domain/fold.ts';
import { Refusal } from '../base/refusal.ts';
import { type Context, need } from './context.ts';
import { judgeRecords, keepPlan, keepRecords } from './import-records.ts';
import { judgeRoster, keepRoster } from './import-roster.ts';
import { approvedFilings, type Judged } from './importable.ts';
import { type ImportPreview, type Pending, RECORD_KINDS } from './model.ts';

/** Imports in two steps: a preview that keeps nothing, and a person's word. */
export function importRules(context: Context) {
  const { tables } = context;
  return {
    previewRoster: (creditCode: string, fileName: string, bytes: Uint8Array) =>
      preview(context, { creditCode, kind: '学员花名册', fileName }, bytes, ['学员花名册'], ({ rows }) =>
        judgeRoster(context, creditCode, rows.学员花名册 ?? []),
      ),
    previewRecords: (creditCode: string, fileName: string, bytes: Uint8Array) =>
      preview(context, { creditCode, kind: '培训记录', fileName }, bytes, RECORD_KINDS, ({ rows }) =>
        judgeRecords(context, creditCode, rows),
      ),
    imports: (creditCode: string) =>
      tables.previews
        .all()
        .filter((candidate) => candidate.creditCode === creditCode)
        .reverse(),
    importPreview: (creditCode: string, id: string) => ownPreview(context, creditCode, id),
    confirmImport: (creditCode: string, id: string, onlyGood: boolean) =>
      decide(context, creditCode, id, '已导入', (own) => {
        if (own.good === 0) throw new Refusal('没有可以导入的行，请修改文件后重新上传。');
        if (own.problems.length > 0 && !onlyGood)
          throw new Refusal(
            `文件中有 ${own.problems.length} 处错误，未导入任何内容。请修改后重新上传，或选择仅导入正确的行。`,
          );
        const { rows, chapters = [] } = need(tables.pending.get(id), '该次导入的内容');
        keepPlan(context, creditCode, chapters);
        if (Array.isArray(rows)) keepRoster(context, creditCode, rows);
        else keepRecords(context, creditCode, rows);
      }),
    discardImport: (creditCode: string, id: string) => decide(context, creditCode, id, '已放弃', () => {}),
  };
}

async function preview<S extends ImportSheet>(
  context: Context,
  file: Pick<ImportPreview, 'creditCode' | 'kind' | 'fileName'>,
  bytes: Uint8Array,
  sheets: readonly S[],
  judge: (reading: Awaited<ReturnType<typeof readImport<S, '课程汇总'>>>) => Judged<Pending['rows']>,
): Promise<ImportPreview> {
  const approved = approvedFilings(context, file.creditCode);
  if (approved.length === 0) throw new Refusal('本单位没有备案通过的项目，暂不能导入。');
  // The workbook of a case holds its 课程汇总 as well: the plan by which minutes count.
  const reading = await readImport(file.fileName, bytes, sheets, ['课程汇总']).catch((error) => {
    throw error instanceof InputError ? new Refusal(error.message) : error;
  });
  // What folds to the same is the same project.
  const filed = new Map(approved.map(({ course }) => [fold(course), course]));
  for (const row of (Object.values(reading.rows) as { course: string }[][]).flat())
    row.course = filed.get(fold(row.course)) ?? row.course;
  return context.store.atomic(() => {
    const judged = judge(reading);
    const id = context.id('I');
    context.tables.pending.put(id, { rows: judged.pending, chapters: reading.rows.课程汇总 ?? [] });
    const problems = [...reading.problems, ...judged.problems].sort(
      (a, b) => sheets.indexOf(a.sheet as S) - sheets.indexOf(b.sheet as S) || a.row - b.row,
    );
    return context.tables.previews.put(id, {
      id,
      ...file,
      total: reading.total,
      good: judged.good,
      problems,
      status: '待确认',
    });
  });
}

function ownPreview({ tables }: Context, creditCode: string, id: string): ImportPreview {
  const own = need(tables.previews.get(id), '该次导入');
  if (own.creditCode !== creditCode) throw new Refusal('该次导入不属于本单位。');
  return own;
}

function decide(
  context: Context,
  creditCode: string,
  id: string,
  to: '已导入' | '已放弃',
  keep: (preview: ImportPreview) => void,
): ImportPreview {
  const { tables, store } = context;
  return store.atomic(() => {
    const own = ownPreview(context, creditCode, id);
    if (own.status === to) return own;
    if (own.status !== '待确认') throw new Refusal(`该次导入${own.status}，请重新上传文件。`);
    keep(own);
    tables.pending.remove(id);
    return tables.previews.put(id, { ...own, status: to });
  });
}
