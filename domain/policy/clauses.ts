import { chineseNumber } from '../chinese.ts';
import type { PolicyPack } from './pack.ts';
import { LIMITS, studyTime } from './sentences.ts';

const SEED = '2022年线上职业培训补贴操作流程（2022年4月）';

/**
 * What the rules stand on, with the pack's own figures in it. `standard` is the notice that sets standard, number of
 * times and repeats in that year: the public text of 沪人社职〔2020〕49号 as the
 * city's portals printed it in March 2020, carried on by 沪人社规〔2021〕4号.
 */
export function clausesFor(standard: string, parameters: PolicyPack['parameters']): PolicyPack['clauses'] {
  return {
    order: {
      text: '先申报备案、后组织培训、再申请补贴',
      citation: `${SEED}；沪人社规〔2021〕4号第三条`,
    },
    district: { text: '按税收征管关系向所在区提出，不是缴纳社保所在区', citation: `${SEED}第一步` },
    period: {
      text: `${LIMITS.training(parameters)}组织培训，逾期重新备案`,
      citation: `${SEED}第四步；民法典第二百零二条、第二百零三条`,
    },
    import: {
      text: `${LIMITS.import(parameters)}导入学员信息`,
      citation: `${SEED}第五步、重要时间节点①；民法典第二百零一条`,
    },
    mail: {
      text: `提交经费申请 ${parameters.mailWorkingDays} 个工作日内邮件寄送申请材料`,
      citation: `${SEED}重要时间节点②；民法典第二百零一条`,
    },
    review: {
      text: `正式受理之日起 ${parameters.reviewWorkingDays} 个工作日内审核和材料复核`,
      citation: `${SEED}重要时间节点③；民法典第二百零一条`,
    },
    notice: {
      text: `网上公示 ${parameters.noticeWorkingDays} 个工作日，首日计入`,
      citation: `${SEED}重要时间节点④，以 2022年2月17日至2月23日的公示为例`,
    },
    finance: {
      text: `公示无异议后 ${parameters.financeWorkingDays} 个工作日内报区财政核准并核拨`,
      citation: `${SEED}重要时间节点⑤；民法典第二百零一条`,
    },
    minutes: {
      text: `线上课程学习每个培训项目${studyTime(parameters, `每课时 ${parameters.minutesPerClassHour} 分钟`)}`,
      citation: `${SEED}第四步①`,
    },
    signIn: { text: '每日签到', citation: `${SEED}第四步①` },
    questions: { text: '互动问答（线上答疑）', citation: `${SEED}第四步①` },
    exam: {
      text: '每个培训项目学习结束后，统一安排考试',
      citation: `${SEED}第四步①；合格分数为可配置参数`,
    },
    plan: { text: '按照经备案通过的培训方案组织开展培训', citation: `${SEED}第四步` },
    trainees: {
      text: '培训对象为与单位建立劳动关系并缴纳社保的人员，或实际在本单位工作的劳务派遣人员',
      citation: `${standard}；沪人社规〔2021〕4号第一条`,
    },
    repeats: {
      text: `每人每年不超过 ${parameters.projectsPerPersonAndYear} 次，上一个培训项目结束后方可参加下一个，同一项目不得重复享受`,
      citation: standard,
    },
    identifiers: {
      text: '公民身份号码、统一社会信用代码和手机号真实有效',
      citation: 'GB 11643；GB 32100；GB 11714',
    },
    age: {
      text: `不得使用未满${chineseNumber(parameters.minimumAge)}周岁的人员；达到退休年龄的人员一般不再建立劳动关系`,
      citation: '劳动法第十五条；劳动合同法实施条例第二十一条；国发〔1978〕104号',
    },
    subsidy: { text: '补贴金额按标准、人数、上限和培训成本计算', citation: standard },
    account: { text: '补贴经费核拨至用人单位提供的本单位银行账户', citation: `${SEED}第五步` },
    contract: {
      text: '培训服务合同、付款凭证与补贴申请相符',
      citation: `${SEED}重要时间节点③`,
    },
    materials: {
      text: '上传 JPEG 图片，多页按序；培训方案必需，另附服务协议、第三方平台资质证明',
      citation: `${SEED}四、资料上传`,
    },
    records: {
      text: '教学资料及各类档案（学员花名册、授课记录证明材料、管理台账等）须留存、归档、备查',
      citation: `${SEED}告知承诺书`,
    },
    letter: { text: '生成承诺书并由单位签章', citation: `${SEED}四、备案信息录入` },
    callBack: {
      text: '审核和材料复核包括学员电话回访',
      citation: `${SEED}重要时间节点③`,
    },
    signs: {
      text: '平台数据的异常迹象，须由人判断，本身不构成违规',
      citation: `${SEED}重要时间节点③（现场督导、授课记录核查、学员电话回访）；阈值为可配置参数`,
    },
    registers: {
      text: '申报内容与独立登记比对得出的疑点，须由人核实，本身不构成违规',
      citation: `${SEED}重要时间节点③（审核和材料复核、授课记录核查）；比对的阈值为可配置参数`,
    },
  };
}
