import type { Moment } from '../../domain/date.ts';
import { canonicalJson, sha256 } from '../../evidence/canonical-json.ts';
import type { JournalEntry } from '../../evidence/journal-line.ts';
import { withoutMetadata } from '../../evidence/jpeg-metadata.ts';
import { JOURNAL, WEB_ARCHIVE } from '../../evidence/layout.ts';
import type { Redactor } from '../../evidence/redactor.ts';
import type { ArchivedExchange } from '../../evidence/warc.ts';
import type { Exchange } from '../../mocks/server.ts';

const TEXT = /^(text\/(html|plain|csv|calendar)|application\/json)/;
/** Fetched by the browser by itself, in any order: archived, but not in the journal. */
const SUBRESOURCE = /^(image|font)\/|javascript|css/;

/** Acts with a kind of their own; every other answer is an `answer`. */
const KINDS: [route: string, kind: JournalEntry['kind']][] = [
  ['POST /zzjbdl/filing/materials', 'upload'],
  ['POST /zzjbdl/training/roster', 'upload'],
  ['POST /zzjbdl/training/records', 'upload'],
  ['POST /zzjbdl/filing/letter/seal', 'seal'],
];

export interface RedactedExchange {
  archived: ArchivedExchange;
  /** Absent for what is not a line of the journal. */
  entry?: Omit<JournalEntry, 'vtime'>;
}

/** One exchange without personal values and secrets; nothing else of it is ever kept. */
export async function redactExchange(
  { request, response }: Exchange,
  redactor: Redactor,
  vtime: Moment,
): Promise<RedactedExchange> {
  const url = new URL(request.url);
  const path = redactor.text(decoded(url.pathname + url.search), WEB_ARCHIVE);
  const contentType = response.headers.get('content-type') ?? '';
  const location = response.headers.get('location');
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isText = TEXT.test(contentType);
  const text = isText ? redactor.text(Buffer.from(bytes).toString('utf8'), WEB_ARCHIVE) : '';
  const title = /<title>([^<]*)<\/title>/.exec(text)?.[1];
  const archived: ArchivedExchange = {
    path: encodeURI(path),
    method: request.method,
    status: response.status,
    contentType:
      isText || SUBRESOURCE.test(contentType) || bytes.length === 0 ? contentType : 'text/plain; charset=utf-8',
    body: bodyOf(contentType, bytes, isText, text),
    vtime,
    ...(location !== null && { location: redactor.text(location, WEB_ARCHIVE) }),
    ...(title !== undefined && request.method === 'GET' && response.status < 300 && { title }),
  };
  if (SUBRESOURCE.test(contentType)) return { archived };
  const route = `${request.method} ${url.pathname}`;
  const sent = await sentOf(request, redactor);
  const entry: Omit<JournalEntry, 'vtime'> = {
    actor: 'portal',
    kind: (response.ok ? KINDS.find(([known]) => known === route)?.[1] : undefined) ?? 'answer',
    screen: title ?? '',
    target: `${request.method} ${path} → ${response.status}${location === null ? '' : ` ${redactor.text(location, JOURNAL)}`}`,
    input: sent === '' ? '' : sha256(sent),
    output: bytes.length === 0 ? '' : isText ? sha256(text) : redactor.seal(bytes),
  };
  return { archived: sent === '' ? archived : { ...archived, sent }, entry };
}

function bodyOf(contentType: string, bytes: Uint8Array, isText: boolean, text: string): Uint8Array {
  if (isText) return Buffer.from(text);
  if (contentType.startsWith('image/jpeg')) return withoutMetadata(bytes);
  if (SUBRESOURCE.test(contentType) || bytes.length === 0) return bytes;
  return Buffer.from(`此文件（${contentType}，${bytes.length} 字节）可能含个人信息，未收入存档。`);
}

/** What was sent, canonical: fields redacted, files by name and digest. The multipart boundary, random, stays out. */
async function sentOf(request: Request, redactor: Redactor): Promise<string> {
  if (request.method === 'GET') return '';
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) {
    const fields: [string, unknown][] = [];
    for (const [name, value] of await request.formData())
      fields.push([
        name,
        typeof value === 'string'
          ? redactor.text(value)
          : { name: redactor.text(value.name), content: await fileDigest(value, redactor) },
      ]);
    return canonicalJson(fields);
  }
  const body = await request.text();
  if (body === '') return '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return canonicalJson([...new URLSearchParams(body)].map(([name, value]) => [name, redactor.text(value)]));
  return redactor.text(body);
}

/**
 * A picture's digest can be compared with the file; a table full of personal values gets one that cannot be found by
 * guessing.
 */
async function fileDigest(file: File, redactor: Redactor): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return file.type === 'image/jpeg' ? sha256(bytes) : redactor.seal(bytes);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
