import type { Finding } from '../../domain/finding.ts';
import { picturePath } from '../../evidence/layout.ts';
import type { Rule } from '../engine/rule.ts';
import type { TraceStep } from '../report/audit-report.ts';
import { stageSteps } from '../report/rehearsal-html/stage-steps.ts';
import type { Dossier } from './dossier.ts';
import { JournalIndex } from './journal-index.ts';

/** Finds the journal lines that a finding of a bundle is about, each with the picture of its stage. */
export function tracer(dossier: Dossier): (finding: Finding, rule: Rule | undefined) => TraceStep[] {
  const done = new JournalIndex(dossier);
  const describe = describer(dossier);
  return ({ where, verdict }, rule) => {
    if (dossier.lines.length === 0 || verdict === 'not-applicable') return [];
    const places = where.flatMap((at) => done.place(at));
    const needed = places.length > 0 || rule === undefined ? places : rule.needs.flatMap((need) => done.need(need));
    // A finding about the case as a whole leads to the line on which the case was submitted.
    const found = needed.length > 0 || rule === undefined ? needed : done.act('submit');
    return [...new Set(found)].flatMap(describe);
  };
}

/** A journal line in words, with the picture of its stage. */
function describer({ lines, files }: Dossier): (seq: number) => TraceStep[] {
  const pictures = new Set(files.map(({ path }) => path));
  const stages = stageSteps(lines);
  return (seq) => {
    const line = lines[seq];
    if (line === undefined) return [];
    const index = stages.findIndex(
      ({ begin, end }) => begin.seq <= seq && seq <= (end?.seq ?? Number.POSITIVE_INFINITY),
    );
    const stage = stages[index];
    const action = stage?.steps.find(({ action: own, events }) => own === line || events.includes(line))?.action;
    const picture = stage && picturePath(index + 1, stage.name);
    const what = [stage?.name, action?.target, action === line ? undefined : line.target].filter(
      (part) => part !== undefined && part !== '',
    );
    return [{ seq, what: what.join(' › '), ...(picture !== undefined && pictures.has(picture) && { picture }) }];
  };
}
