import { z } from 'zod';
import { Finding } from '../../../domain/finding.ts';
import type { AuditForAllure } from './audit-allure.ts';

const TraceStep = z.object({ seq: z.number().int(), what: z.string(), picture: z.string().optional() });

/** As much of `audit.json` as Allure is told of (audit-json.ts writes it). */
const AuditDocument = z.object({
  findings: z.array(Finding),
  cases: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['case', 'bundle']),
      path: z.string(),
      enterprise: z.string().optional(),
      policy: z.string().optional(),
      findings: z.tuple([z.number().int(), z.number().int()]),
      trace: z.array(z.object({ finding: z.number().int(), steps: z.array(TraceStep) })),
    }),
  ),
  rules: z.array(
    z.object({ id: z.string(), title: z.string(), verdict: z.enum(['violation', 'doubt']), basis: z.string() }),
  ),
});

/** Undefined when the text is something else. */
export function readAuditJson(text: string): AuditForAllure | undefined {
  const parsed = AuditDocument.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { cases, findings, rules } = parsed.data;
  return {
    rules,
    cases: cases.map(({ findings: [from, to], trace, enterprise, policy, ...one }) => ({
      ...one,
      enterprise,
      policy,
      findings: findings.slice(from, to).map((finding, index) => ({
        ...finding,
        trace: (trace.find((entry) => entry.finding === from + index)?.steps ?? []).map(({ picture, ...at }) => ({
          ...at,
          ...(picture !== undefined && { picture }),
        })),
      })),
    })),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
