import { execFileSync, spawnSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MANIFEST, OBSERVED } from '../../evidence/layout.ts';
import { packBundle } from '../../evidence/pack.ts';
import { bundleOf } from '../../fixtures/factories/bundle.ts';
import type { Sides } from '../lib/pairs.ts';
import { ROOT } from '../lib/run.ts';

const MB = 1024 * 1024;
/** 1 GB as pictures and a few long files are: 2,000 of 256 KB and 64 of 8 MB; the journal has 20,000 lines. */
const FILES: [count: number, bytes: number][] = [
  [2000, MB / 4],
  [64, 8 * MB],
];
const STEPS = 20_000;
const PEAK_GOAL = 150;

/** Linux only: ru_maxrss of a child still counts what this process held when it forked. */
const PEAK_REPORT = `data:text/javascript,${encodeURIComponent(
  "import { readFileSync } from 'node:fs'; process.on('exit', () => process._rawDebug(readFileSync('/proc/self/status', 'utf8')))",
)}`;

/** `npm run verify` on a bundle of 1 GB beside `sha256sum -c` on its manifest, and the verifier's peak memory. */
export async function largeBundle(form: 'folder' | 'zip'): Promise<Sides> {
  const scratch = mkdtempSync(join(tmpdir(), 'large-bundle-'));
  const folder = join(scratch, 'bundle');
  writePayload(join(folder, OBSERVED));
  const { publicKey } = bundleOf(folder, { steps: STEPS });
  const key = join(scratch, 'operator.pub.pem');
  writeFileSync(key, publicKey.export({ format: 'pem', type: 'spki' }));
  const bundle = form === 'folder' ? folder : join(scratch, 'bundle.zip');
  if (form === 'zip') await packBundle(folder, bundle);
  let peak = 0;
  return {
    ours: async () => {
      const run = spawnSync(process.execPath, ['--import', PEAK_REPORT, 'scripts/verify.ts', bundle, '--key', key], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      if (run.status !== 0) throw new Error(run.stdout + run.stderr);
      peak = Math.max(peak, Number(/VmHWM:\s*(\d+) kB/.exec(run.stderr)?.[1] ?? Number.NaN) / 1024);
    },
    reference: async () => void execFileSync('sha256sum', ['--quiet', '-c', MANIFEST], { cwd: folder }),
    end: async () => rmSync(scratch, { recursive: true, force: true }),
    peak: () => ({ megabytes: Math.round(peak), goal: PEAK_GOAL, met: peak <= PEAK_GOAL }),
  };
}

/** Bytes that no disk or file system can fold together. */
function writePayload(folder: string): void {
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16));
  for (const [count, bytes] of FILES) {
    mkdirSync(join(folder, String(bytes)), { recursive: true });
    for (let index = 0; index < count; index += 1)
      writeFileSync(join(folder, String(bytes), `${index}.bin`), noise.update(Buffer.alloc(bytes)));
  }
}
