import { auditDossiers } from '../../audit/dossiers/audit-dossiers.ts';
import { withScratch } from '../lib/scratch.ts';

/** Audits one case in a process of its own, rules and figures, so that the peak of its memory is that of the audit alone. */
const [, , path = ''] = process.argv;
const { cases } = await withScratch('audit', (scratch) =>
  auditDossiers([{ name: 'memory', path, kind: 'case' }], { scratch }),
);
const [audited] = cases;
console.log(
  JSON.stringify({
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    findings: audited?.findings.length,
    sessions: audited?.activity.sessionsByHour.reduce((sum, count) => sum + count, 0),
  }),
);
