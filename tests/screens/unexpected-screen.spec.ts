import { pageImage } from '../../fixtures/factories/images.ts';
import { brokenAt, gatewayFaultAt, loginFilterAt } from '../../fixtures/faults.ts';
import { draftFilings, sealedLetter, submittedFilings } from '../../fixtures/portal-states.ts';
import { expect, test } from '../../fixtures/test.ts';

const FORM = {
  type: '中小微企业',
  course: '物业服务礼仪',
  platformName: '物学网',
  platformCreditCode: '91310101MA1FP0A02G',
  plannedTrainees: 20,
};
const EXPIRED = '来的却是登录页：登录已过期或尚未登录，请重新登录；登录后回到刚才的页面。';
const BROKEN = '来的却是出错页「系统出错」：系统出错，没有办成。请稍后重试；仍不成功时请联系经办机构。';
const image = { name: '方案.jpg', mimeType: 'image/jpeg', buffer: pageImage(1) };

// An act that runs into its own timeout fails with another message, in English.
test.beforeEach(async ({ login, company }) => {
  await login.goto();
  await login.signIn(company.pin);
});

test.describe('登录在办理途中过期', () => {
  test('点击链接：说出应到哪一屏、来的是登录页', async ({ home, portal }) => {
    portal.state.clock.nextWorkingDay();
    await expect(home.openServices()).rejects.toThrow(`应出现「惠企点单办」，${EXPIRED}`);
  });

  test('输入网址：说出应到哪一屏、来的是登录页', async ({ training, portal }) => {
    portal.state.clock.nextWorkingDay();
    await expect(training.goto()).rejects.toThrow(`应出现「培训管理」，${EXPIRED}`);
  });

  test('提交表单到下一屏：说出应到哪一屏、来的是登录页', async ({ filingEntry, portal, applicant }) => {
    sealedLetter(applicant);
    await filingEntry.goto();
    portal.state.clock.nextWorkingDay();
    await expect(filingEntry.next()).rejects.toThrow(`应出现「资料上传」，${EXPIRED}`);
  });

  test('在对话框里确定：不当作已经办成', async ({ filingEntry, portal, company }) => {
    await filingEntry.goto();
    portal.state.clock.nextWorkingDay();
    await expect(filingEntry.add(FORM)).rejects.toThrow(`应出现「信息录入」，${EXPIRED}`);
    expect(portal.state.drafts(company.creditCode)).toHaveLength(0);
  });

  test('签章：不当作已经签章', async ({ commitment, portal, company, applicant }) => {
    draftFilings(applicant);
    portal.state.generateLetter(company.creditCode);
    await commitment.goto();
    await commitment.takeSeal();
    portal.state.clock.nextWorkingDay();
    await expect(commitment.sign(company.pin)).rejects.toThrow(`应出现「单位签章」，${EXPIRED}`);
  });

  test('上传图片：不当作图片未被接受', async ({ upload, portal, applicant }) => {
    sealedLetter(applicant);
    await upload.goto();
    portal.state.clock.nextWorkingDay();
    await expect(upload.attach('培训方案', [image, image])).rejects.toThrow(`应出现「资料上传」，${EXPIRED}`);
  });

  test('脚本的请求被引到登录页：页面也到登录页', async ({ filingEntry, portal }) => {
    await filingEntry.goto();
    portal.use(loginFilterAt('/zzjbdl/filing/letter/generate'));
    await expect(filingEntry.generate()).rejects.toThrow(`应出现「信息录入」，${EXPIRED}`);
  });
});

test.describe('系统出错', () => {
  test('点击链接：说出应到哪一屏和出错页的话', async ({ home, portal }) => {
    portal.use(brokenAt('/zzjbdl/services'));
    await expect(home.openServices()).rejects.toThrow(`应出现「惠企点单办」，${BROKEN}`);
  });

  test('办成之后下一屏打不开：说出应到哪一屏和出错页的话', async ({ filingEntry, portal, applicant }) => {
    sealedLetter(applicant);
    await filingEntry.goto();
    portal.use(brokenAt('/zzjbdl/filing/materials'));
    await expect(filingEntry.next()).rejects.toThrow(`应出现「资料上传」，${BROKEN}`);
  });

  test('办成之后本屏打不开：说出出错页的话', async ({ filingEntry, portal }) => {
    await filingEntry.goto();
    portal.use(brokenAt('/zzjbdl/filing/entry'));
    await expect(filingEntry.add(FORM)).rejects.toThrow(`应出现「信息录入」，${BROKEN}`);
  });

  test('页面拒绝打开：出错页的话就是拒绝的理由', async ({ upload, applicant }) => {
    draftFilings(applicant);
    await expect(upload.goto()).rejects.toThrow(/^应出现「资料上传」，来的却是出错页「无法办理」：尚未生成承诺书/);
  });

  test('别的服务器代答：打开的不是门户的页面，也说出来', async ({ training, portal }) => {
    portal.use(gatewayFaultAt('/zzjbdl/training'));
    await expect(training.goto()).rejects.toThrow('应出现「培训管理」，但服务器答复 502，没有门户的页面。请稍后重试。');
  });

  test('在对话框里确定：对话框里说系统出错，不说网络中断', async ({ filingEntry, portal }) => {
    portal.use(brokenAt('/zzjbdl/filing/save'));
    await filingEntry.goto();
    await filingEntry.add(FORM);
    await expect(filingEntry.dialog.alert).toHaveText('系统出错，没有办成。请稍后重试；仍不成功时请联系经办机构。');
    await expect(filingEntry.dialog.field('培训课程')).toHaveValue(FORM.course);
  });

  test('别的服务器代答对话框：说系统出错和它的状态码', async ({ filingEntry, portal }) => {
    portal.use(gatewayFaultAt('/zzjbdl/filing/save'));
    await filingEntry.goto();
    await filingEntry.add(FORM);
    await expect(filingEntry.dialog.alert).toHaveText('系统出错（502），没有办成。请稍后重试。');
  });

  test('补贴金额没有算出时，栏目旁说明原因', async ({ filingEntry, portal }) => {
    portal.use(brokenAt('/zzjbdl/filing/subsidy'));
    await filingEntry.goto();
    await filingEntry.addButton.click();
    await filingEntry.dialog.field('拟培训人数').fill('25');
    await expect(filingEntry.dialog.field('拟补贴金额')).toHaveAccessibleDescription(/没有算出：系统出错/);
  });

  test('签章的每一步出错都在对话框里说明，并可以再试', async ({ commitment, portal, company, applicant }) => {
    draftFilings(applicant);
    portal.state.generateLetter(company.creditCode);
    portal.use(brokenAt('/ukey/sign'));
    await commitment.goto();
    await commitment.takeSeal();
    await commitment.sign(company.pin);
    await expect(commitment.dialog.alert).toContainText('系统出错');
    await expect(commitment.dialog.confirmButton).toBeEnabled();
  });

  test('图片没有传成时，逐张说明是系统出错', async ({ upload, portal, applicant }) => {
    sealedLetter(applicant);
    await upload.goto();
    portal.use(brokenAt('/zzjbdl/filing/materials'));
    await upload.attach('培训方案', [image]);
    await expect(upload.messages('培训方案')).toHaveText([
      '「方案.jpg」没有上传：系统出错，没有办成。请稍后重试；仍不成功时请联系经办机构。',
    ]);
  });

  test('登录时出错，登录框里说明', async ({ login, portal, company }) => {
    portal.use(brokenAt('/zzjbdl/login'));
    await login.goto();
    await login.signIn(company.pin);
    await expect(login.alert).toContainText('系统出错');
  });
});

test.describe('网络中断', () => {
  test('在对话框里确定：对话框里说网络中断', async ({ filingEntry, page }) => {
    await filingEntry.goto();
    await page.context().setOffline(true);
    await filingEntry.add(FORM);
    await expect(filingEntry.dialog.alert).toHaveText('网络中断，未收到系统答复。请检查网络后重试。');
    await expect(filingEntry.dialog.field('培训课程')).toHaveValue(FORM.course);
  });

  test('点击链接和输入网址：说出应到哪一屏、网络中断', async ({ home, training, page }) => {
    await page.context().setOffline(true);
    await expect(home.openServices()).rejects.toThrow(
      '应出现「惠企点单办」，但网络中断，页面没有打开。请检查网络后重试。',
    );
    await expect(training.goto()).rejects.toThrow('应出现「培训管理」，但网络中断，页面没有打开。请检查网络后重试。');
  });
});

test('被退回时仍是拒绝，留在原来的屏上', async ({ filings, filingEntry, applicant, material }) => {
  submittedFilings(applicant);
  await filings.goto();
  await expect(filings.row(material.projects[0]?.course ?? '')).toContainText('待审核');
  await filingEntry.goto();
  await filingEntry.generate();
  await expect(filingEntry.alert).toContainText('还没有备案信息');
  await expect(filingEntry.heading).toBeVisible();
});

test('再次办理时，上一次拒绝的话先收回', async ({ filingEntry, portal, applicant, company }) => {
  await filingEntry.goto();
  await filingEntry.generate();
  await expect(filingEntry.alert).toContainText('还没有备案信息');
  draftFilings(applicant);
  await filingEntry.generate();
  expect(portal.state.letter(company.creditCode)).toBeDefined();
  await expect(filingEntry.letterState).toContainText('已生成');
});
