import type { Finding } from '../../domain/finding.ts';
import type { Dossier } from './dossier.ts';
import { contentDigest, isRead, type ReadDossier, samePages } from './same-case.ts';
import { againFinding, caseAgainFinding } from './seal-findings.ts';
import { verifies } from './versions.ts';

/**
 * The same run given twice, or a case given beside its own bundle: if both were judged, every person would look like a
 * duplicate. Each keeps what opening it found, a bundle also the verdict on its seal; the rules judge only one of
 * them.
 */
export async function judgeOnce(dossiers: readonly Dossier[]): Promise<Dossier[]> {
  const runs: Dossier[] = [];
  for (const dossier of dossiers) runs.push(runOnce(dossier, runs));
  const bundles = runs
    .filter((dossier) => dossier.kind === 'bundle')
    // A copy that is not intact is another version, and stands for nobody.
    .filter(verifies)
    .filter(isRead);
  const contents = new Map<ReadDossier, string>();
  const content = async (dossier: ReadDossier) => {
    const known = contents.get(dossier) ?? (await contentDigest(dossier.reading));
    contents.set(dossier, known);
    return known;
  };
  const once: Dossier[] = [];
  for (const dossier of runs) {
    const read = dossier.kind === 'case' && isRead(dossier) ? dossier : undefined;
    const bundle = read && (await bundleOf(read, bundles, content));
    once.push(
      read === undefined || bundle === undefined
        ? dossier
        : without(dossier, caseAgainFinding(read.name, read.reading.files.workbook, bundle.name)),
    );
  }
  return once;
}

async function bundleOf(
  dossier: ReadDossier,
  bundles: readonly ReadDossier[],
  content: (dossier: ReadDossier) => Promise<string>,
): Promise<ReadDossier | undefined> {
  for (const bundle of bundles)
    if ((await content(dossier)) === (await content(bundle)) && (await samePages(dossier, bundle))) return bundle;
  return undefined;
}

/** An earlier bundle of the same run. */
function runOnce(dossier: Dossier, earlier: readonly Dossier[]): Dossier {
  const run = sealedRun(dossier);
  const first = run === undefined ? undefined : earlier.find((one) => sealedRun(one) === run);
  return first === undefined ? dossier : without(dossier, againFinding(dossier.name, first.name));
}

function without({ input: _input, ...rest }: Dossier, why: Finding): Dossier {
  return { ...rest, findings: [...rest.findings, why] };
}

/** What tells one run from another: the end of its journal's chain. A bundle that is not intact may have copied it, and stands for itself. */
function sealedRun({ seal, lines }: Dossier): string | undefined {
  return seal?.verdict === 'intact' ? lines.at(-1)?.hash : undefined;
}
