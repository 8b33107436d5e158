import type { List } from '../../workbook/list-sheet.ts';
import type { AuditedCase, AuditReport, EvidenceFile } from '../audit-report.ts';
import type { Links } from '../links.ts';

interface CaseFile extends EvidenceFile {
  own: AuditedCase;
}

/** Every file of every bundle, to be held against its manifest. */
export function evidenceList({ cases }: AuditReport, links: Links): List<CaseFile> {
  return {
    name: '证据索引',
    title: '证据索引',
    notes: ['证据包中的每个文件及其 SHA-256，可与 manifest-sha256.txt 或 sha256sum 的结果对照。'],
    fixed: 1,
    columns: [
      { header: '证据包', width: 22, value: ({ own }) => own.name },
      { header: '文件', width: 60, value: ({ own, path }) => links.file(own, path) },
      { header: '字节数', width: 14, value: ({ bytes }) => bytes, format: '#,##0' },
      { header: 'SHA-256', width: 72, value: ({ sha256 }) => sha256 },
    ],
    rows: cases.flatMap((own) => own.files.map((file) => ({ own, ...file }))),
    empty: '本次没有核查证据包，没有证据文件可列。',
  };
}
