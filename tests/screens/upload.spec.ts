import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jpegOfSize, pageImage } from '../../fixtures/factories/images.ts';
import { sealedLetter } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
/** What is large is chosen on the disk, as a person does: as bytes it goes to the browser in one message, and a busy machine takes longer for that than an act may. */
const onDisk = async (path: string, buffer: Buffer) => {
  await writeFile(path, buffer);
  return path;
};

test.beforeEach(async ({ login, company, applicant }) => {
  sealedLetter(applicant);
  await login.goto();
  await login.signIn(company.pin);
});

test('多张图片按所选顺序上传，逐字节保存', async ({ upload, portal, company }) => {
  const images = [1, 2, 3].map((number) => pageImage(number));
  await upload.goto();
  await upload.attach(
    '培训方案',
    images.map((image, index) => file(`方案${index + 1}.jpg`, image)),
  );
  await expect(upload.count('培训方案')).toHaveText('共 3 页');
  const stored = portal.state.materials(portal.state.openApplication(company.creditCode).id);
  expect(stored.map((material) => material.fileName)).toEqual(['方案1.jpg', '方案2.jpg', '方案3.jpg']);
  expect(stored.map((material) => sha256(portal.state.materialBytes(material.id)))).toEqual(images.map(sha256));
});

test('20 MB 的图片逐字节保存', async ({ upload, portal, company, scratch }) => {
  const image = jpegOfSize(20 * 1024 * 1024);
  await upload.goto();
  await upload.attach('培训方案', [await onDisk(join(scratch, '大图.jpg'), image)]);
  await expect(upload.count('培训方案')).toHaveText('共 1 页');
  const [stored] = portal.state.materials(portal.state.openApplication(company.creditCode).id);
  expect(stored?.bytes).toBe(image.length);
  expect(sha256(portal.state.materialBytes(stored?.id ?? ''))).toBe(sha256(image));
});

test('不是 JPEG、残缺、空的和重复的图片被逐一说明，其余照常保存', async ({ upload }) => {
  const good = pageImage(1);
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  await upload.goto();
  await upload.attach('服务协议', [
    file('协议1.jpg', good),
    file('其实是PNG.jpg', png),
    file('残缺.jpg', good.subarray(0, good.length - 40)),
    file('空.jpg', Buffer.alloc(0)),
    file('协议1再来.jpg', good),
  ]);
  await expect(upload.count('服务协议')).toHaveText('共 1 页');
  await expect(upload.messages('服务协议')).toHaveText([
    '「其实是PNG.jpg」不是 JPEG 图片，实际是PNG 图片；请另存为 JPEG 格式（仅修改扩展名无效）。',
    '「残缺.jpg」图片被截断，末尾部分缺失；请重新扫描或导出。',
    '「空.jpg」是空文件，请重新扫描。',
    '「协议1再来.jpg」与已上传的服务协议第 1 页是同一张图片，请勿重复上传。',
  ]);
});

test('超过 20 MB 的图片被拒绝', async ({ upload, scratch }) => {
  await upload.goto();
  await upload.attach('培训方案', [await onDisk(join(scratch, '太大.jpg'), jpegOfSize(20 * 1024 * 1024 + 5000))]);
  await expect(upload.messages('培训方案')).toHaveText(['「太大.jpg」超过 20 MB，请降低扫描分辨率后重新上传。']);
});

test('页次可以调整，删除后重新编号', async ({ upload, portal, company }) => {
  await upload.goto();
  await upload.attach(
    '培训方案',
    [1, 2, 3].map((number) => file(`第${number}页.jpg`, pageImage(number))),
  );
  await upload.move('培训方案', 3, '上移');
  await upload.remove('培训方案', 1);
  const names = portal.state
    .materials(portal.state.openApplication(company.creditCode).id)
    .map((material) => `${material.page} ${material.fileName}`);
  expect(names).toEqual(['1 第3页.jpg', '2 第2页.jpg']);
});

test('缺少必需材料时不能下一步，并说出缺哪些', async ({ upload }) => {
  await upload.goto();
  await upload.next();
  await expect(upload.alert).toContainText('缺少必需的材料：营业执照、培训方案');
});

test.describe('营业执照已在系统中', () => {
  test.use({ portalOptions: { licenceImage: pageImage(99) } });
  test('营业执照自动生成，无需上传', async ({ upload }) => {
    await upload.goto();
    await expect(upload.count('营业执照')).toHaveText('共 1 页');
    await expect(upload.card('营业执照')).toContainText('系统生成');
  });
});
