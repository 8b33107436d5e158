import { parse } from 'hono/utils/cookie';
import { type HttpHandler, HttpResponse, http } from 'msw/http';
import { z } from 'zod';
import { loginPage } from '../views/login.ts';
import { at } from './at.ts';
import type { PortalContext } from './context.ts';
import { jsonOf, queryOf } from './form.ts';
import { guarded, LOGIN_PATH, page, redirect, SESSION_COOKIE } from './respond.ts';

/** Old and printed addresses of the portal; the seed prints /zzjbd1. */
const ALIASES = ['/', '/zzjbd1', '/zzjbd1/', '/zzjbd', '/zzjbd/jsp/login.html', '/zzjbdl', '/zzjbdl/'];

export function loginHandlers({ state, practicePin }: PortalContext): HttpHandler[] {
  return [
    ...ALIASES.map((path) => http.get(at(path), () => redirect(LOGIN_PATH))),
    http.get(at(LOGIN_PATH), ({ request }) => {
      const { back, expired } = queryOf(request, 'back', 'expired');
      return page(
        loginPage({
          ukey: state.ukey.view(),
          challenge: state.challenge(),
          back: ownPath(back),
          expired: expired === '1',
          ...(practicePin !== undefined && { practicePin }),
        }),
      );
    }),
    http.post(
      at('/zzjbdl/login'),
      guarded(async ({ request }) => {
        const { certificate, challenge, signature, back } = await jsonOf(request, {
          certificate: z.string(),
          challenge: z.string(),
          signature: z.string(),
          back: z.string(),
        });
        const { token } = state.login(certificate, challenge, signature);
        return HttpResponse.json(
          { location: ownPath(back) },
          { headers: { 'set-cookie': `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict` } },
        );
      }),
    ),
    http.post(at('/zzjbdl/logout'), ({ request }) => {
      const token = parse(request.headers.get('cookie') ?? '')[SESSION_COOKIE];
      if (token !== undefined) state.logout(token);
      return new HttpResponse(null, {
        status: 303,
        headers: {
          location: LOGIN_PATH,
          'set-cookie': `${SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`,
        },
      });
    }),
  ];
}

/** Only a path of this portal: a login must not lead elsewhere. */
function ownPath(back: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(back) && !back.startsWith(LOGIN_PATH) ? back : '/zzjbdl/home';
}
