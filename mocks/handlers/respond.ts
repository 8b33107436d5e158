import { parse } from 'hono/utils/cookie';
import { HttpResponse } from 'msw/http';
import { InputError } from '../../domain/errors.ts';
import { Refusal } from '../base/refusal.ts';
import type { PortalEnterprise, Session } from '../state/model.ts';
import type { Html } from '../views/layout.ts';
import { messagePage } from '../views/message.ts';
import type { PortalContext } from './context.ts';

export const SESSION_COOKIE = 'ZZJB_SESSION';
export const LOGIN_PATH = '/zzjbdl/jsp/login.html';

/** A whole page. Never cached: what a person sees is the state of now. */
export function page(view: Html, status = 200): Response {
  return new HttpResponse(String(view), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

export function redirect(location: string): Response {
  return new HttpResponse(null, { status: 303, headers: { location } });
}

/** Answer to a form sent by assets/portal.js: go there, or reload where one is. */
export function done(location?: string): Response {
  return HttpResponse.json(location === undefined ? { reload: true } : { location });
}

/**
 * One sentence for a form (`{message, fields}` beside 409, or 422 when fields
 * are named) or a page for a person who followed a link.
 */
export function refused(request: Request, refusal: Refusal): Response {
  const status = Object.keys(refusal.fields).length > 0 ? 422 : 409;
  return wantsJson(request)
    ? HttpResponse.json({ message: refusal.message, fields: refusal.fields }, { status })
    : page(messagePage('无法办理', refusal.message), status);
}

/** A fault of the portal itself: the page says that there is one and gives no details. */
export function faulted(request: Request): Response {
  const message = '系统出错，没有办成。请稍后重试；仍不成功时请联系经办机构。';
  return wantsJson(request)
    ? HttpResponse.json({ message, fields: {} }, { status: 500 })
    : page(messagePage('系统出错', message), 500);
}

export function wantsJson(request: Request): boolean {
  return request.headers.get('accept')?.includes('application/json') ?? false;
}

/** The Cookie header itself: MSW's own `cookies` keeps a store across requests. */
export function sessionOf(context: PortalContext, request: Request): Session | undefined {
  const token = parse(request.headers.get('cookie') ?? '')[SESSION_COOKIE];
  return token === undefined ? undefined : context.state.session(token);
}

/** What a handler is given of a request. */
export interface Arrived {
  request: Request;
  params: Readonly<Record<string, string | readonly string[] | undefined>>;
}
type Resolver<A> = (args: A) => Response | Promise<Response>;

/** Turns a Refusal thrown by the rules into the portal's answer. */
export function guarded(resolver: Resolver<Arrived>): Resolver<Arrived> {
  return async (args) => {
    try {
      return await resolver(args);
    } catch (error) {
      if (error instanceof Refusal) return refused(args.request, error);
      // A day that no calendar or policy covers is refused in the same way.
      if (error instanceof InputError) return refused(args.request, new Refusal(error.message));
      throw error;
    }
  };
}

/** For screens behind the login: without a session the person logs in and comes back to where they were. */
export function signedIn(
  context: PortalContext,
  resolver: Resolver<Arrived & { session: Session }>,
): Resolver<Arrived> {
  return guarded((args) => {
    const session = sessionOf(context, args.request);
    if (session !== undefined) return resolver({ ...args, session });
    const url = new URL(args.request.url);
    const back =
      args.request.method === 'GET' ? url.pathname + url.search : (refererPath(args.request) ?? '/zzjbdl/home');
    const location = `${LOGIN_PATH}?expired=1&back=${encodeURIComponent(back)}`;
    return wantsJson(args.request)
      ? HttpResponse.json({ message: '登录已过期，请重新登录。', location }, { status: 401 })
      : redirect(location);
  });
}

function refererPath(request: Request): string | undefined {
  const referer = request.headers.get('referer');
  if (referer === null || !URL.canParse(referer)) return undefined;
  const url = new URL(referer);
  return url.pathname + url.search;
}

/** Who is looking, for the head of the page. */
export function unitOf({ state }: PortalContext, session: Session): { now: string; enterprise: PortalEnterprise } {
  return { now: state.clock.now(), enterprise: state.enterprise(session.creditCode) };
}
