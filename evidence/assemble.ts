import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeBag } from './bag.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';
import { coreDigest } from './core-digest.ts';
import { diskFault, onDisk } from './cut-off.ts';
import { type JournalLine, lineText } from './journal-line.ts';
import { JOURNAL, PRIVATE_CASE, REDACTION, WEB_ARCHIVE } from './layout.ts';
import { encryptCase, type PrivateCase } from './private-case.ts';
import type { Replaced } from './redactor.ts';
import { rootOf, sealBag } from './seal.ts';
import type { SealingKeys } from './sealing-keys.ts';
import { openStaging, publish } from './staging.ts';
import { stampSeal, type TimeAuthority } from './timestamp.ts';
import type { Stamp } from './timestamp-token.ts';
import type { WebArchive } from './web-archive.ts';

/** All parts of a bundle, files by their path in it (layout.ts). */
export interface BundleParts {
  title: string;
  outcome: string;
  lines: readonly JournalLine[];
  core: Record<string, Uint8Array | string>;
  observed: Record<string, Uint8Array | string>;
  archive: WebArchive;
  /** Values replaced or covered, by file. */
  redaction: Readonly<Record<string, Replaced>>;
  privateCase: PrivateCase;
}

/** How a bundle is sealed. */
export interface Sealing {
  /**
   * Called when everything else is written, because the keys at that moment count. @throws InputError when a key is
   * missing or wrong
   */
  keys: () => SealingKeys;
  /** Stamps the seal before it counts; no stamp, no seal. */
  authority?: TimeAuthority;
}

const REDACTED_FORM = '文字替换为〔类别 标记 掩码〕，图片以色块遮盖；各文件按类别计数';

/** What the report needs to know of the bundle that it will lie in. */
export interface BundleFacts {
  /** Key id of the operator; null for a run that nobody seals. */
  sealedBy: string | null;
  coreDigest: string;
  root: string;
  lines: number;
}

export interface Assembled {
  facts: BundleFacts;
  stamp?: Stamp;
}

/**
 * Makes a run's bundle out of its parts and puts it in the run's folder, whole or not
 * at all. With `sealing` it is sealed; without (a replay, which proves nothing by itself)
 * the bag has no seal and no private part.
 */
export async function assembleBundle(
  folder: string,
  parts: BundleParts,
  report: (facts: BundleFacts) => Record<string, Uint8Array | string>,
  sealing?: Sealing,
): Promise<Assembled> {
  const staging = onDisk(folder, () => openStaging(folder));
  let assembled: Assembled;
  try {
    assembled = await assembleIn(staging, parts, report, sealing);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw diskFault(folder, error);
  }
  onDisk(folder, () => publish(folder));
  return assembled;
}

async function assembleIn(
  folder: string,
  parts: BundleParts,
  report: (facts: BundleFacts) => Record<string, Uint8Array | string>,
  sealing?: Sealing,
): Promise<Assembled> {
  const keys = sealing?.keys();
  const put = (path: string, content: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  put(JOURNAL, parts.lines.map((line) => `${lineText(line)}\n`).join(''));
  for (const [path, content] of Object.entries(parts.core)) put(path, content);
  const facts: BundleFacts = {
    sealedBy: keys?.keyId ?? null,
    root: rootOf(parts.lines),
    lines: parts.lines.length,
    coreDigest: coreDigest(
      rootOf(parts.lines),
      Object.fromEntries(Object.entries(parts.core).map(([path, content]) => [path, sha256(content)])),
    ),
  };
  const reports = report(facts);
  const putReports = () => {
    for (const [path, content] of Object.entries(reports)) put(path, content);
  };
  for (const [path, content] of Object.entries(parts.observed)) put(path, content);
  if (keys === undefined) {
    putReports();
    return { facts };
  }
  put(WEB_ARCHIVE, await parts.archive.finish(parts.title));
  put(REDACTION, `${canonicalJson({ form: REDACTED_FORM, files: parts.redaction })}\n`);
  put(PRIVATE_CASE, await encryptCase(parts.privateCase, keys.recipient));
  const payload = writeBag(
    folder,
    {
      'Source-Organization': '模拟环境 · 非官方网站',
      'External-Description': parts.title,
      'Bag-Software-Agent': 'filing-rehearsal',
    },
    reports,
  );
  const sealed = sealBag(folder, payload, parts.lines, parts.outcome, keys.operator);
  if (sealed.coreDigest !== facts.coreDigest) throw new Error('the core on the disk is not the core that was written');
  const stamp = sealing?.authority && (await stampSeal(folder, sealing.authority));
  // The reports name the seal, so they are put in place after it, also when the files leave staging.
  putReports();
  return { facts, ...(stamp && { stamp }) };
}
