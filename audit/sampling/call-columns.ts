import type { Column } from '../../domain/case/model/layout.ts';
import { AGREES, CONFIRMS, IN_PERSON, REACHED } from '../engine/call-result.ts';

export const CALL_SHEET = '回访表';
export const ABOUT_SHEET = '说明';
/** Items of the second sheet by which a filled-in call sheet is recognised. */
export const ABOUT_ITEMS = { id: '抽样编号', seed: '种子值', confidence: '置信水平', error: '误差范围' } as const;

const column = (
  key: string,
  header: string,
  kind: Column['kind'],
  width: number,
  note: string,
  more: Pick<Column, 'choices' | 'range'> = {},
): Column => ({ key, header, kind, width, note, ...more });

/** What the sheet says of a training. */
export const GIVEN_COLUMNS = [
  column('code', '编号', 'text', 7, '本次抽样中的编号，请勿修改'),
  column('unit', '企业', 'text', 14, '学员所在单位'),
  column('course', '培训课程', 'text', 12, '抽中的培训项目'),
  column('name', '姓名', 'text', 8, '请勿修改'),
  column('phone', '手机号', 'text', 12, '花名册登记的号码'),
  column('lastDigits', '证件尾号', 'text', 7, '核对是否本人时只问身份证号最后四位'),
  column('reason', '缘由', 'text', 8, '为何抽中；不要告诉学员'),
  column('asked', '提问（照念，不提示答案）', 'text', 37, '逐条提问'),
  column('recorded', '记录（供对照，不念）', 'text', 30, '平台数据中的记录，序号与提问相同'),
] as const;

/** What the caller fills in. */
export const RESULT_COLUMNS = [
  column('reached', '是否接通', 'choice', 9, '最后一次拨打的结果', { choices: REACHED }),
  column('tries', '拨打次数', 'count', 7, '共拨打几次', { range: { above: 0, most: 99 } }),
  column('inPerson', '是否本人', 'choice', 7, '接通后填写', { choices: IN_PERSON }),
  column('confirms', '确认参加', 'choice', 8, '本人接听后填写', { choices: CONFIRMS }),
  column('agrees', '说法与记录是否一致', 'choice', 9, '确认参加后填写', { choices: AGREES }),
  column('note', '备注', 'text', 14, '说法与记录不同之处'),
  column('caller', '回访人', 'text', 8, '拨打电话的人'),
  column('day', '日期', 'day', 11, '最后一次拨打的日期，例如 2022-06-20'),
] as const;
