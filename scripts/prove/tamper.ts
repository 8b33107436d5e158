import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_FILES, readPublicKey } from '../../evidence/keys.ts';
import { makeKeys } from '../../evidence/sealing-keys.ts';
import { countersign } from '../../evidence/verify/countersign.ts';
import { Bench, contentsOf } from '../../fixtures/evidence/tamper/bench.ts';
import { KINDS, type Outcome, type Tampering, tamper } from '../../fixtures/evidence/tamper/tamper.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { withScratch } from '../lib/scratch.ts';
import { runRehearsal } from '../rehearse/run.ts';
import type { Proof, ProofOptions, ProofResult } from './proof.ts';

/** One change in five is made to a bundle of a real rehearsal, the others to a small one. */
const REAL = 0.2;

/** Issue 3, "Tamper": no seeded change is accepted, none crashes the verifier, 99 in 100 are named. */
export const tampering: Proof = {
  size: 20_000,
  prove: (options) => withScratch('tamper', (scratch) => prove(options, scratch)),
};

async function prove({ size, seed, say }: ProofOptions, scratch: string): Promise<ProofResult> {
  const folder = (name: string) => {
    mkdirSync(join(scratch, name), { recursive: true });
    return join(scratch, name);
  };
  const small = bundleOf(folder('small'), { files: { 'data/core/materials/Café.jpg': Buffer.from('x') } });
  const foreign = bundleOf(folder('other'), { steps: 9 });
  const other = { files: contentsOf(foreign.folder), key: foreign.key };
  say('先演练一个案例，得到一个真实的证据包 …');
  const real = await rehearsed(scratch, seed);
  // With an auditor's countersignature, so that this can be changed and taken away too.
  await countersign(small.folder, small.publicKey, foreign.key);
  await countersign(real.folder, real.key, foreign.key);
  const parts: [name: string, share: number, tampering: Tampering][] = [
    [
      '小证据包',
      Math.round(size * (1 - REAL)),
      { bench: new Bench(small.folder), key: small.publicKey, other, scratch, seed },
    ],
    ['演练证据包', Math.round(size * REAL), { bench: new Bench(real.folder), key: real.key, other, scratch, seed }],
  ];
  const tally = new Tally();
  for (const [name, share, part] of parts)
    for await (const outcome of tamper(part, 0, share)) {
      tally.add(name, outcome);
      if (tally.changes % 1000 === 0)
        say(`已改动 ${tally.changes} 次，接受 ${tally.accepted} 次，未点名 ${tally.unnamed} 次`);
    }
  return tally.result();
}

async function rehearsed(scratch: string, seed: number): Promise<{ folder: string; key: Tampering['key'] }> {
  const [keys, name] = [join(scratch, 'keys'), '一家企业'];
  await makeKeys(keys);
  await writeCaseFolder(caseOf({ seed: 71, name, projects: 1, withTraining: false }), join(scratch, 'case', name), 71);
  const out = join(scratch, 'rehearsals');
  const { code } = await runRehearsal(
    {
      journey: 'filing',
      out,
      keys,
      seed,
      resume: false,
      headed: false,
      slowMo: 0,
      cases: [{ name, path: join(scratch, 'case', name) }],
    },
    { workers: 1 },
  );
  if (code !== 0) throw new Error('the rehearsal that gives the bundle failed');
  return { folder: join(out, name), key: readPublicKey(join(keys, KEY_FILES.operatorPublic)) };
}

class Tally {
  changes = 0;
  accepted = 0;
  unnamed = 0;
  #crashed = 0;
  readonly #failures: string[] = [];
  readonly #kinds = new Map<string, { count: number; named: number }>(
    KINDS.map((kind) => [kind, { count: 0, named: 0 }]),
  );
  readonly #forms = { folder: 0, zip: 0 };

  add(bundle: string, { number, kind, form, fault, verdict, named }: Outcome): void {
    this.changes += 1;
    this.#forms[form] += 1;
    const sum = this.#kinds.get(kind);
    if (sum === undefined) throw new Error(`no such kind of change: ${kind}`);
    sum.count += 1;
    if (verdict === undefined) this.#crashed += 1;
    if (fault !== undefined) {
      if (verdict !== undefined) this.accepted += 1;
      this.#failures.push(`${bundle} 第 ${number} 号「${kind}」（${form}）：${fault}`);
    }
    if (named) sum.named += 1;
    else this.unnamed += 1;
  }

  result(): ProofResult {
    const namedPercent = Math.floor((10_000 * (this.changes - this.unnamed)) / this.changes) / 100;
    return {
      holds: this.#failures.length === 0 && namedPercent >= 99,
      figures: {
        changes: this.changes,
        inFolders: this.#forms.folder,
        inZips: this.#forms.zip,
        accepted: this.accepted,
        crashed: this.#crashed,
        namedPercent,
        ...Object.fromEntries(
          [...this.#kinds].map(([kind, { count, named }]) => [kind, `${count} 次，点名 ${named} 次`]),
        ),
      },
      failures: this.#failures,
    };
  }
}
