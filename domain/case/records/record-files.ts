import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { quoted } from '../cells/quoted.ts';
import { plainFile } from '../files/plain-file.ts';
import { RECORD_TABLES } from '../model/layout.ts';

export type RecordTitle = (typeof RECORD_TABLES)[number];

/** A record sheet that lies beside the workbook. */
export interface RecordSource {
  name: string;
  path: string;
  size: number;
  kind: 'parquet' | 'text';
}

/** What is to be said of a file as a whole. */
export interface FileNote {
  kind: 'violation' | 'doubt';
  rule: string;
  file: string;
  message: string;
}

export interface FoundRecords {
  sources: Partial<Record<RecordTitle, RecordSource>>;
  notes: FileNote[];
}

/** A text file may be as large as a disk; what must be held in memory may not. */
const LARGEST_RECORDS = 64 * 1024 ** 3;
/** Of several files of one sheet the first of these is read. */
const ENDINGS = ['parquet', 'csv', 'tsv', 'txt'];
/** What browsers and file managers put behind the name of a second download or copy. */
const COPY =
  /[\s_-]*(?:\(\d{1,3}\)|\[\d{1,3}\]|-?\s*副本(?:\s*\(?\d{1,3}\)?)?|-?\s*复制|-?\s*copy(?:\s*\(?\d{1,3}\)?)?)$/iu;

/** The record sheet that a file is, by its name: any case, any copy. */
export function recordTitle(fileName: string): { title: RecordTitle; ending: string; copy: boolean } | undefined {
  const [, stem = '', ending = ''] = /^(.*)\.([^.]+)$/s.exec(fileName.normalize('NFKC').trim()) ?? [];
  const known = ENDINGS.find((one) => one === ending.toLowerCase());
  if (known === undefined) return undefined;
  let name = stem.trim();
  for (let shorter = name.replace(COPY, ''); shorter !== name; shorter = name.replace(COPY, '')) name = shorter;
  const title = RECORD_TABLES.find((one) => one === name);
  return title === undefined ? undefined : { title, ending: known, copy: name !== stem };
}

/** Finds the record files in a case's folder, and names those that are not read. `whole`: the folder is the case, and not just where its workbook lies. */
export async function findRecordFiles(folder: string, whole: boolean): Promise<FoundRecords> {
  const names = (await readdir(folder).catch(() => [] as string[])).filter((name) => !/^[.~]/.test(name)).sort();
  const found: FoundRecords = { sources: {}, notes: [] };
  const candidates = names
    .flatMap((name) => {
      const said = recordTitle(name);
      return said === undefined ? [] : [{ name, ...said }];
    })
    .sort((a, b) => Number(a.copy) - Number(b.copy) || ENDINGS.indexOf(a.ending) - ENDINGS.indexOf(b.ending));
  for (const { name, title, ending } of candidates) {
    const file = await plainFile(folder, name, LARGEST_RECORDS);
    if (!file.ok) {
      note(found, 'violation', 'file-not-plain', name, `「${name}」${file.reason}，没有读取；请换成案例文件夹内的文件`);
      continue;
    }
    const first = found.sources[title];
    const source: RecordSource = {
      name,
      path: file.path,
      size: file.size,
      kind: ending === 'parquet' ? 'parquet' : 'text',
    };
    if (first === undefined) found.sources[title] = source;
    else if (await sameContent(first, source))
      note(
        found,
        'doubt',
        'record-file-unused',
        name,
        `「${name}」与「${first.name}」内容相同，没有另外读取；建议移走多余的一份`,
      );
    else
      note(
        found,
        'violation',
        'record-file-conflict',
        name,
        `「${name}」与「${first.name}」都是「${title}」而内容不同，暂按「${first.name}」读取；请核对后只留一份`,
      );
  }
  const taken = new Set(candidates.map(({ name }) => name));
  for (const name of names) {
    if (taken.has(name) || !isLikeRecords(name, whole)) continue;
    const wanted = RECORD_TABLES.map((title) => `${title}.csv`).join('、');
    note(
      found,
      'doubt',
      'record-file-unused',
      name,
      `${quoted(name, 60)}没有读取：记录文件的名称应为 ${wanted} 之一；如是本案例的记录，请改名后重试`,
    );
  }
  return found;
}

function note(found: FoundRecords, kind: FileNote['kind'], rule: string, file: string, message: string): void {
  found.notes.push({ kind, rule, file, message });
}

function isLikeRecords(name: string, whole: boolean): boolean {
  const folded = name.normalize('NFKC').toLowerCase();
  if (/\.(xls[xmb]?|et|ods|json)$/.test(folded)) return false;
  return RECORD_TABLES.some((title) => folded.includes(title)) || (whole && /\.(csv|tsv|parquet)$/.test(folded));
}

async function sameContent(a: RecordSource, b: RecordSource): Promise<boolean> {
  return a.size === b.size && (await digest(a.path)) === (await digest(b.path));
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}
