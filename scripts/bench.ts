import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import type { HttpHandler } from 'msw/http';
import { getResponse } from 'msw/utils/get-response';
import { audit } from '../audit/engine/audit.ts';
import { inputOfReading } from '../audit/engine/read-input.ts';
import { makeKeys, readSealingKeys } from '../audit/evidence/sealing-keys.ts';
import { readCase } from '../domain/case/read-case.ts';
import { trainingPeriods } from '../domain/case/timetable.ts';
import { writeCase } from '../domain/case/write-case.ts';
import { approvedFilings } from '../fixtures/arrivals.ts';
import { bareClaim, bareFiling } from '../fixtures/bench/bare.ts';
import { caseWithRecords } from '../fixtures/bench/records.ts';
import { browserUse } from '../fixtures/browser.ts';
import { caseOf } from '../fixtures/factories/case.ts';
import { trainees } from '../fixtures/factories/trainee.ts';
import { writeCaseFolder } from '../fixtures/factories/write-folder.ts';
import { filingPlan } from '../fixtures/rehearsal/plans.ts';
import { rehearseCase } from '../fixtures/rehearsal/rehearse.ts';
import { screensOf } from '../fixtures/screens.ts';
import { travellerOf } from '../fixtures/traveller.ts';
import { createHandlers } from '../mocks/handlers/index.ts';
import { createMailbox } from '../mocks/mailbox/smtp.ts';
import { type PortalServer, startPortalServer } from '../mocks/server.ts';
import { ClaimJourney } from '../pages/journeys/claim.journey.ts';
import { FilingJourney } from '../pages/journeys/filing.journey.ts';
import { largeBundle } from './bench/large-bundle.ts';
import { runCli } from './cli.ts';
import { command, wholeNumber } from './lib/command.ts';
import { medianRatio, type Pair, type Sides } from './lib/pairs.ts';
import { ROOT } from './lib/run.ts';

const silentStages = { stage: (_name: string, _page: Page, run: (note: () => void) => Promise<void>) => run(() => {}) };

/** `npm run bench`: every figure is a ratio of two things measured in turn within this one run. */
await runCli(async () => {
  const parsed = command('bench', '成对测量：页面对象与裸脚本、服务端与拦截、双路与单路、案例读取与裸流式读取')
    .option('--json', '以 JSON 输出')
    .option('--pairs <N>', '每项测几对', wholeNumber(1, 50), 5)
    .option('--only <NAME>', '只测名称中含有这个词的')
    .parse();
  const options = parsed.opts<{ json?: true; pairs: number; only?: string }>();
  const results: Pair[] = [];
  for (const [name, goal, measure] of measurements()) {
    if (options.only !== undefined && !name.includes(options.only)) continue;
    console.error(`正在测量：${name} …`);
    const pair = await medianRatio(name, goal, options.pairs, measure);
    results.push(pair);
    const { peak } = pair;
    if (!options.json)
      console.log(
        `${pair.name}：${pair.ours} ${pair.unit} 比 ${pair.reference} ${pair.unit}，比值 ${pair.ratio}（目标 ≤ ${pair.goal}，${pair.met ? '达到' : '未达到'}）${peak ? `；峰值内存 ${peak.megabytes} MB（目标 ≤ ${peak.goal} MB，${peak.met ? '达到' : '未达到'}）` : ''}`,
      );
  }
  if (options.json) console.log(JSON.stringify({ results }));
  return 0;
});

type Measure = () => Promise<Sides>;

function measurements(): [name: string, goal: number, measure: Measure][] {
  return [
    ['备案全程：页面对象 / 裸 Playwright 脚本', 1.15, () => journeys('filing')],
    ['申请补贴：页面对象 / 裸 Playwright 脚本', 1.15, () => journeys('claim')],
    ['备案全程：带完整证据包 / 同样的操作不取证', 1.15, () => evidence('bundle')],
    ['备案全程：Playwright 自带 trace / 同样的操作不取证（对照）', 1.15, () => evidence('trace')],
    ['备案录入与签章：回环 HTTP / page.route 拦截', 1, interception],
    ['四个案例备案：2 路 / 1 路', 0.75, workers],
    ['十万行花名册：案例读取 / exceljs 裸流式读取', 2, reader],
    ['核验 1 GB 证据包（文件夹）/ sha256sum -c', 1.5, () => largeBundle('folder')],
    ['核验 1 GB 证据包（压缩包）/ sha256sum -c', 1.5, () => largeBundle('zip')],
    ['一百万条学习记录：读取并核查 / 同一读取程序只读取', 1.3, auditOfRecords],
  ];
}

async function journeys(kind: 'filing' | 'claim'): ReturnType<Measure> {
  const browser = await chromium.launch(browserUse().launchOptions);
  const server = await startPortalServer();
  const material = caseOf({ seed: 5, projects: 2, traineesPerProject: 4 });
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeCaseFolder(material, folder, 1);
  const inPortal = async (drive: (page: Page, pin: string) => Promise<void>) => {
    const traveller = await travellerOf({ seed: 5, material });
    if (kind === 'claim') {
      approvedFilings(traveller);
      traveller.state.clock.advanceTo('2022-05-23');
    }
    const mailbox = await createMailbox(traveller.state);
    server.mount({ state: traveller.state, smtpPort: mailbox.port });
    const context = await newContext(browser.newContext.bind(browser), server.origin);
    await drive(await context.newPage(), traveller.pin);
    await context.close();
    await mailbox.close();
    traveller.state.close();
  };
  const { bank, accountName, accountNumber } = material.enterprise;
  const workbook = join(folder, 'case.xlsx');
  const image = (name: string) => join(folder, 'materials', name);
  const files = (type: string) =>
    material.materials.filter((item) => item.type === type).map((item) => image(item.fileName));
  const filings = material.projects.map((project) => ({
    type: '中小微企业',
    course: project.course,
    platformName: project.platformName,
    platformCreditCode: project.platformCreditCode,
    plannedTrainees: project.plannedTrainees,
  }));
  const materials = ['营业执照', '培训方案'].map((type) => ({ type, files: files(type) }));
  const account = { bank, name: accountName, number: accountNumber };
  const periods = trainingPeriods(material);
  const ours = (page: Page, pin: string) =>
    kind === 'filing'
      ? new FilingJourney(screensOf(page), silentStages).run({ pin, filings, materials })
      : new ClaimJourney(screensOf(page), silentStages, pin)
          .importAndClaim({ periods, roster: workbook, records: [workbook], account })
          .then(() => {});
  const reference = (page: Page, pin: string) =>
    kind === 'filing'
      ? bareFiling(page, { pin, filings, materials })
      : bareClaim(page, { pin, periods, workbook, account });
  return {
    ours: () => inPortal(ours),
    reference: () => inPortal(reference),
    end: async () => {
      await Promise.all([browser.close(), server.close()]);
    },
  };
}

/** The filing journey as a rehearsal drives it, from reading the case on; with the sealed bundle, or with a trace, against nothing kept. */
async function evidence(kept: 'bundle' | 'trace'): ReturnType<Measure> {
  const browser = await chromium.launch(browserUse().launchOptions);
  const server = await startPortalServer();
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const path = join(folder, 'case');
  await writeCaseFolder(caseOf({ seed: 5, projects: 2, traineesPerProject: 4 }), path, 1);
  await makeKeys(join(folder, 'keys'));
  const sealing = { keys: () => readSealingKeys(join(folder, 'keys')) };
  let runs = 0;
  const go = async (keep: 'bundle' | 'trace' | 'nothing') => {
    const context = await newContext(browser.newContext.bind(browser), server.origin);
    const page = await context.newPage();
    runs += 1;
    const out = join(folder, String(runs));
    if (keep === 'bundle') {
      const task = { name: '案例', path, journey: 'filing' as const, seed: 5, folder: out, sealing, say: () => {} };
      const result = await rehearseCase(task, page, server);
      if (result.evidence?.sealedBy == null) throw new Error(`no sealed bundle: ${result.problem}`);
    } else {
      if (keep === 'trace') await context.tracing.start({ screenshots: true, snapshots: true });
      await driveFiling(path, page, server);
      if (keep === 'trace') await context.tracing.stop({ path: `${out}.zip` });
    }
    await context.close();
    await rm(out, { recursive: true, force: true });
  };
  return {
    ours: () => go(kept),
    reference: () => go('nothing'),
    end: async () => void (await Promise.all([browser.close(), server.close()])),
  };
}

/** The clicks of a filing rehearsal, and nothing kept of them. */
async function driveFiling(path: string, page: Page, server: PortalServer): Promise<void> {
  const { case: material, files } = await readCase(path);
  if (material === undefined) throw new Error('the case of the benchmark is unreadable');
  const { state, pin } = await travellerOf({ seed: 5, material, today: '2022-04-25' });
  server.mount({ state, smtpPort: 0 });
  const screens = screensOf(page);
  await new FilingJourney(screens, silentStages).run({ pin, ...filingPlan(material, files.materials) });
  state.clock.advanceTo('2022-05-06');
  await new ClaimJourney(screens, silentStages, pin).approveFilings(material.projects.map(({ course }) => course));
  state.close();
}

/**
 * The same handlers and clicks behind interception, the way @msw/playwright does it (page.route and getResponse;
 * its 0.6.7 asks for MSW 2). Without the upload, a Chromium limit of interception (microsoft/playwright#6479).
 */
async function interception(): ReturnType<Measure> {
  const browser = await chromium.launch(browserUse().launchOptions);
  const server = await startPortalServer();
  const material = caseOf({ seed: 5, projects: 2, traineesPerProject: 4 });
  const filings = material.projects.map((project) => ({
    type: '中小微企业',
    course: project.course,
    platformName: project.platformName,
    platformCreditCode: project.platformCreditCode,
    plannedTrainees: project.plannedTrainees,
  }));
  const go = async (intercepted: boolean) => {
    const traveller = await travellerOf({ seed: 5, material });
    const context = await newContext(browser.newContext.bind(browser), server.origin);
    server.mount({ state: traveller.state, smtpPort: 0 });
    if (intercepted) await intercept(context, createHandlers({ state: traveller.state, smtpPort: 0 }));
    await bareFiling(await context.newPage(), { pin: traveller.pin, filings, materials: [], untilSealed: true });
    await context.close();
    traveller.state.close();
  };
  return {
    ours: () => go(false),
    reference: () => go(true),
    end: async () => void (await Promise.all([browser.close(), server.close()])),
  };
}

async function intercept(context: BrowserContext, handlers: HttpHandler[]): Promise<void> {
  await context.route(
    (url) => !url.pathname.startsWith('/assets/'),
    async (route) => {
      const given = route.request();
      const body = given.postDataBuffer();
      const request = new Request(given.url(), {
        method: given.method(),
        headers: await given.allHeaders(),
        ...(body !== null && { body: new Uint8Array(body) }),
      });
      const response = await getResponse(handlers, request);
      if (response === undefined) return route.abort();
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    },
  );
}

async function workers(): ReturnType<Measure> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  for (let index = 0; index < 4; index += 1)
    await writeCaseFolder(
      caseOf({ seed: 300 + index, name: `企业${index}`, projects: 2, withTraining: false }),
      join(folder, `企业${index}`),
      index,
    );
  const go = async (count: number) => {
    execFileSync(
      process.execPath,
      ['scripts/rehearse.ts', folder, '--journey', 'filing', '--workers', String(count), '--out', join(folder, 'out')],
      { cwd: ROOT, stdio: 'ignore' },
    );
  };
  return { ours: () => go(2), reference: () => go(1), end: async () => {} };
}

async function reader(): ReturnType<Measure> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const material = caseOf({ seed: 5, projects: 1, withTraining: false });
  const course = material.projects[0]?.course ?? '';
  const path = join(folder, 'roster.xlsx');
  await writeFile(
    path,
    await writeCase({ ...material, roster: trainees({ seed: 5, course, count: 100_000 }), materials: [] }),
  );
  const bare = async () => {
    let cells = 0;
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, {
      sharedStrings: 'cache',
      styles: 'cache',
      worksheets: 'emit',
      entries: 'emit',
      hyperlinks: 'ignore',
    })) {
      for await (const row of sheet)
        row.eachCell(() => {
          cells += 1;
        });
    }
    if (cells < 700_000) throw new Error(`only ${cells} cells were read`);
  };
  return { ours: async () => void (await readCase(path)), reference: bare, end: async () => {} };
}

async function auditOfRecords(): ReturnType<Measure> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await caseWithRecords(folder, 1_000_000);
  return {
    ours: async () => void (await audit([await inputOfReading(await readCase(folder), 'bench')])),
    reference: async () => void (await readCase(folder)),
    end: () => rm(folder, { recursive: true }),
  };
}

async function newContext(
  open: (options: object) => Promise<BrowserContext>,
  baseURL: string,
): Promise<BrowserContext> {
  const { locale, timezoneId, viewport } = browserUse();
  const context = await open({ baseURL, locale, timezoneId, viewport });
  context.setDefaultTimeout(30_000);
  return context;
}
