import { LARGEST_IMAGE, readJpeg } from '../../../domain/case/files/jpeg.ts';
import { caseRule, type Opinion } from '../../engine/rule.ts';

export default caseRule({
  id: 'papers/real-jpeg',
  title: '材料是完整的 JPEG 图片，且不超过 20 MB',
  clause: 'materials',
  needs: ['材料清单', 'materials'],
  verdict: 'violation',
  judge: async ({ case: { materials }, locate, image }) => {
    const said: Opinion[] = [];
    for (const item of materials) {
      const bytes = await image(item);
      if (bytes === undefined) continue;
      const where = [locate('材料清单', item.row, '文件名')];
      const jpeg = readJpeg(bytes);
      if (!jpeg.ok) said.push({ about: item.fileName, where, message: `「${item.fileName}」${jpeg.reason}` });
      else if (bytes.length > LARGEST_IMAGE)
        said.push({ about: item.fileName, where, message: `「${item.fileName}」超过 20 MB；请降低扫描分辨率` });
    }
    return said;
  },
});
