import { MATERIAL_TYPES } from '../../domain/case/model/schema.ts';
import type { Material, PortalEnterprise } from '../state/model.ts';
import { type Frame, type Html, html, layout, raw } from './layout.ts';
import { stepBar, thousands } from './parts.ts';

const NOTES: Record<Material['type'], string> = {
  营业执照: '一般自动生成，没有生成的请上传图片',
  法人登记证书: '可选，无可不上传',
  培训方案: '必需',
  服务协议: '其他资料',
  第三方平台资质证明: '其他资料',
};

/** 资料上传: a card per material, its images in order. */
export function materialsPage(
  unit: Pick<Frame, 'now'> & { enterprise: PortalEnterprise },
  materials: Material[],
): Html {
  return layout(
    { ...unit, title: '资料上传', current: '/zzjbdl/services', scripts: ['materials.js'] },
    html`<h1 class="visually-hidden">资料上传</h1>${stepBar(2)}
    <p class="lead">分别点击对应材料框中的「+」按钮，选择要上传的文件（JPEG 格式，每张不超过 20 MB）。多张图片可一次选择，按所选顺序排列。</p>
    <p role="alert" id="page-alert"></p>
    <div class="cards materials">${MATERIAL_TYPES.map((type) =>
      card(
        type,
        materials.filter((material) => material.type === type),
      ),
    )}</div>
    <div class="toolbar end"><a class="button" href="/zzjbdl/filing/entry">上一步</a><form data-api method="post" action="/zzjbdl/filing/materials/next"><button class="primary">下一步</button></form></div>
    <dialog id="preview-dialog" aria-label="图片预览"><h2 class="dialog-title" id="preview-name">图片预览</h2><div class="dialog-body"><img class="preview-image" id="preview-image" alt="" /></div><div class="dialog-actions"><button type="button" data-closes>关闭</button></div></dialog>`,
  );
}

function card(type: Material['type'], pages: Material[]): Html {
  return html`<section class="card" aria-label="${type}" data-material="${type}">
    <div class="card-head"><h2>${type}</h2><span>共 ${pages.length} 页</span></div><p class="hint">${NOTES[type]}</p>
    ${pages.length === 0 ? html`<p class="empty">尚未上传</p>` : html`<ol class="pages">${pages.map((material) => page(material, pages.length))}</ol>`}
    <input type="file" hidden multiple accept="image/jpeg,.jpg,.jpeg" aria-label="选择 ${type} 文件" />
    <button type="button" class="plus" aria-label="添加 ${type}">+</button>
    <div role="status" class="upload-status hint"></div><ul class="upload-messages" aria-label="${type}上传提示"></ul></section>`;
}

function page(material: Material, count: number): Html {
  const { id, type } = material;
  const tool = (action: string, label: string, text: string, off: boolean, to: number) =>
    html`<form data-api method="post" action="/zzjbdl/filing/materials/${action}"><input type="hidden" name="id" value="${id}" /><input type="hidden" name="to" value="${to}" /><button aria-label="${label}" ${off ? raw('disabled') : ''}>${text}</button></form>`;
  return html`<li><button type="button" class="preview" data-preview="/zzjbdl/filing/materials/${id}/image" aria-label="预览 ${type}第 ${material.page} 页"><img src="/zzjbdl/filing/materials/${id}/image" alt="${type}第 ${material.page} 页" loading="lazy" /></button>
    <span class="name" title="${material.fileName}">${material.page}. ${material.fileName}</span><span class="hint">${thousands(Math.ceil(material.bytes / 1024))} KB${material.byPortal ? '，系统生成' : ''}</span>
    <div class="tools">${tool('move', `上移 ${type}第 ${material.page} 页`, '↑', material.page === 1, material.page - 1)}${tool('move', `下移 ${type}第 ${material.page} 页`, '↓', material.page === count, material.page + 1)}${tool('remove', `删除 ${type}第 ${material.page} 页`, '删除', false, 0)}</div></li>`;
}
