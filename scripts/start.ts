import { runCli } from './lib/cli.ts';
import { rehearse } from './rehearse.ts';

/** `npm start`: the sample case, filing and claim, in the real browser. */
await runCli(() => {
  console.log('演练样例案例 fixtures/cases/sample：备案和申请补贴全程。模拟环境 · 非官方网站');
  return rehearse(['fixtures/cases/sample', ...process.argv.slice(2)]);
});
