import { cleanCase } from '../../fixtures/factories/clean-case.ts';
import { DEFECTS } from '../../fixtures/factories/defects/index.ts';
import { complaints, inputOf, sketchesOf, tryDefect } from '../../fixtures/factories/defects/try.ts';
import { grantedOf } from '../../fixtures/factories/granted.ts';
import type { Proof } from './proof.ts';

/** Clean cases for each seed value that the defects are planted with: 300 at full size. */
const CLEAN_PER_SEED = 15;

/** `size` seed values: every defect in each of them is found at its place, and clean cases give no violation and no doubt. */
export const defects: Proof = {
  size: 20,
  prove: async ({ size, seed, say }) => {
    const failures: string[] = [];
    let [tried, clean, kinds] = [0, 0, 0];
    for (const [index, defect] of DEFECTS.entries()) {
      for (let turn = 0; turn < size; turn += 1) {
        tried += 1;
        const { spared, failure } = await tryDefect(defect, seed + turn);
        if (turn === 0 && !spared) kinds += 1;
        if (failure !== undefined) failures.push(failure);
      }
      say(`${index + 1}/${DEFECTS.length} ${defect.name}`);
    }
    for (; clean < size * CLEAN_PER_SEED; clean += 1) {
      // Every third one was driven: one claim of a right portal holds one project.
      const driven = clean % 3 === 0;
      const material = cleanCase(seed + 10_000 + clean, driven ? { projects: 1 } : {});
      const images = sketchesOf(material, clean);
      const [found = []] = await complaints([
        inputOf(material, images, driven ? grantedOf(material, images) : undefined),
      ]);
      for (const { rule, message } of found) failures.push(`无缺陷案例 ${material.name}：${rule} ${message}`);
    }
    return {
      holds: failures.length === 0,
      figures: { kinds, lastRightValues: DEFECTS.length - kinds, seeds: size, planted: tried, cleanCases: clean },
      failures,
    };
  },
};
