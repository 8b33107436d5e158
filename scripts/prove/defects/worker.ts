import { parentPort, workerData } from 'node:worker_threads';
import { cleanCase } from '../../../fixtures/factories/clean-case.ts';
import { DEFECTS } from '../../../fixtures/factories/defects/index.ts';
import { complaints, inputOf, sketchesOf, tryDefect } from '../../../fixtures/factories/defects/try.ts';
import { grantedOf } from '../../../fixtures/factories/granted.ts';

/** Clean cases for each seed value that the defects are planted with: 300 at full size. */
const CLEAN_PER_SEED = 15;

/** A worker does one share of the proof; which shares there are changes nothing in what is found. */
export interface Share {
  size: number;
  seed: number;
  /** Every `of`-th defect and clean case, from this one on. */
  from: number;
  of: number;
}

export interface ShareResult {
  kinds: number;
  planted: number;
  cleanCases: number;
  failures: string[];
}

if (parentPort === null) throw new Error('this runs as a worker of prove/defects');
const port = parentPort;
port.postMessage(await proveShare(workerData as Share));

async function proveShare({ size, seed, from, of }: Share): Promise<ShareResult> {
  const result: ShareResult = { kinds: 0, planted: 0, cleanCases: 0, failures: [] };
  for (let index = from; index < DEFECTS.length; index += of) {
    const defect = DEFECTS[index];
    if (defect === undefined) break;
    for (let turn = 0; turn < size; turn += 1) {
      const { spared, failure } = await tryDefect(defect, seed + turn);
      result.planted += 1;
      if (turn === 0 && !spared) result.kinds += 1;
      if (failure !== undefined) result.failures.push(failure);
    }
    port.postMessage(`${index + 1}/${DEFECTS.length} ${defect.name}`);
  }
  for (let number = from; number < size * CLEAN_PER_SEED; number += of) {
    result.cleanCases += 1;
    // Every third one was driven: one claim of a right portal holds one project.
    const driven = number % 3 === 0;
    const material = cleanCase(seed + 10_000 + number, driven ? { projects: 1 } : {});
    const images = sketchesOf(material, number);
    const [found = []] = await complaints([
      inputOf(material, images, driven ? grantedOf(material, images) : undefined),
    ]);
    for (const { rule, message } of found) result.failures.push(`无缺陷案例 ${material.name}：${rule} ${message}`);
  }
  return result;
}
