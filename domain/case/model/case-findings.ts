import type { Finding, Location } from '../../finding.ts';

interface More {
  basis?: string;
  evidence?: string[];
  kind?: Finding['kind'];
}

/** Collects the findings of reading a case, in the order of the workbook. */
export class CaseFindings {
  readonly all: Finding[] = [];

  violation(rule: string, where: Location | Location[], message: string, more?: More): void {
    this.add('violation', rule, [where].flat(), message, more);
  }

  /** How something is typed or made, unless `kind` says that the case itself may be wrong. */
  doubt(rule: string, where: Location | Location[], message: string, more?: More): void {
    this.add('doubt', rule, [where].flat(), message, { kind: 'format', ...more });
  }

  private add(
    verdict: Finding['verdict'],
    rule: string,
    where: Location[],
    message: string,
    { basis = '案例表格式', evidence = [], kind = 'case' }: More = {},
  ): void {
    const [first] = where;
    this.all.push({
      rule: `reader/${rule}`,
      verdict,
      kind,
      subject: [first?.file, first?.sheet, first?.cell].filter((part) => part !== undefined).join(' › '),
      where,
      message: message.endsWith('。') ? message : `${message}。`,
      basis,
      evidence,
    });
  }
}
