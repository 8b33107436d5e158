import type { Moment } from '../../domain/date.ts';
import { sha256 } from './canonical.ts';
import { archivedUrl, indexLine, infoRecord, requestRecord, responseRecord, WARC_FILE } from './warc.ts';
import { zipBytes } from './zip.ts';

/** One redacted exchange with the portal. */
export interface ArchivedExchange {
  /** Path and query; the archive's own host is put before it. */
  path: string;
  method: string;
  status: number;
  contentType: string;
  location?: string;
  body: Uint8Array;
  vtime: Moment;
  /** A page that a person saw, with its title. */
  title?: string;
  /** Redacted canonical JSON of what was sent; its SHA-256 is the `input` of the journal line. Absent where nothing was. */
  sent?: string;
  /** The journal line of the answer; absent for what the browser fetches as it likes. */
  seq?: number;
}

/**
 * WACZ 1.1.1: WARC, CDXJ index and page list of a run, for ReplayWeb.page.
 * Times are the portal's clock plus a second per exchange, so that several
 * visits of an address on one simulated day stay apart and in order.
 */
export async function webArchive(exchanges: readonly ArchivedExchange[], title: string): Promise<Uint8Array> {
  const created = iso(exchanges[0]?.vtime ?? '2000-01-01T00:00:00', 0);
  const warc: Uint8Array[] = [await infoRecord(created)];
  const index: string[] = [];
  const pages: { id: string; url: string; title: string; ts: string }[] = [];
  let offset = warc[0]?.length ?? 0;
  for (const [number, exchange] of exchanges.entries()) {
    const date = iso(exchange.vtime, number);
    const response = await responseRecord(exchange, date, number);
    index.push(indexLine(exchange, date, { offset, length: response.length }));
    const records = exchange.method === 'GET' ? [response] : [response, await requestRecord(exchange, date, number)];
    for (const record of records) offset += record.length;
    warc.push(...records);
    if (exchange.title === undefined) continue;
    const url = archivedUrl(exchange.path);
    pages.push({ id: sha256(`${number} ${url}`).slice(0, 16), url, title: exchange.title, ts: date });
  }
  const [main] = pages;
  const files: Record<string, Uint8Array> = {
    [`archive/${WARC_FILE}`]: Buffer.concat(warc),
    'indexes/index.cdx': Buffer.from(index.sort().join('')),
    'pages/pages.jsonl': jsonLines([{ format: 'json-pages-1.0', id: 'pages', title: '办理人看到的页面' }, ...pages]),
  };
  const datapackage = Buffer.from(
    `${JSON.stringify(
      {
        profile: 'data-package',
        wacz_version: '1.1.1',
        title,
        description: '模拟环境 · 非官方网站。个人信息已替换；时间为门户模拟时钟，逐次相差一秒。',
        software: 'filing-rehearsal',
        created,
        ...(main && { mainPageUrl: main.url, mainPageDate: main.ts }),
        resources: Object.entries(files).map(([path, bytes]) => ({
          name: path.split('/').at(-1),
          path,
          hash: `sha256:${sha256(bytes)}`,
          bytes: bytes.length,
        })),
      },
      null,
      1,
    )}\n`,
  );
  return zipBytes({
    ...files,
    'datapackage.json': datapackage,
    'datapackage-digest.json': jsonLines([{ path: 'datapackage.json', hash: `sha256:${sha256(datapackage)}` }]),
  });
}

function jsonLines(values: readonly object[]): Uint8Array {
  return Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}

function iso(vtime: Moment, seconds: number): string {
  return `${new Date(Date.parse(`${vtime}+08:00`) + seconds * 1000).toISOString().slice(0, 19)}Z`;
}
