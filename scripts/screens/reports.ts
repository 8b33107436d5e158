import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { rehearsalIndex } from '../../audit/report/rehearsal-index.ts';
import { KEY_FILES } from '../../evidence/keys.ts';
import { REPORT } from '../../evidence/layout.ts';
import { makeKeys, readSealingKeys } from '../../evidence/sealing-keys.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { startPortalServer } from '../../mocks/server.ts';
import { browserUse } from '../../rehearsal/browser-options.ts';
import { rehearseCase } from '../../rehearsal/rehearse.ts';
import { ROOT, runNode } from '../lib/run.ts';
import { withScratch } from '../lib/scratch.ts';

const OUT = join(ROOT, 'docs', 'screens', 'reports');
const CHAPTERS = {
  deadlines: '时限',
  stages: '办理过程',
  'picture-4': '放大一张图',
  'stage-3': '逐步记录',
  letter: '承诺书',
  materials: '材料',
  redaction: '脱敏',
};
/** Parts of audit.html; the cases are in the order of their weight. */
const AUDIT_CHAPTERS = {
  '': '结论',
  ranking: '排序',
  rules: '规则',
  'case-1': '案例',
};
const FONTS = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));

/** Pictures of the reports over two rehearsals, one passed and one stopped, and of their audit, into docs/screens/reports/. */
export function reportScreens(): Promise<void> {
  return withScratch('report-screens', async (scratch) => {
    await mkdir(OUT, { recursive: true });
    const { launchOptions, locale, timezoneId } = browserUse();
    // The reports use the reader's own fonts; here the project's stand in for them.
    const fonts = join(scratch, 'fonts.conf');
    await writeFile(
      fonts,
      `<fontconfig><dir>${FONTS}/400Regular</dir><dir>${FONTS}/700Bold</dir><cachedir>${scratch}/cache</cachedir></fontconfig>`,
    );
    const browser = await chromium.launch({
      ...launchOptions,
      env: { ...launchOptions?.env, FONTCONFIG_FILE: fonts },
    });
    const server = await startPortalServer();
    await makeKeys(join(scratch, 'keys'));
    const late = caseOf({ seed: 60, projects: 2, traineesPerProject: 2 });
    await writeCaseFolder(
      { ...late, dates: { 备案提交: '2022-04-25', 备案通过: '2022-05-06', 补贴申请: '2022-05-30' } },
      join(scratch, 'cases/逾期'),
      1,
    );
    const options = { ...(locale && { locale }), ...(timezoneId && { timezoneId }) };
    const results = [];
    for (const [name, path] of [
      ['sample', join(ROOT, 'fixtures/cases/sample')],
      ['逾期', join(scratch, 'cases/逾期')],
    ] as const) {
      const context = await browser.newContext({ ...options, baseURL: server.origin });
      const task = { name, path, journey: 'full' as const, seed: 1, folder: join(scratch, name), say: () => {} };
      const sealing = { keys: () => readSealingKeys(join(scratch, 'keys')) };
      results.push(await rehearseCase({ ...task, sealing }, await context.newPage(), server));
      await context.close();
    }
    await writeFile(join(scratch, 'index.html'), rehearsalIndex(results));
    const page = await (await browser.newContext({ ...options, viewport: { width: 1280, height: 900 } })).newPage();
    await take(page, join(scratch, 'index.html'), '总览');
    await take(page, join(scratch, '逾期', REPORT), '中途停下');
    await take(page, join(scratch, 'sample', REPORT), '结论与封存');
    for (const [anchor, name] of Object.entries(CHAPTERS))
      await take(page, `${join(scratch, 'sample', REPORT)}#${anchor}`, name);
    // Both rehearsals, and the case that is wrong in many ways.
    const broken = join(ROOT, 'fixtures/cases/broken');
    const out = ['--out', join(scratch, 'audit'), '--key', join(scratch, 'keys', KEY_FILES.operatorPublic)];
    await runNode(['scripts/audit.ts', join(scratch, 'sample'), join(scratch, '逾期'), broken, ...out]);
    for (const [anchor, name] of Object.entries(AUDIT_CHAPTERS))
      await take(page, `${join(scratch, 'audit/audit.html')}#${anchor}`, `核查-${name}`);
    await page.setViewportSize({ width: 360, height: 800 });
    await take(page, join(scratch, 'audit/audit.html'), '核查-360');
    await take(page, join(scratch, 'sample', REPORT), '结论与封存-360');
    await Promise.all([browser.close(), server.close()]);
  });
}

async function take(page: Page, place: string, name: string): Promise<void> {
  const [path = '', fragment] = place.split('#');
  const url = pathToFileURL(path);
  if (fragment) url.hash = fragment;
  await page.goto('about:blank');
  await page.goto(String(url));
  await page.screenshot({ path: join(OUT, `${name}.png`), animations: 'disabled' });
  console.error(`✓ 报告 ${name}`);
}
