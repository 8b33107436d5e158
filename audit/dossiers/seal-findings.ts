import { basename } from 'node:path';
import type { Finding } from '../../domain/finding.ts';
import { JOURNAL, OPEN_CASE, PRIVATE_CASE } from '../../evidence/layout.ts';
import type { Problem, Verdict } from '../../evidence/verify.ts';
import type { AuditedRule } from '../report/audit-report.ts';

const SEAL = {
  id: 'evidence/seal',
  title: '证据包完好，由所给公钥封存',
  verdict: 'violation',
  basis: '证据包的清单（BagIt，RFC 8493）、操作记录的校验链与封存签名（DSSE）',
} as const satisfies AuditedRule;
const WHOLE_RUN = {
  id: 'evidence/whole-run',
  title: '演练办完并已封存',
  verdict: 'violation',
  basis: '未封存的记录没有签名作证，不能当作证据',
} as const satisfies AuditedRule;
const PRIVATE = {
  id: 'evidence/private-case',
  title: '完整案例可由审计方解密核对',
  verdict: 'violation',
  basis: '个人信息只在 data/private/case.age 中，以审计方的密钥加密（age）',
} as const satisfies AuditedRule;
const ONCE = {
  id: 'evidence/once',
  title: '同一次演练的证据包、证据包和它的案例，只核查一次',
  verdict: 'doubt',
  basis: '操作记录的校验链：末条校验值相同，即同一份记录；案例的各表、记录文件和材料图片与解密的案例相同，即同一个案例',
} as const satisfies AuditedRule;
const VERSIONS = {
  id: 'evidence/versions',
  title: '同一单位、同样的项目只交来一个版本',
  verdict: 'doubt',
  basis: '统一社会信用代码、培训课程和多数学员相同，备案日期没有不同，即同一次申报；内容不同，即不同版本',
} as const satisfies AuditedRule;

const ANSWERED = {
  id: 'evidence/answered',
  title: '所给公钥的审计方都已会签，所给证书的机构已盖时间戳',
  verdict: 'doubt',
  basis: '会签与时间戳在封存之外，被删去时只有知道其存在的人看得出',
} as const satisfies AuditedRule;

/** The checks of a bundle that are not rules of the policy. */
export const EVIDENCE_RULES: readonly AuditedRule[] = [ANSWERED, ONCE, PRIVATE, SEAL, VERSIONS, WHOLE_RUN];

/** The verifier's verdict as findings: each problem with its file and journal line. */
export function sealFindings(
  name: string,
  { verdict, sealedBy, entries, problems, countersignedBy, stamp }: Verdict,
  missing: readonly Problem[],
): Finding[] {
  const finding = (rule: AuditedRule, said: Pick<Finding, 'verdict' | 'where' | 'message' | 'evidence'>): Finding => ({
    rule: rule.id,
    kind: 'case',
    subject: name,
    basis: rule.basis,
    ...said,
  });
  if (verdict === 'intact')
    return [
      finding(SEAL, {
        verdict: 'pass',
        where: [],
        message: '证据包完好。封存只证明由谁封存、此后没有改动；不证明采集时如实。',
        evidence: [
          `封存公钥 ${sealedBy}`,
          `操作记录 ${entries} 条`,
          ...(countersignedBy.length === 0 ? ['没有会签'] : countersignedBy.map((auditor) => `会签公钥 ${auditor}`)),
          stamp === undefined ? '没有时间戳' : `时间戳 ${stamp.time}，由「${stamp.authority}」加盖`,
        ],
      }),
      ...missing.map(({ file, problem }) =>
        finding(ANSWERED, { verdict: 'doubt', where: [{ file }], message: `${problem}。`, evidence: [] }),
      ),
      finding(WHOLE_RUN, { verdict: 'pass', where: [], message: '演练办完并已封存。', evidence: [] }),
    ];
  return problems.map(({ file, seq, problem }) =>
    finding(verdict === 'incomplete' ? WHOLE_RUN : SEAL, {
      verdict: 'violation',
      where: [{ file, ...(seq !== null && file === JOURNAL && { cell: `第 ${seq} 条` }) }],
      message: `${problem}。`,
      evidence: seq === null ? [] : [`操作记录第 ${seq} 条`],
    }),
  );
}

/** The same run was given twice, for example as a folder and as a zip: every person would look like a duplicate. */
export function againFinding(name: string, first: string): Finding {
  return {
    rule: ONCE.id,
    verdict: ONCE.verdict,
    // The person gave a file twice: nothing is wrong with the case.
    kind: 'format',
    subject: name,
    where: [{ file: `${name}/${JOURNAL}` }],
    message: `与「${first}」是同一次演练的记录；只核验本包的封存，规则、金额和抽样只按「${first}」计一次。`,
    basis: ONCE.basis,
    evidence: [],
  };
}

/** One finding for the pair, on the version that is not compared with other cases. */
export function versionFinding(name: string, file: string, first: string): Finding {
  return {
    rule: VERSIONS.id,
    verdict: VERSIONS.verdict,
    kind: 'case',
    subject: name,
    where: [{ file: `${name}/${file}` }],
    message: `与「${first}」是同一单位、同样的项目，两个版本；本份只单独核查，与其他案例的比较和抽样以「${first}」为准。请查明哪一份是实际申报的。`,
    basis: VERSIONS.basis,
    evidence: [],
  };
}

/**
 * The rules judge the decrypted case; receipts and journal are about the case in the open part: both must be the same
 * case. `at`: JSON pointer.
 */
export function differentFinding(name: string, at: string): Finding {
  return {
    ...privateFinding(
      name,
      'violation',
      `解密后的案例与证据包中公开的案例（data/core/case.json）不是同一份，首处不同在 ${at}：办理的和交给审计方的不是同一案例，请向封存方索取说明。`,
    ),
    where: [{ file: PRIVATE_CASE }, { file: OPEN_CASE, cell: at }],
  };
}

/** A case was given beside its own bundle: its people would look like duplicates of those in the bundle. */
export function caseAgainFinding(name: string, workbook: string, bundle: string): Finding {
  return {
    rule: ONCE.id,
    verdict: ONCE.verdict,
    kind: 'format',
    subject: name,
    where: [{ file: `${name}/${basename(workbook)}` }],
    message: `与证据包「${bundle}」中的案例内容相同；规则、金额和抽样只按「${bundle}」计一次。如本应是另一次申报，请核对是否放错了文件。`,
    basis: ONCE.basis,
    evidence: [],
  };
}

/** The private case was not opened: what that means for the rest. */
export function privateFinding(name: string, verdict: 'not-applicable' | 'violation', message: string): Finding {
  return {
    rule: PRIVATE.id,
    verdict,
    kind: 'case',
    subject: name,
    where: [{ file: PRIVATE_CASE }],
    message,
    basis: PRIVATE.basis,
    evidence: [],
  };
}
