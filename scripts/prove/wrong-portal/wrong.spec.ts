import { expect } from '@playwright/test';
import { auditWrong } from '../../../fixtures/altered/audit-wrong.ts';
import { WRONG_PORTALS } from '../../../fixtures/altered/wrong-portals.ts';
import { serverTest as test } from '../../../rehearsal/server.ts';

for (const wrong of WRONG_PORTALS) {
  test(wrong.name, async ({ page, server }) => {
    const { findings, seal } = await auditWrong(wrong, page, server);
    expect(seal?.verdict).toBe('intact');
    const named = findings.filter(({ rule, verdict }) => rule === wrong.rule && verdict === 'violation');
    expect(named.map(({ where: [first] }) => first?.cell)).toContainEqual(expect.stringMatching(wrong.at));
    expect(named.every(({ trace }) => trace.length > 0)).toBe(true);
  });
}
