import { WARCRecord } from 'warcio';
import { WARCSerializer } from 'warcio/node';
import type { Moment } from '../../domain/date.ts';
import { sha256 } from './canonical.ts';
import { zipBytes } from './zip.ts';

/** One redacted answer of the portal. */
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
}

/** Reserved by RFC 6761: an archived page can never be taken for an address on the Internet. */
const HOST = 'http://portal-simulation.invalid';

/**
 * WACZ 1.1.1: WARC, CDXJ index and page list of a run, for ReplayWeb.page.
 * Times are the portal's clock plus a second per exchange, so that several
 * visits of an address on one simulated day stay apart and in order.
 */
export async function webArchive(exchanges: readonly ArchivedExchange[], title: string): Promise<Uint8Array> {
  const warc: Uint8Array[] = [];
  const index: string[] = [];
  const pages: object[] = [];
  let offset = 0;
  const first = exchanges[0]?.vtime ?? '2000-01-01T00:00:00';
  const info = await serialized(
    WARCRecord.createWARCInfo(
      {
        filename: 'data.warc.gz',
        warcVersion: 'WARC/1.1',
        warcHeaders: { 'WARC-Record-ID': recordId('info'), 'WARC-Date': iso(first, 0) },
      },
      { software: 'filing-rehearsal', format: 'WARC File Format 1.1' },
    ),
  );
  warc.push(info);
  offset += info.length;
  for (const [number, exchange] of exchanges.entries()) {
    const url = `${HOST}${exchange.path}`;
    const date = iso(exchange.vtime, number);
    const record = await serialized(
      WARCRecord.create(
        {
          url,
          date,
          type: 'response',
          warcVersion: 'WARC/1.1',
          warcHeaders: { 'WARC-Record-ID': recordId(`${number} ${url}`) },
          statusline: `HTTP/1.1 ${exchange.status} OK`,
          httpHeaders: {
            'Content-Type': exchange.contentType,
            'Content-Length': String(exchange.body.length),
            ...(exchange.location !== undefined && { Location: exchange.location }),
          },
        },
        (async function* () {
          yield exchange.body;
        })(),
      ),
    );
    const stamp = date.replace(/\D/g, '').slice(0, 14);
    if (exchange.method === 'GET')
      index.push(
        `${surt(url)} ${stamp} ${JSON.stringify({
          url,
          mime: exchange.contentType.split(';')[0],
          status: exchange.status,
          digest: `sha256:${sha256(exchange.body)}`,
          offset,
          length: record.length,
          filename: 'data.warc.gz',
        })}\n`,
      );
    if (exchange.title !== undefined)
      pages.push({ id: sha256(`${number} ${url}`).slice(0, 16), url, title: exchange.title, ts: date });
    warc.push(record);
    offset += record.length;
  }
  const files: Record<string, Uint8Array> = {
    'archive/data.warc.gz': Buffer.concat(warc),
    'indexes/index.cdx': Buffer.from(index.sort().join('')),
    'pages/pages.jsonl': Buffer.from(
      [{ format: 'json-pages-1.0', id: 'pages', title: '页面' }, ...pages]
        .map((page) => `${JSON.stringify(page)}\n`)
        .join(''),
    ),
  };
  const datapackage = Buffer.from(
    `${JSON.stringify(
      {
        profile: 'data-package',
        wacz_version: '1.1.1',
        title,
        description: '模拟环境 · 非官方网站。个人信息已替换；时间为门户模拟时钟，逐次相差一秒。',
        software: 'filing-rehearsal',
        created: iso(first, 0),
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
    'datapackage-digest.json': Buffer.from(
      `${JSON.stringify({ path: 'datapackage.json', hash: `sha256:${sha256(datapackage)}` })}\n`,
    ),
  });
}

function serialized(record: WARCRecord): Promise<Uint8Array> {
  return WARCSerializer.serialize(record, { gzip: true, digest: { algo: 'sha-256', prefix: 'sha256:' } });
}

/** A name-based id instead of a random one: the same run, the same archive. */
function recordId(name: string): string {
  const hex = sha256(name).slice(0, 32);
  return `<urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-')}>`;
}

function iso(vtime: Moment, seconds: number): string {
  return `${new Date(Date.parse(`${vtime}+08:00`) + seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function surt(url: string): string {
  const { hostname, pathname, search } = new URL(url);
  return `${hostname.split('.').reverse().join(',')})${pathname}${search}`.toLowerCase();
}
