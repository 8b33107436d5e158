import { bad, type Checked, good, normalise } from './checked.ts';

export interface District {
  code: string;
  name: string;
  /** Where its 申请指南 is published, as far as the seed names it. */
  guide: string;
  /** Where 区就促中心 takes the claim's materials: an invented address on a reserved domain. */
  mailbox: string;
  /** An invented office line; no real contact is in the product. */
  officePhone: string;
}

const ROWS: [code: string, name: string, latin: string, guide: string][] = [
  ['310101', '黄浦区', 'huangpu', '微信公众号“黄浦人社”'],
  ['310104', '徐汇区', 'xuhui', '微信公众号“徐汇人社”'],
  ['310105', '长宁区', 'changning', '微信公众号“长宁就业”'],
  ['310106', '静安区', 'jingan', '微信公众号“上海静安”'],
  ['310107', '普陀区', 'putuo', '微信公众号“乐业普陀”'],
  ['310109', '虹口区', 'hongkou', '微信公众号“虹口区就业促进中心”'],
  ['310110', '杨浦区', 'yangpu', '微信公众号“杨浦人社”'],
  ['310112', '闵行区', 'minhang', '微信公众号“今日闵行”'],
  ['310113', '宝山区', 'baoshan', '微信公众号“宝山就业”'],
  ['310114', '嘉定区', 'jiading', '微信公众号“嘉定人社”'],
  ['310115', '浦东新区', 'pudong', '微信公众号“浦东人社”'],
  ['310116', '金山区', 'jinshan', '微信公众号“金山人社”'],
  ['310117', '松江区', 'songjiang', '微信公众号“松江就业”'],
  ['310118', '青浦区', 'qingpu', '微信公众号“青浦人社”'],
  ['310120', '奉贤区', 'fengxian', '微信公众号“奉贤就业”'],
  ['310151', '崇明区', 'chongming', '区人社部门网上通道'],
];

export const DISTRICTS: readonly District[] = ROWS.map(([code, name, latin, guide]) => ({
  code,
  name,
  guide,
  mailbox: `jiucu@${latin}.example`,
  officePhone: `021-0000${code.slice(2)}`,
}));

/** Where the districts went that no longer exist: 卢湾, 闸北, 南汇, 崇明县. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  '310103': '310101',
  '310108': '310106',
  '310119': '310115',
  '310230': '310151',
};

/** Today's district of a division code, abolished ones included; undefined outside the city's districts. */
export function currentDistrict(code: string): string | undefined {
  const now = SUCCESSORS[code] ?? code;
  return DISTRICTS.find((district) => district.code === now)?.name;
}

/** The district of a full or short name (黄浦, 浦东新, 浦东); undefined when there is none. */
export function findDistrict(raw: unknown): District | undefined {
  const short = normalise(raw)
    .replace(/^上海市?/, '')
    .replace(/新?区$/, '')
    .replace(/新$/, '');
  return short === '' ? undefined : DISTRICTS.find((district) => district.name.replace(/新?区$/, '') === short);
}

export function checkDistrict(raw: unknown): Checked {
  const found = findDistrict(raw);
  return found === undefined
    ? bad(`「${normalise(raw)}」不是上海市的区，请填写税收征管关系所在区的全称，如「静安区」`)
    : good(found.name);
}
