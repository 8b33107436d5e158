import type { Moment } from '../domain/date.ts';
import { sha256 } from './canonical-json.ts';
import {
  type ArchivedExchange,
  archivedUrl,
  indexLine,
  infoRecord,
  requestRecord,
  responseRecord,
  WARC_FILE,
} from './warc.ts';
import { zipBytes } from './zip.ts';

/** The web archive of a run while it goes on. */
export interface WebArchive {
  add(exchange: ArchivedExchange): void;
  /** First what the browser fetched by itself, by path; then the exchanges of the journal, in its order. */
  readonly exchanges: ArchivedExchange[];
  /** WACZ 1.1.1 for ReplayWeb.page. */
  finish(title: string): Promise<Uint8Array>;
}

interface Kept {
  exchange: ArchivedExchange;
  date: string;
  records: Promise<Uint8Array[]>;
}

/**
 * Begins a WACZ: WARC, CDXJ index and page list. Each exchange is compressed when it comes, while the
 * browser is busy. Times are the portal's clock plus a second per exchange of the journal, so that several
 * visits of an address on one simulated day stay apart and in order; what the browser fetches by itself gets the time
 * of the run's beginning.
 */
export function openWebArchive(began: Moment): WebArchive {
  const fetched = new Map<string, Kept>();
  const visited: Kept[] = [];
  const keep = (exchange: ArchivedExchange, number: number): Kept => {
    const date = iso(exchange.vtime, number);
    const records = Promise.all([
      responseRecord(exchange, date, number),
      ...(exchange.method === 'GET' ? [] : [requestRecord(exchange, date, number)]),
    ]);
    // Said where the archive is finished, not while the run goes on.
    records.catch(() => {});
    return { exchange, date, records };
  };
  const all = () => [...[...fetched.values()].sort((a, b) => (a.exchange.path < b.exchange.path ? -1 : 1)), ...visited];
  return {
    add(exchange) {
      if (exchange.seq !== undefined) visited.push(keep(exchange, visited.length + 1));
      else if (!fetched.has(exchange.path)) fetched.set(exchange.path, keep({ ...exchange, vtime: began }, 0));
    },
    get exchanges() {
      return all().map(({ exchange }) => exchange);
    },
    finish: (title) => packed(all(), iso(began, 0), title),
  };
}

async function packed(kept: readonly Kept[], created: string, title: string): Promise<Uint8Array> {
  const warc: Uint8Array[] = [await infoRecord(created)];
  const index: string[] = [];
  const pages: { id: string; url: string; title: string; ts: string }[] = [];
  let offset = warc[0]?.length ?? 0;
  for (const { exchange, date, records } of kept) {
    const written = await records;
    index.push(indexLine(exchange, date, { offset, length: written[0]?.length ?? 0 }));
    for (const record of written) offset += record.length;
    warc.push(...written);
    if (exchange.title === undefined) continue;
    const url = archivedUrl(exchange.path);
    pages.push({ id: sha256(`${date} ${url}`).slice(0, 16), url, title: exchange.title, ts: date });
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
