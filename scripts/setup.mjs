#!/usr/bin/env node
// Makes a fresh clone ready, then runs one command of scripts/ on the pinned Node.
//   node scripts/setup.mjs COMMAND [ARGUMENT…]
// The only file that an old Node (18 or later) must be able to run: built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STATE = join(ROOT, '.setup');
const NEEDS_BROWSER = new Set(['start', 'test', 'rehearse', 'replay', 'prove', 'bench', 'screens']);
/** Print with a browser that is there, and do the rest without: none is downloaded for them. */
const USES_BROWSER = new Set(['audit']);
const windows = process.platform === 'win32';

function say(message) {
  process.stderr.write(`${message}\n`);
}

/** One sentence and what to type, then exit 2: could not be done. */
function fail(message) {
  say(message);
  process.exit(2);
}

function fingerprint() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function npm(args, stdio) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], { cwd: ROOT, stdio })
    : spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: ROOT, stdio, shell: windows });
}

/** Installs what the lock file says, once per lock file. The stamp is written last: a broken install is repeated. */
function installPackages() {
  const stamp = join(ROOT, 'node_modules', '.setup-stamp');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('首次运行：正在按 package-lock.json 安装依赖（约半分钟到几分钟，视网络而定）…');
  const started = Date.now();
  const result = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], ['ignore', 'inherit', 'inherit']);
  if (result.status !== 0) fail('依赖安装失败，原因见上。请检查网络或 npm 源后，重新运行同一命令。');
  writeFileSync(stamp, wanted);
  say(`依赖已安装（${Math.round((Date.now() - started) / 1000)} 秒）。`);
}

/** Node 24 from the `node` package (architecture, decision 4); the running one where it can do the same. */
function pinnedNode() {
  const pinned = join(ROOT, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) return process.execPath;
  return fail(`本机没有可用的 Node 24（当前 ${process.version}，随项目安装的版本无法运行）。请安装 Node 24 后重试。`);
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, windows ? `${name}.exe` : name);
      if (folder !== '' && runnable(path)) return path;
    }
  }
  return undefined;
}

function playwrightOwn(node, headed) {
  const code = `import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath(${headed ? '' : '{ headless: true }'})))`;
  const full = spawnSync(node, ['-e', code], { cwd: ROOT, encoding: 'utf8' }).stdout?.trim();
  if (!full) return undefined;
  // Playwright keeps the headless shell in a folder of its own beside the full browser.
  const shell = headed ? undefined : headlessShellBeside(full);
  return [shell, full].find((path) => path !== undefined && runnable(path));
}

function headlessShellBeside(full) {
  const browsers = JSON.parse(
    readFileSync(join(ROOT, 'node_modules', 'playwright-core', 'browsers.json'), 'utf8'),
  ).browsers;
  const revision = browsers.find((browser) => browser.name === 'chromium-headless-shell')?.revision;
  const match = /^(.*[\\/])chromium-\d+[\\/]/.exec(full);
  if (revision === undefined || match === null) return undefined;
  const folder = join(match[1], `chromium_headless_shell-${revision}`);
  return [
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-linux/headless_shell',
    'chrome-headless-shell-mac-arm64/chrome-headless-shell',
    'chrome-headless-shell-mac-x64/chrome-headless-shell',
    'chrome-headless-shell-win64/chrome-headless-shell.exe',
  ]
    .map((part) => join(folder, part))
    .find(runnable);
}

const SYSTEM = {
  headless: [
    'chromium-headless-shell',
    'chrome-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ],
  headed: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
};
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function findBrowser(node, headed) {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (!runnable(given)) fail(`环境变量 CHROMIUM_PATH 指向的 ${given} 不存在或无法执行，请改正或取消该变量。`);
    return { path: given, source: 'CHROMIUM_PATH' };
  }
  const own = playwrightOwn(node, headed);
  if (own !== undefined) return { path: own, source: 'Playwright 自带' };
  const system = onPath(headed ? SYSTEM.headed : SYSTEM.headless) ?? MAC.find(runnable);
  return system === undefined ? undefined : { path: system, source: '系统安装' };
}

function installBrowser(node, headed) {
  say('没有找到 Chromium，正在下载 Playwright 的浏览器…');
  const cli = join(ROOT, 'node_modules', 'playwright-core', 'cli.js');
  const download = spawnSync(node, [cli, 'install', headed ? 'chromium' : 'chromium-headless-shell'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 600_000,
  });
  if (download.status === 0) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath(['apt-get']) !== undefined) {
    const name = headed ? 'chromium' : 'chromium-headless-shell';
    say(`下载不可用，改用 Debian 软件包 ${name}…`);
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    const installed = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet);
    if (installed.status !== 0 && !headed)
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  }
}

/**
 * The browser that will be used, found anew only when the remembered one is gone or CHROMIUM_PATH says otherwise;
 * undefined where there is none and none is needed.
 */
function browser(node, headed, needed) {
  const memory = join(STATE, headed ? 'browser-headed.json' : 'browser.json');
  if (!process.env.CHROMIUM_PATH && existsSync(memory)) {
    const known = JSON.parse(readFileSync(memory, 'utf8'));
    if (runnable(known.path)) return known;
  }
  let found = findBrowser(node, headed);
  if (found === undefined && needed) {
    installBrowser(node, headed);
    found = findBrowser(node, headed);
  }
  if (found === undefined) {
    if (!needed) return undefined;
    fail(
      `没有可用的 Chromium，也无法自动安装。请任选其一：npx playwright install ${headed ? 'chromium' : 'chromium-headless-shell'}；` +
        `sudo apt-get install ${headed ? 'chromium' : 'chromium-headless-shell'}；或设置 CHROMIUM_PATH=浏览器路径。`,
    );
  }
  const version = spawnSync(found.path, ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) {
    if (!needed && found.source !== 'CHROMIUM_PATH') return undefined;
    fail(
      `浏览器 ${found.path} 无法启动：${(version.stderr ?? '').trim().split('\n')[0]}。请换用其他 Chromium（CHROMIUM_PATH=路径）。`,
    );
  }
  const chosen = { ...found, version: version.stdout.trim().split('\n')[0] };
  mkdirSync(STATE, { recursive: true });
  writeFileSync(memory, JSON.stringify(chosen));
  return chosen;
}

const [command, ...args] = process.argv.slice(2);
if (command === undefined || !existsSync(join(ROOT, 'scripts', `${command}.ts`)))
  fail(`没有名为「${command ?? ''}」的命令。可用的命令见 README。`);

installPackages();
const node = pinnedNode();
const env = { ...process.env };
const wantsHelp = args.includes('--help');
if ((NEEDS_BROWSER.has(command) || USES_BROWSER.has(command)) && !wantsHelp) {
  const chosen = browser(node, args.includes('--headed'), NEEDS_BROWSER.has(command));
  if (chosen !== undefined) {
    env.HARNESS_CHROMIUM = chosen.path;
    say(`浏览器：${chosen.version}（${chosen.source}：${chosen.path}）`);
  }
}
// Every script and everything it starts finds the pinned Node first.
env.PATH = `${dirname(node)}${delimiter}${env.PATH ?? ''}`;
// Node keeps what it compiled: every later start of a command, and every worker of a rehearsal, is the faster for it.
env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules', '.cache', 'compiled');
// The channel ends the command with us, and we end with npm: nothing goes on unseen after a kill.
const child = spawn(node, [join(ROOT, 'scripts', `${command}.ts`), ...args], {
  cwd: ROOT,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined && !windows)
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 300).unref();
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 2) : 2));
