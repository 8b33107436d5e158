import type { Column } from '../case/model/layout.ts';
import { synonymsOf } from '../case/tables/synonyms.ts';

/** What a register says of a person or a unit. */
export type RegisterKey =
  | 'idNumber'
  | 'unit'
  | 'insuredFrom'
  | 'insuredTo'
  | 'insuredMonth'
  | 'pensionFrom'
  | 'enrolledFrom'
  | 'enrolledTo'
  | 'diedOn'
  | 'subsidisedCourse'
  | 'subsidisedOn'
  | 'creditCode'
  | 'officer'
  | 'phone'
  | 'account';

type Edge = 'first' | 'last' | 'both';

export interface RegisterColumn extends Column {
  key: RegisterKey;
  /** Which day a month alone means: its first, its last, or the whole month. Where it may be either, nobody is accused of it. */
  edge?: Edge;
}

const column = (key: RegisterKey, header: string, alsoCalled: readonly string[], edge?: Edge): RegisterColumn => ({
  ...{ key, header, alsoCalled, width: 0, note: '' },
  kind: edge === undefined ? 'optionalText' : 'optionalDay',
  ...(edge && { edge }),
});

/** Columns of independent registers (shared/interface.md, `audit --register`), and what offices call them. */
export const REGISTER_COLUMNS: readonly RegisterColumn[] = [
  column('idNumber', '身份证号', [...synonymsOf('学员花名册', 'idNumber'), '社会保障号码', '社会保障号', '社保号码']),
  column('unit', '参保单位', [
    ...['参保单位名称', '参保企业', '缴费单位', '缴费单位名称', '投保单位', '用人单位', '用人单位名称', '工作单位'],
    ...['企业全称', ...synonymsOf('企业信息', 'name')],
  ]),
  column(
    'insuredFrom',
    '参保起',
    [
      ...['参保起始日期', '参保开始日期', '参保日期', '参保时间', '参保开始时间', '参保起始时间', '参保起始年月'],
      ...['参保开始年月', '缴费起', '缴费起始年月', '缴费开始年月', '缴费起始日期', '开始缴费年月', '缴费开始日期'],
    ],
    'first',
  ),
  column(
    'insuredTo',
    '参保止',
    [
      ...[
        '参保终止日期',
        '参保结束日期',
        '参保截止日期',
        '参保终止时间',
        '参保结束时间',
        '参保终止年月',
        '参保截止年月',
      ],
      ...['停保日期', '停保时间', '停保年月', '缴费止', '缴费终止年月', '缴费截止年月', '缴费结束日期', '停止缴费年月'],
    ],
    'last',
  ),
  column(
    'insuredMonth',
    '参保月份',
    ['参保年月', '缴费月份', '缴费年月', '费款所属期', '缴费所属期', '费款所属年月'],
    'both',
  ),
  column(
    'pensionFrom',
    '养老待遇起',
    [
      ...['养老待遇起始日期', '养老待遇开始日期', '养老待遇起始年月', '养老待遇享受开始日期', '养老金起发日期'],
      ...['养老金领取日期', '领取养老金日期', '待遇起始日期', '待遇开始日期', '待遇起始年月', '待遇享受开始日期'],
      ...[
        '待遇享受起始年月',
        '待遇享受开始年月',
        '待遇领取开始日期',
        '首次领取日期',
        '首次领取年月',
        '退休日期',
        '退休时间',
      ],
      ...['退休年月'],
    ],
    'first',
  ),
  column(
    'enrolledFrom',
    '学籍起',
    ['学籍开始日期', '学籍起始日期', '入学日期', '入学时间', '入学年月', '学籍注册日期'],
    'last',
  ),
  column(
    'enrolledTo',
    '学籍止',
    [
      ...['学籍结束日期', '学籍终止日期', '毕业日期', '毕业时间', '毕业年月', '离校日期', '离校时间'],
      ...['预计毕业日期', '预计毕业时间', '预计毕业年月', '毕(结)业日期'],
    ],
    'first',
  ),
  column('diedOn', '死亡日期', ['死亡时间', '去世日期', '死亡登记日期', '死亡注销日期', '死亡年月日'], 'last'),
  column('subsidisedCourse', '补贴课程', [
    ...['补贴项目', '补贴培训课程', '补贴培训项目', '已补贴课程', '享受补贴课程', '享受补贴项目'],
    ...synonymsOf('学员花名册', 'course'),
  ]),
  column(
    'subsidisedOn',
    '补贴日期',
    [
      ...['补贴发放日期', '补贴拨付日期', '发放日期', '发放时间', '拨付日期', '拨付时间', '补贴时间', '补贴年月'],
      ...['享受补贴日期', '享受补贴时间'],
    ],
    'first',
  ),
  column('creditCode', '统一社会信用代码', [
    ...synonymsOf('企业信息', 'creditCode'),
    ...['单位统一社会信用代码', '参保单位统一社会信用代码', '用人单位统一社会信用代码'],
  ]),
  column('officer', '法定代表人', ['法定代表人姓名', '法人代表', '法人代表姓名', '法人', '法人姓名', '负责人']),
  column('phone', '联系电话', synonymsOf('企业信息', 'phone')),
  column('account', '银行账号', synonymsOf('企业信息', 'accountNumber')),
];

export const DAY_COLUMNS = REGISTER_COLUMNS.filter(({ edge }) => edge !== undefined);

export const headerOf = (key: RegisterKey) => REGISTER_COLUMNS.find((one) => one.key === key)?.header ?? key;

/** What a register can be asked; each is a need of a rule. */
export type RegisterRole = 'insurance' | 'pension' | 'school' | 'death' | 'subsidy' | 'units';

/** The columns of which a register of each kind has at least one, beside what identifies its rows. */
export const ROLE_COLUMNS: Readonly<Record<RegisterRole, readonly RegisterKey[]>> = {
  insurance: ['unit', 'insuredFrom', 'insuredTo', 'insuredMonth'],
  pension: ['pensionFrom'],
  school: ['enrolledFrom'],
  death: ['diedOn'],
  subsidy: ['subsidisedCourse', 'subsidisedOn'],
  units: ['officer', 'phone', 'account'],
};
