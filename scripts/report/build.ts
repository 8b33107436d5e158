import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AUDIT_EPIC } from '../../audit/report/allure/audit-allure.ts';
import { REHEARSAL_EPIC } from '../../audit/report/allure/rehearsal-allure.ts';
import { InputError } from '../../domain/errors.ts';
import { tool } from '../lib/run.ts';

export const REPORT_NAME = '惠企点单办 演练与核查报告（模拟环境 · 非官方网站）';

/** What the report groups what went wrong under; each status means one thing for a rule, another for a rehearsal. */
const CATEGORIES = [
  ['违规', AUDIT_EPIC, 'failed'],
  ['存疑，须由人判断', AUDIT_EPIC, 'broken'],
  ['演练未办结', REHEARSAL_EPIC, 'failed'],
  ['演练中断', REHEARSAL_EPIC, 'broken'],
].map(([name, epic, status]) => ({
  name,
  matchers: [{ statuses: [status], labels: { epic } }],
  groupBy: epic === AUDIT_EPIC ? [{ label: 'ruleId' }] : [],
  groupByMessage: epic === REHEARSAL_EPIC,
}));

export interface Build {
  results: readonly string[];
  /** One file that opens by double click; else many, for a web server. */
  single: boolean;
  out: string;
  scratch: string;
}

/** Builds the HTML with Allure 3's own command, on this Node. @throws InputError when it is too large for one file */
export async function buildReport({ results, single, out, scratch }: Build): Promise<void> {
  const config = join(scratch, 'allurerc.json');
  writeFileSync(config, JSON.stringify({ categories: { rules: CATEGORIES } }));
  const args = [tool('allure', 'cli.js'), 'awesome', ...results, '--config', config, '--output', out];
  args.push('--report-name', REPORT_NAME, '--report-language', 'zh', '--theme', 'light');
  args.push('--group-by', 'epic,feature,story', ...(single ? ['--single-file'] : []));
  try {
    await promisify(execFile)(process.execPath, args, { cwd: scratch });
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    if (stderr.includes('too large'))
      throw new InputError(
        '内容太多，放不进一个文件。请减少案例，或加 --many-files 分成多个文件（须由网站服务器提供）。',
      );
    throw new Error(`allure: ${stderr.trim() || message}`);
  }
  const page = join(out, 'index.html');
  writeFileSync(page, offline(readFileSync(page, 'utf8'), single));
}

const ANALYTICS =
  /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>[\s\S]*?<\/script>/;

/** Allure's page reports its readers to a statistics service, without a switch to turn it off; this one asks nobody outside. */
function offline(page: string, single: boolean): string {
  const own = `${single ? '' : "'self' "}data: blob:`;
  const policy = [
    "default-src 'none'",
    `script-src 'unsafe-inline' ${own}`,
    `style-src 'unsafe-inline' ${own}`,
    ...['img', 'font', 'media', 'connect', 'frame', 'worker'].map((kind) => `${kind}-src ${own}`),
    "form-action 'none'",
  ].join('; ');
  const quiet = page
    .replace(ANALYTICS, '')
    .replace('<html dir="ltr" lang="en">', '<html dir="ltr" lang="zh-CN">')
    .replace('<meta charset="utf-8">', `$&\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
  if (quiet.includes('googletagmanager') || !quiet.includes(policy))
    throw new Error('allure: its page is not what this version is known to write');
  return quiet;
}
