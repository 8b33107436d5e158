import { createHash } from 'node:crypto';
import { LARGEST_IMAGE, readJpeg } from '../../domain/case/files/jpeg.ts';
import { MATERIAL_TYPES } from '../../domain/case/model/schema.ts';
import { Refusal } from '../base/refusal.ts';
import { openApplication } from './applications.ts';
import { type Context, need } from './context.ts';
import type { Material } from './model.ts';

const MOST_PAGES = 50;
/** What 「下一步」 asks for; the licence is usually there already. */
const REQUIRED: readonly Material['type'][] = ['营业执照', '培训方案'];

/** Images of the papers, page by page, byte for byte. */
export function materialRules(context: Context) {
  const { tables, store } = context;
  const materials = (applicationId: string) => materialsOf(context, applicationId);

  function own(creditCode: string, id: string): Material {
    const material = need(tables.materials.get(id), '该图片');
    if (material.applicationId !== openApplication(context, creditCode).id)
      throw new Refusal('该图片所属的备案已经提交，不能再改动。');
    return material;
  }

  /** Pages of a type are 1, 2, 3 … without gaps. */
  function renumber(pages: Material[]): void {
    pages.forEach((material, index) => {
      if (material.page !== index + 1) tables.materials.put(material.id, { ...material, page: index + 1 });
    });
  }

  return {
    materials,
    materialBytes(id: string, unit?: string): Uint8Array {
      const material = need(tables.materials.get(id), '该图片');
      if (unit !== undefined && tables.applications.get(material.applicationId)?.creditCode !== unit)
        throw new Refusal('该图片不属于本单位，不能查看。');
      return store.blob(material.sha256);
    },
    addMaterial(creditCode: string, type: string, fileName: string, bytes: Uint8Array): Material {
      return store.atomic(() => {
        const known = MATERIAL_TYPES.find((candidate) => candidate === type);
        if (known === undefined) throw new Refusal(`没有「${type}」这一类材料，请刷新页面后重试。`);
        const application = openApplication(context, creditCode);
        const all = materials(application.id);
        const jpeg = readJpeg(bytes);
        if (!jpeg.ok) throw new Refusal(`「${fileName}」${jpeg.reason}。`);
        if (bytes.length > LARGEST_IMAGE) throw new Refusal(`「${fileName}」超过 20 MB，请降低扫描分辨率后重新上传。`);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const same = all.find((material) => material.sha256 === sha256);
        if (same !== undefined)
          throw new Refusal(`「${fileName}」与已上传的${same.type}第 ${same.page} 页是同一张图片，请勿重复上传。`);
        const pages = all.filter((material) => material.type === known);
        if (pages.length >= MOST_PAGES) throw new Refusal(`${known}最多上传 ${MOST_PAGES} 页，请合并或精简后再上传。`);
        const id = context.id('M');
        store.putBlob(bytes);
        return tables.materials.put(id, {
          id,
          applicationId: application.id,
          type: known,
          fileName,
          page: pages.length + 1,
          sha256,
          bytes: bytes.length,
          width: jpeg.width,
          height: jpeg.height,
          byPortal: false,
        });
      });
    },
    removeMaterial(creditCode: string, id: string): void {
      store.atomic(() => {
        const material = own(creditCode, id);
        tables.materials.remove(id);
        renumber(materials(material.applicationId).filter((other) => other.type === material.type));
      });
    },
    moveMaterial(creditCode: string, id: string, to: number): void {
      store.atomic(() => {
        const material = own(creditCode, id);
        const others = materials(material.applicationId).filter(
          (other) => other.type === material.type && other.id !== id,
        );
        if (!Number.isInteger(to) || to < 1 || to > others.length + 1)
          throw new Refusal('不能再移动了，已经是第一页或最后一页。');
        renumber([...others.slice(0, to - 1), material, ...others.slice(to - 1)]);
      });
    },
    requireMaterials: (creditCode: string) => requireMaterials(context, creditCode),
  };
}

/** The gate of 「下一步」 to 确认提交. @throws Refusal that names what is missing */
export function requireMaterials(context: Context, creditCode: string): void {
  const all = materialsOf(context, openApplication(context, creditCode).id);
  const missing = REQUIRED.filter((type) => !all.some((material) => material.type === type));
  if (missing.length > 0) throw new Refusal(`缺少必需的材料：${missing.join('、')}。请点击对应材料框中的「+」上传。`);
}

function materialsOf({ tables }: Context, applicationId: string): Material[] {
  return tables.materials
    .all()
    .filter((material) => material.applicationId === applicationId)
    .sort((a, b) => MATERIAL_TYPES.indexOf(a.type) - MATERIAL_TYPES.indexOf(b.type) || a.page - b.page);
}
