import { scan } from '../../fixtures/factories/scan.ts';
import { expect, test } from '../../fixtures/test.ts';

test('企业完成备案并取得回执', { tag: ['@filing', '@journey'] }, async ({
  portal,
  company,
  material,
  seed,
  login,
  home,
  services,
  filingEntry,
  commitment,
  upload,
  confirm,
  evidence,
}) => {
  await login.goto();
  await login.signIn(company.pin);
  await home.openServices();
  await services.open('企业线上培训补贴');
  await expect(filingEntry.pager).toContainText('每页 5 条, 共 0 条');
  for (const project of material.projects) {
    await filingEntry.add({
      type: '中小微企业',
      course: project.course,
      platformName: project.platformName,
      platformCreditCode: project.platformCreditCode,
      plannedTrainees: 30,
    });
    await expect(filingEntry.subsidy(project.course)).toHaveText('18,000');
  }
  await filingEntry.generate();
  await filingEntry.openSealing();
  await commitment.takeSeal();
  await commitment.dragSealTo(0.72, 0.82);
  await commitment.sign(company.pin);
  await expect(commitment.done).toBeVisible();
  await commitment.back();
  await filingEntry.next();
  for (const type of ['营业执照', '培训方案'] as const) {
    const pages = material.materials.filter((item) => item.type === type);
    await upload.attach(
      type,
      pages.map((item) => ({
        name: item.fileName,
        mimeType: 'image/jpeg',
        buffer: scan(material, item, pages.length, seed),
      })),
    );
    await expect(upload.count(type)).toHaveText(`共 ${pages.length} 页`);
  }
  await upload.next();
  await expect(confirm.materials).toContainText('材料信息共 2 份');
  await expect(confirm.materials).toContainText('职工线上职业培训培训方案 共 3 页');
  await confirm.submit();
  await expect(confirm.receipt).toHaveText(/^SH\d+$/);
  for (const { course } of material.projects) {
    await expect(confirm.receiptOf(course)).toHaveText(/^SH\d+$/);
    expect(portal).toHaveFiling(course, { status: '待审核', plannedTrainees: 30, plannedSubsidy: 18_000 });
  }
  await expect(await evidence.seal()).toBeIntact(['action', 'screen', 'answer', 'seal', 'upload', 'receipt']);
});
