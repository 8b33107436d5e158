import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.ts';
import { importsOf } from '../../scripts/lint/imports.ts';
import { layerProblems } from '../../scripts/lint/layers.ts';
import { ROOMS } from '../../scripts/lint/rooms.ts';

const arrow = (from: string, to: string) => ({ from, to });

test('项目自己的每一处引用都只朝下，没有循环', () => {
  const imports = importsOf(ROOT);
  assert.deepEqual(layerProblems(imports), []);
  const rooms = new Set(imports.flatMap(({ from, to }) => [from, to]).map((file) => file.slice(0, file.indexOf('/'))));
  assert.deepEqual([...rooms].filter((room) => room in ROOMS).sort(), [
    'audit',
    'domain',
    'evidence',
    'fixtures',
    'mocks',
    'pages',
    'rehearsal',
    'scripts',
    'tests',
  ]);
});

const WRONG: Record<string, [string, string]> = {
  下层用了上层的房间: ['domain/x.ts', 'audit/engine/y.ts'],
  页面对象用了模拟门户: ['pages/x.page.ts', 'mocks/state/y.ts'],
  审计用了被审的门户: ['audit/rules/x.ts', 'mocks/state/y.ts'],
  演练用了审计的规则: ['rehearsal/x.ts', 'audit/rules/y.ts'],
  规则用了报告: ['audit/rules/x.ts', 'audit/report/y.ts'],
  引擎用了抽样: ['audit/engine/x.ts', 'audit/sampling/y.ts'],
  证据用了核验: ['evidence/x.ts', 'evidence/verify/y.ts'],
  有人用了测试: ['scripts/x.ts', 'tests/y.ts'],
};
for (const [what, [from, to]] of Object.entries(WRONG))
  test(`分层检查说得出：${what}`, () => {
    const [problem, ...others] = layerProblems([arrow(from, to)]);
    assert.ok(problem?.startsWith(`${from} 引用了 ${to}：`), problem);
    assert.deepEqual(others, []);
  });

test('文件之间和文件夹之间的循环各报一次，只引用类型也算', () => {
  const root = mkdtempSync(join(tmpdir(), 'rooms-'));
  try {
    const files = {
      'domain/a.ts': "import type { B } from './b.ts';\nexport interface A { b: B }\n",
      'domain/b.ts': "export type { A } from './a.ts';\nexport type B = string;\n",
      'mocks/state/one.ts': "export const load = () => import('../views/one.ts');\n",
      'mocks/views/one.ts': 'export const one = 1;\n',
      'mocks/views/two.ts': "import { load } from '../state/one.ts';\nexport const two = load;\n",
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    assert.deepEqual(layerProblems(importsOf(root)), [
      '文件循环引用：domain/a.ts → domain/b.ts → domain/a.ts',
      '文件夹循环引用：mocks/state → mocks/views → mocks/state',
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('与文件夹同名的文件是它的门，算在文件夹里', () => {
  assert.deepEqual(
    layerProblems([
      arrow('evidence/verify.ts', 'evidence/verify/seal.ts'),
      arrow('evidence/verify/seal.ts', 'evidence/keys.ts'),
    ]),
    [],
  );
});
