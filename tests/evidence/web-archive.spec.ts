import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CDXIndexer, WARCParser } from 'warcio';
import { readZip } from '../../evidence/zip.ts';
import { serveReplay } from '../../fixtures/replay-server.ts';
import { expect, test } from '../../fixtures/test.ts';

// One rehearsal serves the whole file.
test.describe.configure({ mode: 'default' });

const archiveOf = (folder: string) => join(folder, 'data/web/run.wacz');
const HOST = 'http://portal-simulation.invalid';

async function unpacked(folder: string): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {};
  for (const { path, stream } of await readZip(readFileSync(archiveOf(folder)))) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream()) chunks.push(chunk as Buffer);
    files[path] = Buffer.concat(chunks);
  }
  return files;
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(bytes);
}

test('独立的阅读程序打开存档：页面清单齐全，页面带着样式、字体和图片重现', async ({ page, rehearsed: { folder } }) => {
  const replay = await serveReplay(archiveOf(folder));
  const pages = String((await unpacked(folder))['pages/pages.jsonl'])
    .trim()
    .split('\n')
    .slice(1);
  const archived = pages.map((line): { url: string; ts: string; title: string } => JSON.parse(line));
  await page.goto(replay.origin);
  await expect(page).toHaveTitle('loaded');
  const listed: { pages: { url: string; title: string }[] } = await page.evaluate(async () =>
    (await fetch('/w/api/c/run/pages')).json(),
  );
  expect(listed.pages.map(({ url, title }) => `${url} ${title}`).sort()).toEqual(
    archived.map(({ url, title }) => `${url} ${title}`).sort(),
  );
  const replayed = page.frameLocator('iframe');
  for (const [path, heading] of [
    ['/zzjbdl/filing/letter', '单位签章'],
    ['/zzjbdl/filing/materials', '资料上传'],
  ] as const) {
    const { url, ts } = archived.findLast((one) => one.url === `${HOST}${path}`) ?? { url: '', ts: '' };
    // Framed, as ReplayWeb.page does it; at the top a replayed page leaves for its frame.
    await page.goto(replay.origin);
    await page.evaluate(
      (source) => {
        const frame = document.createElement('iframe');
        frame.src = source;
        document.body.replaceChildren(frame);
      },
      `/w/run/${ts.replace(/\D/g, '')}mp_/${url}`,
    );
    await expect(replayed.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
    await expect(replayed.getByText('模拟环境 · 非官方网站').first()).toHaveCSS('font-family', /Noto Sans SC/);
    const root = replayed.locator(':root');
    const missing = await root.evaluate(async () => {
      await document.fonts.ready;
      const images = [...document.images].filter((image) => image.getAttribute('src'));
      await Promise.allSettled(images.map((image) => image.decode()));
      return [
        ...images.filter((image) => image.naturalWidth === 0).map((image) => image.src),
        ...[...document.styleSheets].filter((sheet) => sheet.href && sheet.cssRules.length === 0).map(String),
        ...[...document.fonts].filter((font) => font.status === 'error').map((font) => font.family),
      ];
    });
    expect(missing).toEqual([]);
    expect(await root.evaluate(() => [...document.fonts].some((font) => font.status === 'loaded'))).toBe(true);
  }
  expect(await replayed.locator(':root').evaluate(() => document.images.length)).toBeGreaterThan(0);
  await replay.close();
});

test('存档合乎 WACZ 1.1.1：清单的校验值和索引的位置与另一程序所得相同', async ({ rehearsed: { folder } }) => {
  const files = await unpacked(folder);
  const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const described = JSON.parse(String(files['datapackage.json']));
  expect(described.wacz_version).toBe('1.1.1');
  expect(described.resources.map(({ path }: { path: string }) => path).sort()).toEqual(
    Object.keys(files)
      .filter((path) => !path.startsWith('datapackage'))
      .sort(),
  );
  for (const { path, hash, bytes } of described.resources) {
    expect(hash, path).toBe(sha256(files[path] as Buffer));
    expect(bytes, path).toBe(files[path]?.length);
  }
  expect(JSON.parse(String(files['datapackage-digest.json'])).hash).toBe(sha256(files['datapackage.json'] as Buffer));
  const rows: string[] = [];
  const warc = { filename: 'data.warc.gz', reader: once(files['archive/data.warc.gz'] as Buffer) };
  for await (const { url, offset, length, status, digest } of new CDXIndexer({ format: 'cdxj' }).iterIndex([warc]))
    rows.push(JSON.stringify([String(url), Number(offset), Number(length), Number(status), digest]));
  const ours = String(files['indexes/index.cdx'])
    .trim()
    .split('\n')
    .map((line) => {
      const { url, offset, length, status, digest } = JSON.parse(line.slice(line.indexOf('{')));
      return JSON.stringify([url, offset, length, status, digest.replace('sha256:', '')]);
    });
  const place = (row: string) => JSON.stringify(JSON.parse(row).slice(1));
  expect(ours.map(place).sort()).toEqual(rows.map(place).sort());
  expect(ours.length).toBeGreaterThan(80);
});

test('存档里没有 Cookie 和会话令牌；每次提交的内容与操作记录的「交出」相符', async ({
  rehearsed: { folder, sessions },
}) => {
  const { 'archive/data.warc.gz': warc } = await unpacked(folder);
  const text = gunzipSync(warc as Buffer).toString('utf8');
  expect(sessions.length).toBeGreaterThan(1);
  for (const token of sessions) expect(text.includes(token), '会话令牌').toBe(false);
  expect(text).not.toMatch(/^(set-)?cookie:/im);
  const inputs = readFileSync(join(folder, 'data/core/journal.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): { kind: string; input: string } => JSON.parse(line))
    .filter(({ kind, input }) => ['answer', 'upload', 'seal'].includes(kind) && input !== '');
  const sent: string[] = [];
  for await (const record of WARCParser.iterRecords(once(warc as Buffer))) {
    if (record.warcType !== 'request') continue;
    const body = await record.readFully(true);
    if (body.length > 0) sent.push(createHash('sha256').update(body).digest('hex'));
  }
  expect(sent.length).toBeGreaterThan(10);
  expect(sent).toEqual(inputs.map(({ input }) => input));
});
