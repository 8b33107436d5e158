import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Path of a tool that the lock file installs, to be run on this same Node. */
export function tool(...path: string[]): string {
  return join(ROOT, 'node_modules', ...path);
}

/** Runs `node ARGS` with the caller's terminal; the exit code (2 when it was killed). */
export function runNode(args: string[], env: Record<string, string> = {}): Promise<number> {
  return run(process.execPath, args, env);
}

/** Runs a program with the caller's terminal; the exit code (2 when it was killed). */
export function run(program: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 2));
  });
}
