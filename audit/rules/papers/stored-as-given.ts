import { pageOf } from '../../../domain/case/model/material-page.ts';
import { sha256 } from '../../../evidence/canonical-json.ts';
import { inReceipts } from '../../engine/granted.ts';
import { caseRule, NotApplicable, type Opinion } from '../../engine/rule.ts';

export default caseRule({
  id: 'papers/stored-as-given',
  title: '门户保存的材料与案例的逐页、逐字节相同',
  clause: 'materials',
  needs: ['材料清单', 'receipts'],
  verdict: 'violation',
  judge: async ({ case: { materials }, locate, granted, image, masked }) => {
    const stored = granted.receipts.materials;
    if (stored.length === 0) throw new NotApplicable('演练没有上传材料');
    const said: Opinion[] = [];
    const given = new Set<string>();
    for (const item of materials) {
      const page = pageOf(item, materials);
      const key = `${item.type} ${page}`;
      given.add(key);
      const where = [locate('材料清单', item.row, '文件名')];
      const index = stored.findIndex((one) => `${one.type} ${one.page}` === key);
      const kept = stored[index];
      if (kept === undefined) {
        said.push({ about: key, where, message: `门户没有「${item.type}」第 ${page} 页；请核对门户的记录` });
        continue;
      }
      const at = inReceipts(`/materials/${index}/sha256`);
      // Without the identity there are only the pages of the bundle, which lost their metadata.
      const bytes = masked ? undefined : await image?.(item);
      if (bytes !== undefined && (sha256(bytes) !== kept.sha256 || bytes.length !== kept.bytes))
        said.push({
          about: key,
          where: [at, ...where],
          message: `门户保存的「${item.type}」第 ${page} 页（${kept.bytes} 字节）与案例的图片（${bytes.length} 字节）不同；请核对上传的文件`,
        });
    }
    for (const [index, { type, page }] of stored.entries())
      if (!given.has(`${type} ${page}`))
        said.push({
          about: `${type} ${page}`,
          where: [inReceipts(`/materials/${index}/type`)],
          message: `门户有「${type}」第 ${page} 页，案例的材料清单没有；请核对门户的记录`,
        });
    return said;
  },
});
