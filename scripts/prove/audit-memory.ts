import { audit } from '../../audit/engine/audit.ts';
import { inputOfReading } from '../../audit/engine/read-input.ts';
import { readCase } from '../../domain/case/read-case.ts';
import { withScratch } from '../lib/scratch.ts';

/** Audits one case in a process of its own, so that the peak of its memory is that of the audit alone. */
const [, , folder = ''] = process.argv;
const [result] = await withScratch('audit', async (scratch) =>
  audit([await inputOfReading(await readCase(folder), 'memory')], { scratch }),
);
console.log(
  JSON.stringify({
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    findings: result?.findings.length,
  }),
);
