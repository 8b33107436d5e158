import type { HttpHandler } from 'msw/http';
import type { PortalContext } from './context.ts';

/** Every screen and action of the portal, for one portal's state. */
export function createHandlers(_context: PortalContext): HttpHandler[] {
  return [];
}
