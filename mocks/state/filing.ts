import { ENTERPRISE_TYPES } from '../../domain/case/schema.ts';
import { sameFolded, visibleText } from '../../domain/fold.ts';
import { checkCreditCode } from '../../domain/identifiers/credit-code.ts';
import { subsidyFor } from '../../domain/policy/policy.ts';
import { voidLetter } from './commitment.ts';
import { type Context, need } from './context.ts';
import type { Application, Filing } from './model.ts';
import type { FilingInput, Page } from './portal-api.ts';
import { Refusal } from './refusal.ts';
import { FILING_TRANSITIONS, step } from './transitions.ts';

const LONGEST = 60;

/** What each answer of 「审核结果」 means. */
const RESULTS: Record<string, Filing['status'][]> = {
  待审核: ['待审核'],
  通过: ['备案通过', '已失效'],
  退回: ['已退回'],
};

/** Entering, changing and looking up filings. */
export function filingRules(context: Context) {
  const { tables, store } = context;
  const own = (creditCode: string, id: string): Filing => {
    const filing = need(tables.filings.get(id), '该备案信息');
    if (filing.creditCode !== creditCode) throw new Refusal('该备案信息不属于本单位，不能办理。');
    return filing;
  };

  function openApplication(creditCode: string): Application {
    const open = tables.applications
      .all()
      .find((application) => application.creditCode === creditCode && application.status === '编辑中');
    if (open !== undefined) return open;
    return store.atomic(() => {
      const id = context.id('A');
      const licence = tables.licences.get(creditCode);
      if (licence !== undefined) {
        const material = context.id('M');
        tables.materials.put(material, {
          id: material,
          applicationId: id,
          type: '营业执照',
          fileName: '营业执照（系统生成）.jpg',
          page: 1,
          byPortal: true,
          ...licence,
        });
      }
      return tables.applications.put(id, { id, creditCode, status: '编辑中' });
    });
  }

  function checked(
    creditCode: string,
    input: FilingInput,
    except?: string,
  ): Pick<Filing, 'type' | 'course' | 'platformName' | 'platformCreditCode' | 'plannedTrainees'> {
    const unit = context.enterprise(creditCode);
    const staff = unit.insuredStaff + unit.dispatchedStaff;
    const fields: Record<string, string> = {};
    const type = ENTERPRISE_TYPES.find((choice) => choice === input.type);
    const course = visibleText(input.course);
    const platformName = visibleText(input.platformName);
    const code = checkCreditCode(input.platformCreditCode);
    const count = input.plannedTrainees.normalize('NFKC').trim();
    if (type === undefined) fields.type = '请选择企业类型';
    if (course === '') fields.course = '请填写培训课程';
    else if (course.length > LONGEST) fields.course = `培训课程不能超过 ${LONGEST} 个字，现为 ${course.length} 个字`;
    else if (liveCourse(creditCode, course, except))
      fields.course = `本单位已备案课程「${course}」，同一课程不能重复备案`;
    if (platformName === '') fields.platformName = '请填写培训平台名称';
    else if (platformName.length > LONGEST)
      fields.platformName = `培训平台名称不能超过 ${LONGEST} 个字，现为 ${platformName.length} 个字`;
    if (!code.ok) fields.platformCreditCode = code.reason;
    if (count === '') fields.plannedTrainees = '请填写拟培训人数';
    else if (!/^[1-9]\d*$/.test(count)) fields.plannedTrainees = '拟培训人数应为正整数';
    else if (Number(count) > staff)
      fields.plannedTrainees = `拟培训人数 ${count} 超过本单位参保与劳务派遣人数之和 ${staff}`;
    if (Object.keys(fields).length > 0) throw new Refusal('填写的内容有误，请按提示修改后再点「确定」。', fields);
    return {
      type: type ?? '中小微企业',
      course,
      platformName,
      platformCreditCode: code.ok ? code.value : '',
      plannedTrainees: Number(count),
    };
  }

  function liveCourse(creditCode: string, course: string, except?: string): boolean {
    return tables.filings
      .all()
      .some(
        (filing) =>
          filing.creditCode === creditCode &&
          sameFolded(filing.course, course) &&
          filing.id !== except &&
          !['已退回', '已失效'].includes(filing.status),
      );
  }

  const plannedSubsidy = (plannedTrainees: number, creditCode: string) =>
    subsidyFor(context.policy(creditCode), plannedTrainees);

  return {
    openApplication,
    application: (id: string) => need(tables.applications.get(id), '该备案申请'),
    drafts: (creditCode: string) =>
      tables.filings.all().filter((filing) => filing.creditCode === creditCode && filing.status === '草稿'),
    filings(
      creditCode: string,
      query: { result?: string; status?: string; page?: number; size?: number },
    ): Page<Filing> {
      const rows = tables.filings
        .all()
        .filter(
          (filing) =>
            filing.creditCode === creditCode &&
            filing.status !== '草稿' &&
            (!query.result || (RESULTS[query.result] ?? []).includes(filing.status)) &&
            (!query.status || filing.status === query.status),
        );
      return paged(rows, query.page ?? 1, query.size ?? 5);
    },
    filing: (id: string) => need(tables.filings.get(id), '该备案信息'),
    ownFiling: own,
    submittedFilings: (applicationId: string) =>
      tables.filings.all().filter((filing) => filing.applicationId === applicationId && filing.status !== '草稿'),
    plannedSubsidy,
    addFiling(creditCode: string, input: FilingInput): Filing {
      return store.atomic(() => {
        const values = checked(creditCode, input);
        const application = openApplication(creditCode);
        voidLetter(context, application.id, '新增了备案信息');
        const id = context.id('F');
        return tables.filings.put(id, {
          id,
          creditCode,
          applicationId: application.id,
          ...values,
          plannedSubsidy: plannedSubsidy(values.plannedTrainees, creditCode),
          status: '草稿',
          reasons: [],
        });
      });
    },
    editFiling(creditCode: string, id: string, input: FilingInput): Filing {
      return store.atomic(() => {
        const filing = own(creditCode, id);
        const status = step(FILING_TRANSITIONS.edit, filing.status, filing.course);
        const values = checked(creditCode, input, id);
        voidLetter(context, filing.applicationId, `修改了课程「${filing.course}」的备案信息`);
        return tables.filings.put(id, {
          ...filing,
          ...values,
          plannedSubsidy: plannedSubsidy(values.plannedTrainees, creditCode),
          status,
        });
      });
    },
    removeFiling(creditCode: string, id: string): void {
      store.atomic(() => {
        const filing = own(creditCode, id);
        step(FILING_TRANSITIONS.remove, filing.status, filing.course);
        voidLetter(context, filing.applicationId, `删除了课程「${filing.course}」的备案信息`);
        tables.filings.remove(id);
      });
    },
    reopenFiling(creditCode: string, id: string): Filing {
      return store.atomic(() => {
        const filing = own(creditCode, id);
        const status = step(FILING_TRANSITIONS.reopen, filing.status, filing.course);
        if (liveCourse(creditCode, filing.course, id))
          throw new Refusal(`本单位已另行备案课程「${filing.course}」，不能再重新办理这一条。`);
        const application = openApplication(creditCode);
        voidLetter(context, application.id, `重新办理课程「${filing.course}」`);
        takeMaterials(filing.applicationId, application.id);
        return tables.filings.put(id, { ...filing, status, applicationId: application.id });
      });
    },
  };

  /** The images of the returned application come along, so that nothing is uploaded twice. */
  function takeMaterials(from: string, to: string): void {
    const there = new Set(
      tables.materials
        .all()
        .filter((material) => material.applicationId === to)
        .map((material) => material.sha256),
    );
    for (const material of tables.materials
      .all()
      .filter((candidate) => candidate.applicationId === from && !there.has(candidate.sha256))) {
      const id = context.id('M');
      tables.materials.put(id, { ...material, id, applicationId: to });
    }
  }
}

/** One page of a list; a page beyond the end is the last one. */
export function paged<T>(rows: T[], wanted: number, size: number): Page<T> {
  const pages = Math.ceil(rows.length / size);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), Math.max(1, pages));
  return {
    rows: rows.slice((page - 1) * size, page * size),
    page: pages === 0 ? 0 : page,
    pages,
    size,
    total: rows.length,
  };
}
