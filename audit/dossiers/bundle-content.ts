import { type BundleFile, bytesOf, withBundle } from '../../evidence/bundle-files.ts';
import { JOURNAL } from '../../evidence/core-digest.ts';
import type { JournalLine } from '../../evidence/journal-line.ts';
import { readJournal } from '../../evidence/read-journal.ts';
import { Receipts } from '../../evidence/receipts.ts';
import { type Verdict, verifyFiles } from '../../evidence/verify.ts';
import type { EvidenceFile } from '../report/audit.ts';
import type { AuditorKeys } from './dossier.ts';

/** What the audit reads of a bundle, whole or broken: whatever is there, as far as it makes sense. */
export interface BundleContent {
  seal: Verdict;
  files: EvidenceFile[];
  /** The lines up to the first that is not whole. */
  lines: JournalLine[];
  receipts?: Receipts;
  letter?: Uint8Array;
  /** `data/core/case.json`. */
  openCase?: string;
  /** Bytes of `data/core/materials/<type>-<page>.jpg` by `<type>-<page>`. */
  pages: ReadonlyMap<string, Uint8Array>;
}

const MATERIAL = /^data\/core\/materials\/(.+)\.jpg$/;

/** Opens a bundle once, folder or zip: everything is read one time and verified on the way. @throws InputError when there is none */
export async function readBundle(
  path: string,
  { operator, auditors, authorities }: AuditorKeys,
): Promise<BundleContent> {
  return withBundle(path, (bundle) => {
    const digests = bundle.digests();
    const seal: Verdict = {
      bundle: path,
      ...verifyFiles({ ...bundle, digests: () => digests }, operator, auditors, authorities),
    };
    const readable = new Map(bundle.files.filter((file) => digests?.has(file.path)).map((file) => [file.path, file]));
    const whole = (name: string) => wholeOf(readable.get(name));
    const journal = whole(JOURNAL);
    const receipts = receiptsOf(whole('data/core/receipts.json'));
    const letter = whole('data/core/letter.pdf');
    const openCase = whole('data/core/case.json');
    return {
      seal,
      files: [...readable.values()].map(({ path: name, size }) => ({
        path: name,
        bytes: size,
        sha256: digests?.get(name) ?? '',
      })),
      lines: journal === undefined ? [] : readJournal(journal).lines,
      ...(receipts && { receipts }),
      ...(letter && { letter }),
      ...(openCase && { openCase: openCase.toString('utf8') }),
      pages: new Map(
        [...readable.values()].flatMap((file) => {
          const name = MATERIAL.exec(file.path)?.[1];
          return name === undefined ? [] : [[name, wholeOf(file) as Uint8Array]];
        }),
      ),
    };
  });
}

function wholeOf(file: BundleFile | undefined): Buffer | undefined {
  return file && Buffer.from(bytesOf(file, Number.POSITIVE_INFINITY));
}

function receiptsOf(bytes: Buffer | undefined): Receipts | undefined {
  try {
    const parsed = Receipts.safeParse(JSON.parse(bytes?.toString('utf8') ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
