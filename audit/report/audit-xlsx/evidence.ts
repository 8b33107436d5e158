import type { List } from '../../workbook/list-sheet.ts';
import type { AuditedCase, AuditReport, EvidenceFile } from '../audit-report.ts';
import type { Links } from '../links.ts';
import type { ReportCover } from '../report-cover.ts';

interface CaseFile extends EvidenceFile {
  /** Absent for what was read beside the cases. */
  own?: AuditedCase;
}

/** Every file that was judged, to be held against what lies on the desk, of a bundle against its manifest. */
export function evidenceList({ cases }: AuditReport, links: Links, { alsoRead }: ReportCover): List<CaseFile> {
  return {
    name: '证据索引',
    title: '证据索引',
    notes: ['被核查的每个文件及其 SHA-256，可与 sha256sum 的结果对照，证据包的文件也可与 manifest-sha256.txt 对照。'],
    fixed: 1,
    columns: [
      { header: '案例', width: 22, value: ({ own }) => own?.name ?? '另行读入' },
      { header: '文件', width: 60, value: ({ own, path }) => (own === undefined ? path : links.file(own, path)) },
      { header: '字节数', width: 14, value: ({ bytes }) => bytes, format: '#,##0' },
      { header: 'SHA-256', width: 72, value: ({ sha256 }) => sha256 },
    ],
    rows: [...cases.flatMap((own) => own.files.map((file) => ({ own, ...file }))), ...alsoRead],
    empty: '没有读到文件，没有证据可列。',
  };
}
