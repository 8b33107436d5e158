import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject } from '../../fixtures/guide/project-copy.ts';
import { workedExamples } from '../../fixtures/guide/worked-examples.ts';
import { ROOT } from '../lib/run.ts';
import { withScratch } from '../lib/scratch.ts';
import type { Proof, ProofResult } from './proof.ts';

/** The worked examples of docs/contributing.md, all on one copy of the project, with every command that the page names. */
export const guide: Proof = {
  size: 5,
  prove: ({ size, say }) => withScratch('guide', (folder) => prove(join(folder, 'copy'), size, say)),
};

async function prove(folder: string, size: number, say: (line: string) => void): Promise<ProofResult> {
  const copy = copyProject(ROOT, folder);
  const failures: string[] = [];
  let [changes, commands] = [0, 0];
  const run = (command: string) => {
    const { code, output } = copy.run(command);
    commands += 1;
    say(`${code === 0 ? '✓' : '✗'} ${command}`);
    if (code !== 0) failures.push(`${command}\n${output.slice(-2000)}`);
  };
  for (const { name, steps } of workedExamples(readFileSync(join(ROOT, 'docs/contributing.md'), 'utf8')).slice(
    0,
    size,
  )) {
    say(name);
    for (const step of steps) {
      if (step.kind === 'run') step.commands.forEach(run);
      else {
        copy.apply(step);
        changes += 1;
      }
    }
  }
  run('npm run lint');
  return { holds: failures.length === 0, figures: { 示例: size, 改动: changes, 命令: commands }, failures };
}
