import type { Context } from './context.ts';
import type { Application } from './model.ts';

/** The application being edited; made when there is none, with the licence that the portal holds. */
export function openApplication(context: Context, creditCode: string): Application {
  const { tables, store } = context;
  const open = tables.applications
    .all()
    .find((application) => application.creditCode === creditCode && application.status === '编辑中');
  if (open !== undefined) return open;
  return store.atomic(() => {
    const id = context.id('A');
    const licence = tables.licences.get(creditCode);
    if (licence !== undefined) {
      const material = context.id('M');
      tables.materials.put(material, {
        id: material,
        applicationId: id,
        type: '营业执照',
        fileName: '营业执照（系统生成）.jpg',
        page: 1,
        byPortal: true,
        ...licence,
      });
    }
    return tables.applications.put(id, { id, creditCode, status: '编辑中' });
  });
}

/** The images of a returned application come along, so that nothing is uploaded twice. */
export function takeMaterials({ tables, id: nextId }: Context, from: string, to: string): void {
  const all = tables.materials.all();
  const there = new Set(all.filter(({ applicationId }) => applicationId === to).map(({ sha256 }) => sha256));
  for (const material of all) {
    if (material.applicationId !== from || there.has(material.sha256)) continue;
    const id = nextId('M');
    tables.materials.put(id, { ...material, id, applicationId: to });
  }
}
