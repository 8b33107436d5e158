import { STATUS_CODES } from 'node:http';
import { getSurt, postToGetUrl, WARCRecord } from 'warcio';
import { WARCSerializer } from 'warcio/node';
import { z } from 'zod';
import type { Moment } from '../domain/date.ts';
import { sha256 } from './canonical-json.ts';

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
  /** The journal line of the answer; absent for what the browser fetches by itself. */
  seq?: number;
}

export const WARC_FILE = 'data.warc.gz';
/** Reserved by RFC 6761: an archived page can never be taken for an address on the Internet. */
const HOST = 'portal-simulation.invalid';

const Fields = z.array(z.tuple([z.string(), z.string()]));

export function archivedUrl(path: string): string {
  return `http://${HOST}${path}`;
}

/** One gzip member per record, so that a reader can jump to any of them. */
export function infoRecord(date: string): Promise<Uint8Array> {
  return serialized(
    WARCRecord.createWARCInfo(
      { filename: WARC_FILE, warcVersion: 'WARC/1.1', date, warcHeaders: { 'WARC-Record-ID': recordId('info') } },
      {
        software: 'filing-rehearsal',
        format: 'WARC File Format 1.1',
        description: 'request bodies are redacted canonical JSON; their SHA-256 is the input of the journal line',
      },
    ),
  );
}

export function responseRecord(exchange: ArchivedExchange, date: string, number: number): Promise<Uint8Array> {
  const { path, status, contentType, location, body } = exchange;
  return serialized(
    WARCRecord.create(
      {
        url: archivedUrl(path),
        date,
        type: 'response',
        warcVersion: 'WARC/1.1',
        warcHeaders: { 'WARC-Record-ID': recordId(`response ${number} ${path}`) },
        statusline: `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
        httpHeaders: {
          ...(contentType !== '' && { 'Content-Type': contentType }),
          'Content-Length': String(body.length),
          ...(location !== undefined && { Location: location }),
        },
      },
      once(body),
    ),
  );
}

/** What was sent with anything but a GET, whose request is its address. No header of the browser's is kept: cookies are among them. */
export function requestRecord(exchange: ArchivedExchange, date: string, number: number): Promise<Uint8Array> {
  const { path, method, sent = '' } = exchange;
  return serialized(
    WARCRecord.create(
      {
        url: archivedUrl(path),
        date,
        type: 'request',
        warcVersion: 'WARC/1.1',
        warcHeaders: {
          'WARC-Record-ID': recordId(`request ${number} ${path}`),
          'WARC-Concurrent-To': recordId(`response ${number} ${path}`),
        },
        statusline: `${method} ${path} HTTP/1.1`,
        httpHeaders: { Host: HOST, ...(sent !== '' && { 'Content-Type': 'application/json' }) },
      },
      once(Buffer.from(sent)),
    ),
  );
}

/** A line of the CDXJ index; what was posted is part of its key, as readers of such archives look it up. */
export function indexLine(exchange: ArchivedExchange, date: string, place: { offset: number; length: number }): string {
  const { method, status, contentType, sent = '' } = exchange;
  const url = archivedUrl(exchange.path);
  const asked = { url, method, ...posted(sent) };
  const keyed = method !== 'GET' && postToGetUrl(asked);
  return `${getSurt(keyed ? asked.url : url)} ${date.replace(/\D/g, '').slice(0, 14)} ${JSON.stringify({
    url,
    mime: contentType.split(';')[0] || 'unk',
    status,
    digest: `sha256:${sha256(exchange.body)}`,
    ...place,
    filename: WARC_FILE,
    ...(keyed && { method, requestBody: (asked as { requestBody?: string }).requestBody }),
  })}\n`;
}

/** A form's fields by their names, where strings are all that was in it; else the JSON as it is. */
function posted(sent: string): { headers: Headers; postData: string } {
  const fields = sent.startsWith('[[') ? Fields.safeParse(JSON.parse(sent)) : undefined;
  const [type, postData] = fields?.success
    ? ['application/x-www-form-urlencoded', String(new URLSearchParams(fields.data))]
    : ['application/json', sent];
  return { headers: new Headers({ 'content-type': type }), postData };
}

function serialized(record: WARCRecord): Promise<Uint8Array> {
  return WARCSerializer.serialize(record, { gzip: true, digest: { algo: 'sha-256', prefix: 'sha256:' } });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A name-based id instead of a random one: the same run, the same archive. */
function recordId(name: string): string {
  const hex = sha256(name).slice(0, 32);
  return `<urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-')}>`;
}
