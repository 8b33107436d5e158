import type { Finding, Location } from '../finding.ts';

/** Collects what reading a case finds, in the order of the workbook. */
export class CaseFindings {
  readonly all: Finding[] = [];

  violation(rule: string, where: Location, message: string, basis = '案例表格式', subject = ''): void {
    this.add('violation', rule, where, message, basis, subject);
  }

  doubt(rule: string, where: Location, message: string, basis = '案例表格式', subject = ''): void {
    this.add('doubt', rule, where, message, basis, subject);
  }

  private add(
    verdict: Finding['verdict'],
    rule: string,
    where: Location,
    message: string,
    basis: string,
    subject: string,
  ): void {
    const place = [where.file, where.sheet, where.cell].filter((part) => part !== undefined).join(' › ');
    this.all.push({
      rule: `reader/${rule}`,
      verdict,
      subject: subject || place,
      where: [where],
      message: message.endsWith('。') ? message : `${message}。`,
      basis,
      evidence: [],
    });
  }
}
