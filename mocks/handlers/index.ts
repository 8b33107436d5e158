import type { HttpHandler } from 'msw/http';
import { claimHandlers } from './claim.ts';
import type { PortalContext } from './context.ts';
import { deskHandlers } from './desk.ts';
import { filingHandlers } from './filing.ts';
import { homeHandlers } from './home.ts';
import { letterHandlers } from './letter.ts';
import { loginHandlers } from './login.ts';
import { materialHandlers } from './materials.ts';
import { noticeHandlers } from './notices.ts';
import { simulationHandlers } from './simulation.ts';
import { trainingHandlers } from './training.ts';

/** Every screen and action of the portal, for one portal's state. */
export function createHandlers(context: PortalContext): HttpHandler[] {
  return [
    loginHandlers,
    homeHandlers,
    filingHandlers,
    letterHandlers,
    materialHandlers,
    trainingHandlers,
    claimHandlers,
    noticeHandlers,
    deskHandlers,
    simulationHandlers,
  ].flatMap((area) => area(context));
}
