import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import type { HttpHandler } from 'msw/http';
import { getResponse } from 'msw/utils/get-response';
import type { PortalContext } from './handlers/context.ts';
import { createHandlers } from './handlers/index.ts';
import { faulted, page } from './handlers/respond.ts';
import { messagePage } from './views/message.ts';

/** Uploads of 20 MB and the multipart frame around them. */
const LARGEST_BODY = 64 * 1024 * 1024;
const ASSETS = join(dirname(fileURLToPath(import.meta.url)), 'views', 'assets');
const FONTS = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'));
const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.png': 'image/png',
};

/** One request and its answer, as the recorder sees them. */
export interface Exchange {
  request: Request;
  response: Response;
}

export interface PortalServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  /** Puts a fresh portal behind the address; overrides of the one before are dropped with it. */
  mount(context: PortalContext): void;
  /** Prepends handlers for one test's fault, as MSW's `server.use()`. */
  use(...overrides: HttpHandler[]): void;
  /** The answer goes out when every listener is done: what is recorded is recorded before it is seen. */
  onExchange(listener: (exchange: Exchange) => Promise<void>): () => void;
  close(): Promise<void>;
}

/** Serves MSW handlers over loopback HTTP (architecture, decision 1). Port 0 takes a free one. */
export async function startPortalServer(port = 0): Promise<PortalServer> {
  let handlers: HttpHandler[] = [];
  let overrides: HttpHandler[] = [];
  const listeners = new Set<(exchange: Exchange) => Promise<void>>();

  async function answer(request: Request): Promise<Response> {
    const refusal = foreign(request);
    if (refusal !== undefined) return refusal;
    const url = new URL(request.url);
    const copy = listeners.size > 0 ? request.clone() : request;
    const response = await answerOf(request, url).catch(() => faulted(request));
    for (const listener of listeners) await listener({ request: copy, response: response.clone() });
    return response;
  }

  async function answerOf(request: Request, { pathname }: URL): Promise<Response> {
    if (!isDecodable(pathname)) return page(messagePage('页面不存在', '地址不完整，请从首页进入。'), 404);
    if (pathname.startsWith('/assets/')) return asset(pathname.slice('/assets/'.length));
    return (
      (await getResponse([...overrides, ...handlers], request)) ??
      page(messagePage('页面不存在', `没有找到 ${pathname}，请从首页进入。`), 404)
    );
  }

  const server: ServerType = await new Promise((resolve, reject) => {
    const started = serve({ fetch: answer, hostname: '127.0.0.1', port }, () => resolve(started));
    started.once('error', reject);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    mount(context) {
      overrides = [];
      handlers = createHandlers(context);
    },
    use(...more) {
      overrides = [...more, ...overrides];
    },
    onExchange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Loopback by name too (a page elsewhere could rebind its own name to 127.0.0.1), forms from here only. */
function foreign(request: Request): Response | undefined {
  const host = new URL(request.url).hostname;
  if (host !== '127.0.0.1' && host !== 'localhost') return new Response('只接受本机访问。', { status: 403 });
  const origin = request.headers.get('origin');
  if (request.method !== 'GET' && origin !== null && origin !== new URL(request.url).origin) {
    return new Response('只接受本系统页面的提交。', { status: 403 });
  }
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) {
    return Response.json({ message: '上传内容超过 64 MB，请减少图片后再提交。', fields: {} }, { status: 413 });
  }
  return undefined;
}

function isDecodable(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== '';
  } catch {
    return false;
  }
}

async function asset(name: string): Promise<Response> {
  const [root, relative] = name.startsWith('fonts/') ? [FONTS, name.slice('fonts/'.length)] : [ASSETS, name];
  const path = normalize(join(root, decodeURIComponent(relative)));
  if (!path.startsWith(root + sep)) return new Response(null, { status: 404 });
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': 'max-age=3600',
    },
  });
}
