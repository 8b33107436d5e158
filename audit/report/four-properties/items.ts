import {
  BAG_DECLARATION,
  BAG_INFO,
  CHECKPOINT,
  countersignerOf,
  ENVELOPE,
  JOURNAL,
  MANIFEST,
  PAE,
  PRIVATE_CASE,
  REDACTION,
  SIGNATURE,
  STAMP,
  TAG_MANIFEST,
  VERIFY_SCRIPT,
} from '../../../evidence/layout.ts';
import type { Examined, ExaminedFile } from '../../../evidence/verify/examine.ts';
import type { Problem } from '../../../evidence/verify.ts';

export const PROPERTIES = ['真实性', '完整性', '可用性', '安全性'] as const;

/** 须人工: software cannot judge it; 未检测: it could not be looked at here. */
export type Outcome = '通过' | '不通过' | '未检测' | '须人工';

/** One item of the examination of one bundle. */
export interface Item {
  property: (typeof PROPERTIES)[number];
  name: string;
  /** What was looked at, and how. */
  checked: string;
  /** How anybody does the same; the second needs none of our software. */
  commands: readonly string[];
  /** The bytes that it was looked at on. */
  bytes: readonly Pick<ExaminedFile, 'path' | 'bytes' | 'sha256'>[];
  outcome: Outcome;
  /** Why it is so: each problem with its file. */
  found: readonly string[];
}

interface Check extends Pick<Item, 'property' | 'name' | 'checked' | 'commands'> {
  on: (path: string) => boolean;
  /** Whether a problem of the verifier is one of this item. */
  owns: (problem: Problem) => boolean;
  /** Why it could not be looked at, or a person must. */
  open?: (examined: Examined) => { outcome: Outcome; why: string } | undefined;
  /** Problems that the verifier does not look for. */
  more?: (examined: Examined) => string[];
}

const VERIFY = 'npm run verify -- 证据包 --key 封存公钥.pem';
const isOf =
  (...paths: readonly string[]) =>
  (path: string) =>
    paths.includes(path);
const MISSING = /缺少该文件|文件不在|没有操作记录/;
const CUT = /记录缺失|末尾缺失/;
const ADDED = /后来加入|多出|操作系统自动生成|是链接|不是普通文件|重复|增加/;
const PACKED = /压缩包|无法读出|UTF-8|NFC/;
const SIGNED = [ENVELOPE, PAE, SIGNATURE];
const LISTS = [MANIFEST, TAG_MANIFEST, BAG_DECLARATION, BAG_INFO];
const structural = ({ problem }: Problem) => MISSING.test(problem) || ADDED.test(problem) || PACKED.test(problem);
const added = (path: string) => path === STAMP || countersignerOf(path) !== undefined;

/** What is checked by program; the first that owns a problem answers for it. */
const CHECKS: readonly Check[] = [
  {
    property: '可用性',
    name: '证据包能打开',
    checked: '文件夹或压缩包能逐个读出，文件名为规范的 UTF-8；压缩包与本工具所打的逐字节相同，中间没有夹带',
    commands: [VERIFY],
    on: () => true,
    owns: ({ problem }) => PACKED.test(problem),
  },
  {
    property: '完整性',
    name: '文件齐全，没有多余',
    checked: '清单所列的文件都在，清单之外没有文件、空文件夹和链接',
    commands: [VERIFY, 'sh seal/verify.sh 封存公钥.pem'],
    on: isOf(...LISTS),
    owns: ({ file, problem }) =>
      MISSING.test(problem) || (file !== JOURNAL && (CUT.test(problem) || ADDED.test(problem))),
  },
  {
    property: '完整性',
    name: '信息包的清单规范',
    checked: 'BagIt 1.0（RFC 8493）的声明、清单和标签清单写法规范，且与封存声明所列相同',
    commands: [VERIFY, 'sha256sum --strict -c tagmanifest-sha256.txt'],
    on: isOf(...LISTS),
    owns: ({ file }) => LISTS.includes(file),
  },
  {
    property: '真实性',
    name: '来源：由所给公钥的持有人封存',
    checked: '封存签名（ECDSA P-256，DSSE 信封）对所给公钥有效，三种写法一致，被签的是这份清单',
    commands: [VERIFY, 'openssl dgst -sha256 -verify 封存公钥.pem -signature seal/run.sig seal/pae.bin'],
    on: isOf(...SIGNED),
    owns: ({ file }) => SIGNED.includes(file),
    open: ({ verdict }) =>
      verdict.verdict === 'incomplete' ? { outcome: '未检测', why: '演练没有办完，没有封存可检测' } : undefined,
  },
  {
    property: '真实性',
    name: '过程：操作记录连贯',
    checked: '每条记录的校验值、与前一条的衔接、序号和结束记录；总条数和总校验值（RFC 6962）与检查点相同',
    commands: [VERIFY],
    on: isOf(JOURNAL, CHECKPOINT),
    owns: ({ file }) => file === JOURNAL || file === CHECKPOINT,
  },
  {
    property: '真实性',
    name: '时间：会签与外部时间戳',
    checked: '会签对所给审计方公钥有效；时间戳（RFC 3161）由所给机构加盖，盖的是这份封存',
    commands: [
      `${VERIFY} --key 会签公钥.pem --tsa-cert 机构证书.pem`,
      'openssl ts -verify -in seal/run.tsr -data seal/run.sigstore.json -CAfile 机构证书.pem',
    ],
    on: added,
    owns: ({ file }) => added(file),
    open: ({ verdict: { countersignedBy, stamp } }) =>
      stamp === undefined && countersignedBy.length === 0
        ? { outcome: '须人工', why: '没有会签和时间戳：何时已存在，须由其他证据证明' }
        : undefined,
  },
  {
    property: '安全性',
    name: '随包的脚本没有被换',
    checked: 'seal/verify.sh 与本工具写入的逐字节相同',
    commands: [VERIFY],
    on: isOf(VERIFY_SCRIPT),
    owns: ({ file }) => file === VERIFY_SCRIPT,
  },
  {
    property: '真实性',
    name: '内容：封存之后没有改动',
    checked: '每个文件的 SHA-256 与封存声明所列相同',
    commands: [VERIFY, 'sha256sum --strict -c manifest-sha256.txt'],
    on: (path) => path.startsWith('data/'),
    owns: () => true,
    open: ({ verdict }) =>
      verdict.verdict === 'incomplete' || verdict.problems.some(({ file }) => SIGNED.includes(file))
        ? { outcome: '未检测', why: '没有成立的封存声明可对照：清单本身没有签名作证' }
        : undefined,
  },
  {
    property: '可用性',
    name: '文件格式与名称相符，能打开',
    checked: 'JPEG、PNG、PDF、WACZ、age 的文件头尾，JSON 和文本能整个读出',
    commands: ['npm run verify -- 证据包 --report 检测报告.html', 'file 文件名'],
    on: () => true,
    owns: () => false,
    more: ({ files }) =>
      files.filter(({ form }) => form?.holds === false).map(({ path, form }) => `${path}：不是能打开的 ${form?.name}`),
  },
  {
    property: '安全性',
    name: '没有其他格式的文件',
    checked: '只有本工具写入的格式，没有可执行程序和带宏的文档',
    commands: ['npm run verify -- 证据包 --report 检测报告.html'],
    on: () => true,
    owns: () => false,
    more: ({ files }) =>
      files.filter(({ form }) => form === undefined).map(({ path }) => `${path}：不是证据包应有的格式`),
  },
  {
    property: '安全性',
    name: '完整案例已加密',
    checked: '含完整个人信息的案例只有 age 密文',
    commands: ['head -c 21 data/private/case.age'],
    on: isOf(PRIVATE_CASE, REDACTION),
    owns: () => false,
    open: ({ files }) =>
      files.some(({ path }) => path === PRIVATE_CASE)
        ? undefined
        : { outcome: '未检测', why: '证据包里没有 data/private/case.age' },
    more: ({ files }) =>
      files
        .filter(({ path, form }) => path === PRIVATE_CASE && form?.holds === false)
        .map(({ path }) => `${path}：不是 age 密文`),
  },
];

/** What no software judges, said as such in every report. */
const BY_PERSONS: readonly (Pick<Item, 'property' | 'name'> & { why: string })[] = [
  {
    property: '真实性',
    name: '采集时是否如实',
    why: '封存只证明由谁封存、此后没有改动；封存之前的内容须与原件、平台后台数据和当事人核对',
  },
  { property: '真实性', name: '公钥属于谁', why: '公钥由检测人给出；其持有人的身份须另行确认' },
  { property: '完整性', name: '应当归档的是否都归了', why: '程序只知道清单所列；应有哪些材料须按归档范围由人判断' },
  { property: '可用性', name: '内容看得清、读得懂', why: '扫描件是否清晰、内容是否可用须由人查看' },
  {
    property: '安全性',
    name: '病毒检测',
    why: '本工具不查病毒；请用经认可的杀毒软件对同一批字节检测，并记下软件和病毒库版本',
  },
  { property: '安全性', name: '载体与保管', why: '光盘、硬盘是否完好，存放和交接过程是否可控，须由人检查' },
];

/** The items in the order of the standard: by property. */
export function itemsOf(examined: Examined): Item[] {
  const { verdict, files } = examined;
  const owner = (problem: Problem) => CHECKS.find(({ owns }) => owns(problem));
  const opened = files.length > 0;
  const checked = CHECKS.map((check): Item => {
    const { property, name, checked: what, commands, on, open, more } = check;
    const own = verdict.verdict === 'incomplete' ? verdict.problems.filter(structural) : verdict.problems;
    const found = [...own.filter((problem) => owner(problem) === check).map(inWords), ...(more?.(examined) ?? [])];
    const unseen = open?.(examined);
    const outcome = found.length > 0 ? '不通过' : !opened ? '未检测' : (unseen?.outcome ?? '通过');
    return {
      ...{ property, name, checked: what, commands, outcome },
      bytes: files.filter(({ path }) => on(path)).map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
      found: found.length > 0 ? found : outcome === '通过' ? [] : [unseen?.why ?? '证据包打不开，没有可检测的内容'],
    };
  });
  const open = BY_PERSONS.map(
    ({ property, name, why }): Item => ({
      ...{ property, name, checked: '程序不能判断', commands: [], bytes: [], outcome: '须人工', found: [why] },
    }),
  );
  return PROPERTIES.flatMap((property) => [...checked, ...open].filter((item) => item.property === property));
}

function inWords({ file, seq, problem }: Problem): string {
  return `${file}${seq === null ? '' : ` 第 ${seq} 条`}：${problem}`;
}
