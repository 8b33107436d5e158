import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('演练、检查、重放和失败的测试留下的一切里，没有密码，密文之外没有证件号、手机号、账号和姓名', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/prove.ts', 'leaks', '--size', '1'], {
    encoding: 'utf8',
  });
  const { failures, figures } = JSON.parse(stdout || '{}');
  assert.deepEqual(failures, [], stderr);
  assert.equal(status, 0);
  assert.ok(figures.parts > 200 && figures.foundInTheCasesThemselves > figures.canaries / 2, stdout);
});
