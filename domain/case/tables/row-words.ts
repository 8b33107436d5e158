/*
 * What people and printers write into rows that are no data: folded, so without blanks, and in small letters.
 */

const AGGREGATE =
  '合计|总计|小计|共计|累计|汇总|总和|求和|计数|平均(?:分数?|值|数|成绩|时长)?|均分|均值|中位数|标准差|最高(?:分|值|成绩)?|最低(?:分|值|成绩)?|最大值|最小值|(?:及格|合格|通过|优秀|出勤|签到|完成)率|(?:及格|合格|实考|应考|缺考|参考|签到)人数|total|subtotal|grandtotal|sum|average|count';
const COUNTED = '人|名|条|页|门|节|个|次|行|笔|项|人次|课时|学时|分钟';

/** `合计`, `本页小计: 24课时`, `平均分(共3人)`, `共15条记录`. */
export const TOTAL = new RegExp(
  `^(?:本页|本表|本班|本课程|总|人数|课时|学时|成绩|全部)?(?:${AGGREGATE})(?:人数|课时|学时|时长|金额)?[:\\d.%()共人名条次门节页课时学分钟元]*$` +
    `|^(?:以上)?(?:共|共计|总共|总人数|总数|记录数|总条数)[:有]?\\d+(?:${COUNTED})?(?:记录|数据|学员|学习记录|签到记录)?$`,
);

const WHO =
  '填表|制表|填报|编制|审核|复核|审批|批准|负责|经办|校对|录入|主管|单位|企业|公司|机构|平台|培训|申报|法定代表|授权|联系|报送|打印|导出|班主任|统计|监考|阅卷|教务|盖章|签字|签名|日期|时间';
/** Who signs, where the name stands beside the word. */
const ROLE =
  '填表|制表|填报|编制|审核|复核|审批|批准|经办|校对|录入|负责|统计|记录|监考|阅卷|评卷|巡考|考评|授课|讲课|任课|辅导|带班|点名|考勤|见证|证明|主管|分管|法定代表|授权代表|申报|报送|打印|导出|制单|会计|财务|出纳';
const SIGNED = '签字|签名|签章|盖章|公章|印章|签收|手签';
/** Unmistakable whatever stands beside it. */
export const SIGNATURE = new RegExp(
  `^\\(?(?:${WHO})[^:]{0,12}:|^(?:填表|制表|填报|审核|复核|经办|负责|审批)人$|^(?:填表|制表|填报|打印|导出)?(?:日期|时间):|(?:${SIGNED})\\)?:?$`,
);
/** A signature only where nothing that a row of data holds stands beside it: a course may be called so as well. */
export const SIGNER = new RegExp(
  `^(?:(?:${ROLE})(?:人员?|员|者|老师|教师|领导|部门|单位)|(?:授课|任课|带班|辅导|主讲)?(?:老师|教师|讲师)|班主任|教务处?|学员代表|单位代表)(?:\\((?:${SIGNED})\\)|${SIGNED})?:?$`,
);

export const NOTE =
  /^(注|备注|说明|填表说明|填写说明|注意|注意事项|温馨提示|附注)\d?[:.、]|以下空白|以下无正文|^第\d+[页张][,，/]?(共\d+[页张])?$|^共\d+[页张][,，/]?第\d+[页张]$|^第?\d+\/\d+页$|^page\d+(of\d+)?$/;

/** What a printer puts at the foot of a page, alone in its row: a day or a moment, the number of the page. */
export const PRINTED =
  /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:t?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2})?秒?)?$|^-?\d{1,4}-?$|^\d{1,4}\/\d{1,4}$/;
