import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Case } from '../../domain/case/schema.ts';
import { writeCase } from '../../domain/case/write-case.ts';
import {
  acceptedClaim,
  approvedClaim,
  approvedFilings,
  noticedClaim,
  submittedClaim,
  trainedFilings,
} from '../../fixtures/arrivals.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { travellerOf } from '../../fixtures/traveller.ts';
import { sendClaimMail } from '../../mocks/mailbox/compose.ts';
import { createMailbox } from '../../mocks/mailbox/smtp.ts';
import { chineseNumber } from '../../mocks/state/desk.ts';
import { Refusal } from '../../mocks/state/refusal.ts';

const one = () => caseOf({ seed: 4, projects: 1, traineesPerProject: 3 });
const workbook = (material: Case) => writeCase(material);

async function refusalFor(change: (material: Case) => void): Promise<string> {
  const material = one();
  change(material);
  const traveller = await travellerOf({ material });
  await trainedFilings(traveller);
  return traveller.state.claimable(traveller.creditCode)[0]?.refusal ?? '';
}

describe('导入', () => {
  const prepared = async (today: string) => {
    const traveller = await travellerOf({ material: one() });
    const [filing] = approvedFilings(traveller);
    traveller.state.clock.advanceTo('2022-05-16');
    traveller.state.reportTraining(traveller.creditCode, filing?.id ?? '', { start: '2022-05-09', end: '2022-05-13' });
    traveller.state.clock.advanceTo(today);
    return { ...traveller, filing };
  };
  test('第十个工作日还能导入，第十一个不能', async () => {
    const tenth = await prepared('2022-05-27');
    assert.equal(
      (await tenth.state.previewRoster(tenth.creditCode, 'case.xlsx', await workbook(tenth.material))).good,
      3,
    );
    const eleventh = await prepared('2022-05-30');
    const preview = await eleventh.state.previewRoster(
      eleventh.creditCode,
      'case.xlsx',
      await workbook(eleventh.material),
    );
    assert.equal(preview.good, 0);
    assert.match(preview.problems[0]?.reason ?? '', /2022-05-27 前/);
  });
  test('核对不保存；有错误须明确选择；放弃后不能再确认；确认两次只导入一次', async () => {
    const { state, creditCode, material, filing } = await prepared('2022-05-20');
    const roster = [...material.roster, { ...(material.roster[0] as Case['roster'][number]), row: 5, number: 4 }];
    const bytes = await workbook({ ...material, roster });
    const preview = await state.previewRoster(creditCode, 'case.xlsx', bytes);
    assert.deepEqual(
      [preview.total, preview.good, preview.problems.map((problem) => [problem.row, problem.field])],
      [4, 3, [[5, '身份证号']]],
    );
    assert.deepEqual(state.trainees(filing?.id ?? ''), []);
    assert.throws(() => state.confirmImport(creditCode, preview.id, false), /未导入任何内容/);
    state.discardImport(creditCode, preview.id);
    assert.throws(() => state.confirmImport(creditCode, preview.id, true), /已放弃/);
    const again = await state.previewRoster(creditCode, 'case.xlsx', bytes);
    state.confirmImport(creditCode, again.id, true);
    state.confirmImport(creditCode, again.id, true);
    assert.equal(state.trainees(filing?.id ?? '').length, 3);
  });
  test('记录不在培训期间、学员不在名单、重复的，逐行说明', async () => {
    const { state, creditCode, material } = await prepared('2022-05-20');
    const [first, second] = material.sessions;
    assert.ok(first && second);
    const sessions = [
      { ...first, start: '2022-05-08T09:00:00', end: '2022-05-08T10:00:00' },
      { ...second, idNumber: '11010519491231002X' },
      ...material.sessions.slice(2, 4),
      { ...(material.sessions[3] as typeof first) },
    ];
    const bytes = await workbook({ ...material, sessions, signIns: [], questions: [], exams: [] });
    state.confirmImport(creditCode, (await state.previewRoster(creditCode, 'case.xlsx', bytes)).id, true);
    const preview = await state.previewRecords(creditCode, 'case.xlsx', bytes);
    assert.deepEqual(
      preview.problems.map((problem) => [problem.row, problem.field, problem.reason.replace(/（.*/, '')]),
      [
        [2, '开始时间', '2022-05-08 不在登记的培训期间'],
        [3, '身份证号', '110***********002X 不在已导入的学员中，请先导入学员花名册'],
        [6, '身份证号', `${preview.problems[2]?.reason.slice(0, 18)} 的同一条学习记录已导入或在文件中重复`],
      ],
    );
  });
  test('先登记培训才能导入；培训不能早于备案通过，也不能迟于三个月', async () => {
    const traveller = await travellerOf({ material: one() });
    const { state, creditCode, material } = traveller;
    const [filing] = approvedFilings(traveller);
    state.clock.advanceTo('2022-05-16');
    assert.match(
      (await state.previewRoster(creditCode, 'case.xlsx', await workbook(material))).problems[0]?.reason ?? '',
      /尚未登记培训起止日期/,
    );
    for (const period of [
      { start: '2022-04-24', end: '2022-05-13' },
      { start: '2022-05-13', end: '2022-05-09' },
      { start: '2022-05-09', end: '2022-05-17' },
      { start: '', end: '' },
    ]) {
      assert.throws(() => state.reportTraining(creditCode, filing?.id ?? '', period), Refusal);
    }
  });
});

describe('申请补贴', () => {
  test('满足全部条件的可以申请，按人数计算金额', async () => assert.equal(await refusalFor(() => {}), ''));
  const last = (material: Case) => material.roster[2]?.idNumber;
  for (const [what, change, pattern] of [
    [
      '有学习日未签到',
      (m: Case) => {
        m.signIns = m.signIns.filter((row) => row.idNumber !== last(m) || row.at.slice(0, 10) !== '2022-05-10');
      },
      /有 1 名学员有学习日未签到/,
    ],
    [
      '没有互动答疑',
      (m: Case) => {
        m.questions = m.questions.filter((row) => row.idNumber !== last(m));
      },
      /没有互动答疑记录/,
    ],
    [
      '没有考试',
      (m: Case) => {
        m.exams = m.exams.filter((row) => row.idNumber !== last(m));
      },
      /没有课后考试记录/,
    ],
    [
      '考试早于学习结束',
      (m: Case) => {
        m.exams = m.exams.map((row) => ({ ...row, at: '2022-05-09T08:00:00' }));
      },
      /考试早于学习结束/,
    ],
    [
      '考试不合格',
      (m: Case) => {
        m.exams = m.exams.map((row) => ({ ...row, score: 59 }));
      },
      /有 3 名学员考试成绩低于 60 分/,
    ],
    [
      '学习不足 1080 分钟',
      (m: Case) => {
        m.sessions = m.sessions.filter((row) => row.idNumber !== last(m) || row.start.slice(0, 10) !== '2022-05-10');
      },
      /学习时长不足 1080 分钟（如 \d{3}\*{11}/,
    ],
  ] as const) {
    test(`${what}不能申请`, async () => assert.match(await refusalFor(change), pattern));
  }
  test('超过十个工作日不能申请', async () => {
    const traveller = await travellerOf({ material: one() });
    await trainedFilings(traveller);
    traveller.state.clock.advanceTo('2022-05-30');
    assert.match(traveller.state.claimable(traveller.creditCode)[0]?.refusal ?? '', /2022-05-27 前/);
  });
  test('同样的项目提交两次得到同一个申请', async () => {
    const traveller = await travellerOf();
    const claim = await submittedClaim(traveller);
    const { bank, accountName, accountNumber } = traveller.material.enterprise;
    assert.equal(
      traveller.state.submitClaim(traveller.creditCode, {
        filingIds: claim.lines.map((line) => line.filingId),
        account: { bank, name: accountName, number: accountNumber },
      }).id,
      claim.id,
    );
    assert.equal(claim.amount, 3600);
  });
});

describe('材料邮件', () => {
  const papers = (...names: string[]) =>
    names.map((name) => ({ fileName: `${name}.xlsx`, content: new Uint8Array([7, 8, 9]) }));
  const ALL = ['补贴申请表', '学员花名册', '课程汇总表', '后台数据'];
  test('经真实的邮件服务器收到，附件逐字节一致；缺少的和迟到的写明理由', async () => {
    const traveller = await travellerOf();
    const { state } = traveller;
    const claim = await submittedClaim(traveller);
    const mailbox = await createMailbox(state);
    const mail = (attachments: ReturnType<typeof papers>, to = 'jiucu@jingan.example') =>
      sendClaimMail(mailbox.port, {
        from: 'unit@unit.example',
        to,
        subject: `材料 ${claim.receipt}`,
        text: '请查收',
        attachments,
      });
    try {
      await mail(papers('补贴申请表'));
      assert.match(state.claim(claim.id).reasons[0] ?? '', /缺少材料：学员花名册、课程汇总表、后台数据/);
      await assert.rejects(mail(papers(...ALL), 'someone@else.example'), /没有收件人/);
      await assert.rejects(mail([{ fileName: '大.bin', content: new Uint8Array(26 * 1024 * 1024) }]), Refusal);
      await mail(papers(...ALL));
      assert.equal(state.claim(claim.id).status, '待受理');
      const [, received] = state.mails();
      assert.deepEqual([...state.mailAttachment(received?.id ?? '', 0)], [7, 8, 9]);
      assert.equal(state.mails().length, 2);
    } finally {
      await mailbox.close();
    }
  });
  test('申请后第十一个工作日寄到的视为逾期', async () => {
    const traveller = await travellerOf();
    const { state } = traveller;
    const claim = await submittedClaim(traveller);
    state.clock.advanceTo(state.mailBy(claim));
    state.clock.nextWorkingDay();
    state.receiveMail({
      from: '',
      to: '',
      subject: claim.receipt,
      text: '',
      attachments: ALL.map((name) => ({ fileName: name, contentType: '', content: new Uint8Array() })),
    });
    assert.equal(state.claim(claim.id).status, '待寄送材料');
    assert.match(state.claim(claim.id).reasons[0] ?? '', /现已逾期/);
    assert.ok(
      state.progress(traveller.creditCode).some((stage) => stage.stage === '寄送材料' && stage.state === '已逾期'),
    );
  });
});

describe('区审核', () => {
  test('回访名单由种子值决定，登记完才能审核通过', async () => {
    const draw = async () => {
      const traveller = await travellerOf({ material: caseOf({ seed: 8, projects: 1, traineesPerProject: 6 }) });
      const claim = await acceptedClaim(traveller);
      return { state: traveller.state, claim: traveller.state.drawCallBacks(claim.id, 3) };
    };
    const [a, b] = [await draw(), await draw()];
    assert.deepEqual(a.claim.callBacks, b.claim.callBacks);
    assert.throws(() => a.state.approveClaim(a.claim.id), /还有 3 名学员待回访/);
    for (const size of [0, 7, 1.5]) assert.throws(() => b.state.drawCallBacks(b.claim.id, size), /1 至 6/);
    assert.throws(() => b.state.recordCallBack(b.claim.id, 'F-1', '11010519491231002X', '属实', ''), /不在回访名单中/);
  });
  test('公示五个工作日，首日计入；期满前不能结束，期满后不能再提异议', async () => {
    const traveller = await travellerOf();
    const { state } = traveller;
    const claim = await approvedClaim(traveller);
    const notice = state.publishNotice([claim.id]);
    assert.equal(
      notice.title,
      `${traveller.material.enterprise.district}受疫情影响企业职工线上职业培训补贴发放名单（第一批）`,
    );
    state.clock.advanceTo(notice.to);
    assert.throws(() => state.closeNotice(notice.id), /期满后才能结束/);
    state.clock.nextWorkingDay();
    assert.throws(() => state.objectToNotice(notice.id, '有异议'), /已于/);
    state.closeNotice(notice.id);
    assert.equal(state.claim(claim.id).status, '公示期满');
  });
  test('公示期间有异议的申请到此为止', async () => {
    const traveller = await travellerOf();
    const { state } = traveller;
    const claim = await approvedClaim(traveller);
    state.objectToNotice(state.publishNotice([claim.id]).id, '名单中有退休人员');
    assert.deepEqual(
      [state.claim(claim.id).status, state.claim(claim.id).reasons],
      ['公示异议', ['公示期间收到异议：名单中有退休人员']],
    );
    assert.throws(() => state.approveFinance(claim.id), Refusal);
  });
  test('拨付失败写明原因，换账户后重新申请', async () => {
    const traveller = await travellerOf();
    const { state, creditCode, material } = traveller;
    const claim = await noticedClaim(traveller);
    state.approveFinance(claim.id);
    assert.throws(() => state.failPayment(claim.id, ' '), /请填写拨付失败的原因/);
    state.failPayment(claim.id, '账号已销户');
    const again = state.resubmitClaim(creditCode, claim.id, {
      account: { bank: '另一家样例银行', name: material.enterprise.name, number: '6222000011112222' },
    });
    assert.deepEqual(
      [again.status, again.receipt, again.paymentFailure, again.account.bank],
      ['待寄送材料', claim.receipt, undefined, '另一家样例银行'],
    );
  });
  test('批次的中文数字', () => {
    for (const [value, text] of [
      [1, '一'],
      [10, '十'],
      [12, '十二'],
      [20, '二十'],
      [99, '九十九'],
      [100, '一百'],
      [105, '一百零五'],
      [110, '一百一十'],
      [123, '一百二十三'],
    ] as const)
      assert.equal(chineseNumber(value), text);
  });
});
