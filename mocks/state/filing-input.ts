import { ENTERPRISE_TYPES } from '../../domain/case/model/schema.ts';
import { sameFolded, visibleText } from '../../domain/fold.ts';
import { checkCreditCode } from '../../domain/identifiers/credit-code.ts';
import { Refusal } from '../base/refusal.ts';
import type { Context } from './context.ts';
import type { Filing } from './model.ts';

const LONGEST = 60;

/** What a person types in the 新增 / 修改 dialog; strings, as a form sends them. */
export interface FilingInput {
  type: string;
  course: string;
  platformName: string;
  platformCreditCode: string;
  plannedTrainees: string;
}

type Entered = Pick<Filing, 'type' | 'course' | 'platformName' | 'platformCreditCode' | 'plannedTrainees'>;

/** What was typed, as it is kept; `except` is the filing that is changed. @throws Refusal naming each wrong field */
export function checkedFiling(context: Context, creditCode: string, input: FilingInput, except?: string): Entered {
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
  else if (isLiveCourse(context, creditCode, course, except))
    fields.course = `本单位已备案课程「${course}」，同一课程不能重复备案`;
  if (platformName === '') fields.platformName = '请填写培训平台名称';
  else if (platformName.length > LONGEST)
    fields.platformName = `培训平台名称不能超过 ${LONGEST} 个字，现为 ${platformName.length} 个字`;
  if (!code.ok) fields.platformCreditCode = code.reason;
  if (count === '') fields.plannedTrainees = '请填写拟培训人数';
  else if (!/^[1-9]\d*$/.test(count)) fields.plannedTrainees = '拟培训人数应为正整数';
  else if (Number(count) > staff)
    fields.plannedTrainees = `拟培训人数 ${count} 超过本单位参保与劳务派遣人数之和 ${staff}`;
  if (type === undefined || !code.ok || Object.keys(fields).length > 0)
    throw new Refusal('填写的内容有误，请按提示修改后再点「确定」。', fields);
  return { type, course, platformName, platformCreditCode: code.value, plannedTrainees: Number(count) };
}

/** Another filing of the unit holds this course; a returned or lapsed one does not. */
export function isLiveCourse({ tables }: Context, creditCode: string, course: string, except?: string): boolean {
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
