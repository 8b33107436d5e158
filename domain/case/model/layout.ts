import {
  CASE_EVENTS,
  type Case,
  EMPLOYMENT_FORMS,
  ENTERPRISE_TYPES,
  INSURANCE_STATES,
  MATERIAL_TYPES,
} from './schema.ts';

/** How a column's cells are read. */
export type ColumnKind =
  | 'text'
  | 'optionalText'
  | 'idNumber'
  | 'creditCode'
  | 'mobile'
  | 'account'
  | 'district'
  | 'count'
  | 'number'
  | 'optionalNumber'
  | 'day'
  | 'optionalDay'
  | 'moment'
  | 'optionalMoment'
  | 'choice';

export interface Column {
  /** Key in the record's schema. */
  key: string;
  /** Header as shared/interface.md prints it. */
  header: string;
  kind: ColumnKind;
  choices?: readonly string[];
  /** Bounds of a number; without `above` it may be 0. */
  range?: { above?: number; most?: number };
  /** What the cell note of the template says. */
  note: string;
  width: number;
  /** Holds somebody's name; kinds of numbers say so themselves. */
  personal?: true;
  /** Only counts the rows: nothing depends on it. */
  serial?: true;
  /** Usual names of a column that is in no sheet of the case; those of the case are in `tables/synonyms.ts`. */
  alsoCalled?: readonly string[];
}

const column = (
  key: string,
  header: string,
  kind: ColumnKind,
  width: number,
  note: string,
  more: Pick<Column, 'choices' | 'range'> = {},
): Column => ({ key, header, kind, width, note, ...more });

const POSITIVE = { range: { above: 0 } };

const SERIAL: Column = {
  ...column('number', '序号', 'count', 8, '从 1 起编号；填「示例」的行不会被读取', POSITIVE),
  serial: true,
};
const COURSE = column('course', '培训课程', 'text', 26, '须与「备案项目」中的培训课程完全一致');
const ID = column('idNumber', '身份证号', 'idNumber', 22, '18 位，按证件填写；单元格须为文本格式，否则末尾几位会丢失');

/** Sheets that are a list of rows, in the order of the workbook. */
export const TABLES = {
  备案项目: [
    SERIAL,
    column('course', '培训课程', 'text', 26, '按培训方案填写，同一企业不得重复备案同一课程'),
    column('platformName', '培训平台名称', 'text', 18, '例如：物学网'),
    column('platformCreditCode', '平台提供商统一社会信用代码', 'creditCode', 26, '18 位，按平台提供商营业执照填写'),
    column('plannedTrainees', '拟培训人数', 'count', 12, '正整数，不得超过参保人数与劳务派遣人数之和', POSITIVE),
    column('plannedStart', '计划开始日期', 'optionalDay', 14, '备案通过之后；例如 2022-05-09'),
    column('plannedEnd', '计划结束日期', 'optionalDay', 14, '备案通过后 3 个月之内'),
    column('costPerPerson', '人均培训费用', 'optionalNumber', 14, '单位：元'),
  ],
  学员花名册: [
    SERIAL,
    { ...column('name', '姓名', 'text', 12, '与身份证一致'), personal: true },
    ID,
    column('phone', '手机号', 'mobile', 16, '11 位，用于电话回访；单元格须为文本格式'),
    column('employment', '用工形式', 'choice', 12, '劳动合同 或 劳务派遣', { choices: EMPLOYMENT_FORMS }),
    column('insurance', '参保状态', 'choice', 12, '已缴纳 或 未缴纳', { choices: INSURANCE_STATES }),
    COURSE,
  ],
  课程汇总: [
    COURSE,
    column('chapter', '章节', 'text', 30, '章节名称'),
    column('hours', '课时', 'number', 10, '1 课时为 45 分钟，每个项目不少于 24 课时', POSITIVE),
    column('minutes', '时长(分钟)', 'number', 12, '章节的学习时长', POSITIVE),
  ],
  签到记录: [COURSE, ID, column('at', '签到时间', 'moment', 20, '每个培训日至少签到一次；例如 2022-05-09 08:58:00')],
  学习记录: [
    COURSE,
    ID,
    column('chapter', '章节', 'text', 30, '学习的章节'),
    column('start', '开始时间', 'moment', 20, '例如 2022-05-09 09:00:00'),
    column('end', '结束时间', 'moment', 20, '晚于开始时间'),
    column('device', '设备', 'optionalText', 18, '平台记录的设备编号'),
    column('address', '地址', 'optionalText', 18, '平台记录的网络地址'),
  ],
  答疑记录: [
    COURSE,
    ID,
    column('askedAt', '提问时间', 'moment', 20, '学员提问的时间'),
    column('answeredAt', '答复时间', 'optionalMoment', 20, '教师答复的时间'),
  ],
  考试记录: [
    COURSE,
    ID,
    column('at', '考试时间', 'moment', 20, '全部课程学习结束之后'),
    column('score', '成绩', 'number', 10, '0 至 100', { range: { most: 100 } }),
  ],
  材料清单: [
    column('type', '材料类型', 'choice', 20, '营业执照、法人登记证书、培训方案、服务协议 或 第三方平台资质证明', {
      choices: MATERIAL_TYPES,
    }),
    column('fileName', '文件名', 'text', 30, 'materials 文件夹中的 JPEG 文件名'),
    column('order', '顺序', 'count', 8, '同一材料多页时的页次，从 1 起', POSITIVE),
  ],
} as const satisfies Record<string, readonly Column[]>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The part of a case that holds a sheet's rows. */
export const TABLE_FIELDS = {
  备案项目: 'projects',
  学员花名册: 'roster',
  课程汇总: 'chapters',
  签到记录: 'signIns',
  学习记录: 'sessions',
  答疑记录: 'questions',
  考试记录: 'exams',
  材料清单: 'materials',
} as const satisfies Record<TableName, keyof Case>;
/** Sheets that may be CSV files of the same name beside the workbook. */
export const RECORD_TABLES = ['签到记录', '学习记录', '答疑记录', '考试记录'] as const satisfies readonly TableName[];

/** Sheets of two columns, item and content. */
export const ENTERPRISE_SHEET = '企业信息';
export const DATES_SHEET = '办理日期';

export const ENTERPRISE_ITEMS: readonly Column[] = [
  column('name', '企业全称', 'text', 0, '与营业执照一致'),
  column('creditCode', '统一社会信用代码', 'creditCode', 0, '18 位，按营业执照填写'),
  column('type', '企业类型', 'choice', 0, '大型企业 或 中小微企业', { choices: ENTERPRISE_TYPES }),
  column('district', '税收所属区', 'district', 0, '税收征管关系所在区，不是缴纳社保所在区'),
  column('insuredStaff', '参保人数', 'count', 0, '正常缴纳社会保险的人数'),
  column('dispatchedStaff', '劳务派遣人数', 'count', 0, '实际在本单位工作的劳务派遣人数，没有填 0'),
  column('business', '主营业务', 'text', 0, '例如：物业管理'),
  { ...column('contact', '联系人', 'text', 0, '经办人姓名'), personal: true },
  column('phone', '联系电话', 'mobile', 0, '经办人手机号，文本格式'),
  column('bank', '开户银行', 'text', 0, '开户银行全称'),
  column('accountName', '账户名称', 'text', 0, '须与企业全称一致，补贴只拨付到本单位账户'),
  column('accountNumber', '银行账号', 'account', 0, '单位银行账号，文本格式'),
];

export const DATE_ITEMS: readonly Column[] = CASE_EVENTS.map((event) =>
  column(event, event, 'optionalDay', 0, '尚未发生的留空，演练时由程序安排'),
);

/** Sheets without which nothing can be filed. */
export const NEEDED_SHEETS: readonly string[] = [ENTERPRISE_SHEET, '备案项目', '学员花名册'];
