import type { JournalLine } from '../../../evidence/journal-line.ts';

/** What one act of the person brought about. */
export interface Step {
  /** Absent for what happened before the first act of a stage. */
  action?: JournalLine;
  events: JournalLine[];
}

export interface StageSteps {
  name: string;
  begin: JournalLine;
  end?: JournalLine;
  steps: Step[];
}

const STAGE = /^(.*)：(开始|完成|停下)$/;

/** The journal's lines by stage and act, in their order. Lines outside every stage (run-start, run-end) are not among them. */
export function stageSteps(lines: readonly JournalLine[]): StageSteps[] {
  const stages: StageSteps[] = [];
  let open: StageSteps | undefined;
  for (const line of lines) {
    if (line.kind === 'stage') {
      const [, name = line.target, state] = STAGE.exec(line.target) ?? [];
      if (state === '开始') {
        open = { name, begin: line, steps: [] };
        stages.push(open);
      } else if (open !== undefined) {
        open.end = line;
        open = undefined;
      }
    } else if (open !== undefined) {
      if (line.kind === 'action') open.steps.push({ action: line, events: [] });
      else {
        if (open.steps.length === 0) open.steps.push({ events: [] });
        open.steps.at(-1)?.events.push(line);
      }
    }
  }
  return stages;
}
