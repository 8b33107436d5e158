import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeBag } from './bag.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { coreDigest } from './core-digest.ts';
import type { JournalLine } from './journal-line.ts';
import type { SealingKeys } from './keys.ts';
import { encryptCase, type PrivateCase } from './private-case.ts';
import type { Replaced } from './redactor.ts';
import { rootOf, sealBag } from './seal.ts';
import { type ArchivedExchange, webArchive } from './web-archive.ts';

/** All parts of a bundle but the journal, which is in its place already. Paths are relative to the part's folder. */
export interface BundleParts {
  title: string;
  outcome: string;
  lines: readonly JournalLine[];
  core: Record<string, Uint8Array | string>;
  observed: Record<string, Uint8Array | string>;
  exchanges: readonly ArchivedExchange[];
  /** Values replaced or covered, by file. */
  redaction: Readonly<Record<string, Replaced>>;
  privateCase: PrivateCase;
}

const REDACTED_FORM = '文字替换为〔类别 标记 掩码〕，图片以色块遮盖；各文件按类别计数';

/** What the report needs to know of the bundle that it will lie in. */
export interface BundleFacts {
  coreDigest: string;
  root: string;
  lines: number;
}

/**
 * Writes a run's bundle into its folder. With keys it is sealed; without (a
 * replay, which proves nothing by itself) the bag has no seal and no private part.
 */
export async function assembleBundle(
  folder: string,
  parts: BundleParts,
  report: (facts: BundleFacts) => Record<string, Uint8Array | string>,
  keys?: SealingKeys,
): Promise<BundleFacts> {
  const put = (path: string, content: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, content] of Object.entries(parts.core)) put(`data/core/${path}`, content);
  const facts: BundleFacts = {
    root: rootOf(parts.lines),
    lines: parts.lines.length,
    coreDigest: coreDigest(
      rootOf(parts.lines),
      Object.fromEntries(Object.entries(parts.core).map(([path, content]) => [`data/core/${path}`, sha256(content)])),
    ),
  };
  for (const [path, content] of Object.entries(report(facts))) put(`data/reports/${path}`, content);
  for (const [path, content] of Object.entries(parts.observed)) put(`data/observed/${path}`, content);
  if (keys === undefined) return facts;
  put('data/web/run.wacz', await webArchive(parts.exchanges, parts.title));
  put('data/redaction.json', `${canonicalJson({ form: REDACTED_FORM, files: parts.redaction })}\n`);
  put('data/private/case.age', await encryptCase(parts.privateCase, keys.recipient));
  const payload = writeBag(folder, {
    'Source-Organization': '模拟环境 · 非官方网站',
    'External-Description': parts.title,
    'Bag-Software-Agent': 'filing-rehearsal',
  });
  const sealed = sealBag(folder, payload, parts.lines, parts.outcome, keys.operator);
  if (sealed.coreDigest !== facts.coreDigest) throw new Error('the core on the disk is not the core that was written');
  return facts;
}
