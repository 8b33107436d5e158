import { type HttpHandler, HttpResponse, http } from 'msw/http';
import { z } from 'zod';
import { CalendarError, isWorkingDay } from '../../domain/calendar/working-days.ts';
import { clockPage, ukeyPage } from '../views/simulation.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { formOf, jsonOf } from './form.ts';
import { done, guarded, page } from './respond.ts';

/** What stands for the world outside the portal: the clock on the wall and the key in the hand. */
export function simulationHandlers({ state }: PortalContext): HttpHandler[] {
  const keyAct = (name: string, act: () => void) =>
    http.post(
      at(`/ukey/${name}`),
      guarded(() => {
        act();
        return done();
      }),
    );
  return [
    http.get(at('/sim/clock'), () => page(clockPage(state.clock.now(), workingDay(state.clock.today())))),
    http.post(
      at('/sim/clock'),
      guarded(async ({ request }) => {
        state.clock.advanceTo((await formOf(request, { to: z.string() })).to);
        return done();
      }),
    ),
    http.post(
      at('/sim/clock/next'),
      guarded(() => {
        state.clock.nextWorkingDay();
        return done();
      }),
    ),
    http.get(at('/ukey'), () => page(ukeyPage(state.clock.now(), state.ukey.view()))),
    http.get(at('/ukey/status'), () => HttpResponse.json(state.ukey.view())),
    http.post(
      at('/ukey/sign'),
      guarded(async ({ request }) => {
        const { pin, data, document } = await jsonOf(request, {
          pin: z.string(),
          data: z.string(),
          document: z.base64().optional(),
        });
        return HttpResponse.json({
          signature: state.ukey.sign(pin, data),
          certificate: state.ukey.certificatePem(),
          ...(document !== undefined && { documentSignature: state.ukey.sign(pin, Buffer.from(document, 'base64')) }),
        });
      }),
    ),
    keyAct('insert', () => state.ukey.insert()),
    keyAct('remove', () => state.ukey.remove()),
    keyAct('unlock', () => state.ukey.unlock()),
  ];
}

function workingDay(day: string): boolean | undefined {
  try {
    return isWorkingDay(day);
  } catch (error) {
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}
