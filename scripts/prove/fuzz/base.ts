import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import {
  DATE_ITEMS,
  DATES_SHEET,
  ENTERPRISE_ITEMS,
  ENTERPRISE_SHEET,
  RECORD_TABLES,
  TABLE_FIELDS,
  TABLE_NAMES,
  TABLES,
} from '../../../domain/case/model/layout.ts';
import type { Case } from '../../../domain/case/model/schema.ts';
import { writeCase } from '../../../domain/case/write-case.ts';
import { cleanCase } from '../../../fixtures/factories/clean-case.ts';
import { scan } from '../../../fixtures/factories/scan.ts';
import { type Change, changed, type Kind, random } from './mutation.ts';

/** The files of a small case without a fault. */
export interface Base {
  workbook: Buffer;
  json: Buffer;
  /** Without the records, which lie beside it. */
  short: Buffer;
  csv: Map<string, Buffer>;
  scans: Map<string, Buffer>;
}

export async function baseCase(): Promise<Base> {
  const material = cleanCase(3, { projects: 1, traineesPerProject: 2 });
  const { signIns: _s, sessions: _l, questions: _q, exams: _e, ...rest } = material;
  const pages = (type: string) => material.materials.filter((item) => item.type === type).length;
  return {
    workbook: Buffer.from(await writeCase(material)),
    json: Buffer.from(JSON.stringify(asSheets(material))),
    short: Buffer.from(await writeCase({ ...rest, signIns: [], sessions: [], questions: [], exams: [] })),
    csv: new Map(
      RECORD_TABLES.map((title) => {
        const rows = material[TABLE_FIELDS[title]] as unknown as Record<string, unknown>[];
        const lines = rows.map((row) =>
          TABLES[title].map(({ key }) => String(row[key] ?? '').replace('T', ' ')).join(','),
        );
        return [
          title,
          Buffer.from(`${[TABLES[title].map(({ header }) => header).join(','), ...lines].join('\r\n')}\r\n`),
        ];
      }),
    ),
    scans: new Map(
      material.materials.map((item) => [item.fileName, Buffer.from(scan(material, item, pages(item.type), 3))]),
    ),
  };
}

function asSheets(material: Case): Record<string, unknown> {
  const items = (columns: typeof ENTERPRISE_ITEMS, values: Record<string, unknown>) =>
    Object.fromEntries(
      columns.flatMap(({ key, header }) => (values[key] === undefined ? [] : [[header, values[key]]])),
    );
  return {
    [ENTERPRISE_SHEET]: items(ENTERPRISE_ITEMS, material.enterprise),
    [DATES_SHEET]: items(DATE_ITEMS, material.dates),
    ...Object.fromEntries(
      TABLE_NAMES.map((title) => [
        title,
        (material[TABLE_FIELDS[title]] as unknown as Record<string, unknown>[]).map((row) =>
          Object.fromEntries(
            TABLES[title].flatMap(({ key, header }) => (row[key] === undefined ? [] : [[header, row[key]]])),
          ),
        ),
      ]),
    ),
  };
}

/** A case on a desk with one of its files changed. */
export interface Altered {
  folder: string;
  kind: Kind;
  file: string;
  bytes: Buffer;
}

export async function writeAltered(
  base: Base,
  folder: string,
  kind: Kind,
  seed: number,
  changes: readonly Change[],
): Promise<Altered> {
  await mkdir(join(folder, 'materials'), { recursive: true });
  const next = random(seed ^ 0x5eed);
  const pick = <T>(all: Iterable<T>) => [...all][Math.floor(next() * [...all].length)] as T;
  const files = new Map<string, Buffer>([...base.scans].map(([name, bytes]) => [join('materials', name), bytes]));
  if (kind === 'json') files.set('case.json', base.json);
  else files.set('case.xlsx', kind === 'csv' ? base.short : base.workbook);
  if (kind === 'csv') for (const [title, bytes] of base.csv) files.set(`${title}.csv`, bytes);
  const file = {
    zip: 'case.xlsx',
    xml: 'case.xlsx',
    json: 'case.json',
    csv: `${pick(base.csv.keys())}.csv`,
    jpeg: join('materials', pick(base.scans.keys())),
  }[kind];
  const given = files.get(file) ?? Buffer.alloc(0);
  const bytes = kind === 'xml' ? await withPart(given, next(), changes) : changed(given, kind, changes);
  files.set(file, bytes);
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  return { folder, kind, file, bytes };
}

/** The same package with one part changed, its sums right. */
async function withPart(workbook: Buffer, choice: number, changes: readonly Change[]): Promise<Buffer> {
  const zip = await fromBufferPromise(workbook);
  const parts: [string, Buffer][] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.push([entry.fileName, Buffer.concat(chunks)]);
  }
  const at = Math.floor(choice * parts.length);
  const out = new ZipFile();
  for (const [index, [name, bytes]] of parts.entries())
    out.addBuffer(index === at ? changed(bytes, 'xml', changes) : bytes, name, { compress: false });
  out.end();
  const chunks: Buffer[] = [];
  for await (const chunk of out.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
