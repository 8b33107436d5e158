import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { copyProject } from '../../fixtures/guide/project-copy.ts';
import { workedExamples } from '../../fixtures/guide/worked-examples.ts';

const EXAMPLES = workedExamples(readFileSync('docs/contributing.md', 'utf8'));
/** What needs a browser or takes long is left to `npm run prove -- guide`. */
const quick = (command: string) => !command.startsWith('npm test -- browser');

describe('给贡献者的示例，照着页面在一份副本上做', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'guide-')));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const copy = copyProject(process.cwd(), folder);
  test('页面写有五个示例', () => {
    assert.deepEqual(
      EXAMPLES.map(({ name }) => name),
      ['Add a screen', 'Add a rule', 'Add a policy year', 'Add a fault', 'Add a column'],
    );
  });
  for (const { name, steps } of EXAMPLES)
    test(`${name}：所说的文件和位置都在，不用浏览器的证明都通过`, () => {
      for (const step of steps)
        if (step.kind !== 'run') copy.apply(step);
        else if (step.proves)
          for (const command of step.commands.filter(quick)) {
            const { code, output } = copy.run(command);
            assert.equal(code, 0, `${command}\n${output.slice(-4000)}`);
          }
    });
  test('五个示例都做完，类型仍然正确', () => {
    const { code, output } = copy.node('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.');
    assert.equal(code, 0, output.slice(-4000));
  });
});
