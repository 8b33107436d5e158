import { join } from 'node:path';
import { caseOf } from '../../fixtures/factories/case.ts';
import { writeCaseFolder } from '../../fixtures/factories/write-folder.ts';
import { expect, test } from '../../fixtures/test.ts';
import { createPortalState } from '../../mocks/state/portal.ts';
import type { PortalState } from '../../mocks/state/portal-api.ts';
import { rehearseCase } from '../../rehearsal/rehearse.ts';

/** What goes wrong at the portal, and what the result says of it. */
const STOPS: [title: string, alter: (state: PortalState) => Partial<PortalState>, problem: string][] = [
  [
    '登录在上传途中过期：说出停在哪一步、来的是登录页',
    (state) => ({
      addMaterial: (...given) => {
        state.clock.nextWorkingDay();
        return state.addMaterial(...given);
      },
    }),
    '在「资料上传」停下：应出现「资料上传」，来的却是登录页：登录已过期或尚未登录，请重新登录；登录后回到刚才的页面。',
  ],
  [
    '提交时系统出错：说出停在哪一步和系统的话',
    () => ({
      submitApplication: () => {
        throw new Error('a planted fault');
      },
    }),
    '在「确认提交」停下：系统出错，没有办成。请稍后重试；仍不成功时请联系经办机构。',
  ],
];

for (const [title, alter, problem] of STOPS)
  test(title, async ({ page, server, scratch }) => {
    test.setTimeout(120_000); // a whole rehearsal, on two busy cores
    const path = join(scratch, 'stopped');
    await writeCaseFolder(caseOf({ seed: 31, projects: 1, traineesPerProject: 1 }), path, 31);
    const result = await rehearseCase(
      {
        ...{ name: '案例', path, journey: 'filing', seed: 31, folder: join(scratch, 'run'), say: () => {} },
        portal: async (options) => {
          const state = await createPortalState(options);
          return { ...state, ...alter(state) };
        },
      },
      page,
      server,
    );
    expect(result).toMatchObject({ outcome: 'stopped', problem });
  });
