import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Case } from '../../domain/case/model/schema.ts';
import { applicantOf } from '../../fixtures/applicant.ts';
import { caseOf } from '../../fixtures/factories/case.ts';
import { submittedClaim, trainedFilings } from '../../fixtures/portal-states.ts';

const one = () => caseOf({ seed: 4, projects: 1, traineesPerProject: 3 });

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
    [
      '考试时间计入才够时长',
      (m: Case) => {
        const own = m.sessions.filter((row) => row.idNumber === last(m));
        const chapter = own[0]?.chapter;
        for (const row of own) if (row.chapter === chapter) row.chapter = '第六章 结业考试';
      },
      /有 1 名学员学习时长不足 1080 分钟/,
    ],
    [
      '全部时长都在一个章节上',
      (m: Case) => {
        for (const row of m.sessions) row.chapter = m.chapters[0]?.chapter ?? '';
      },
      /有 3 名学员学习时长不足 1080 分钟/,
    ],
    [
      '时长够了但有章节没有学',
      (m: Case) => {
        const [model] = m.chapters;
        if (model !== undefined) m.chapters.push({ ...model, row: 99, chapter: '第七章 职业道德' });
      },
      /有 3 名学员没有学完课程汇总的全部章节/,
    ],
    [
      '章节写错的记录不计入，说出写错的名称，',
      (m: Case) => {
        const name = m.chapters[1]?.chapter;
        for (const row of m.sessions) if (row.chapter === name) row.chapter = '第二章 识别于评估';
      },
      /有 3 名学员学习时长不足 1080 分钟.*；学习记录的章节「第二章 识别于评估」不在课程汇总中，没有计入/,
    ],
    [
      '没有课程汇总',
      (m: Case) => {
        m.chapters = [];
      },
      /尚未导入课程汇总，无法核对/,
    ],
    [
      '同时学习的时间计两次才够时长',
      (m: Case) => {
        const own = m.sessions.filter((row) => row.idNumber === last(m));
        const days = [...new Set(own.map((row) => row.start.slice(0, 10)))].slice(0, 3);
        const [model] = own;
        m.sessions = m.sessions.filter((row) => row.idNumber !== last(m));
        // Five hours a day, kept by two devices at once: 900 minutes, and 1,710 when counted twice.
        if (model !== undefined)
          for (const [index, day] of days.flatMap((day) => [`${day}T08:00:00`, `${day}T08:30:00`]).entries())
            m.sessions.push({ ...model, row: 9000 + index, start: day, end: `${day.slice(0, 10)}T13:00:00` });
      },
      /有 1 名学员学习时长不足 1080 分钟/,
    ],
  ] as const) {
    test(`${what}不能申请`, async () => assert.match(await refusalFor(change), pattern));
  }
  test('章节名称只差空格和全角的记录，按同一章节计入', async () =>
    assert.equal(
      await refusalFor((m) => {
        for (const row of m.sessions) row.chapter = row.chapter.replace(' ', '\u3000');
      }),
      '',
    ));
  test('超过十个工作日不能申请', async () => {
    const applicant = await applicantOf({ material: one() });
    await trainedFilings(applicant);
    applicant.state.clock.advanceTo('2022-05-30');
    assert.match(applicant.state.claimable(applicant.creditCode)[0]?.refusal ?? '', /2022-05-27 前/);
  });
  test('同样的项目提交两次得到同一个申请', async () => {
    const applicant = await applicantOf();
    const claim = await submittedClaim(applicant);
    const { bank, accountName, accountNumber } = applicant.material.enterprise;
    assert.equal(
      applicant.state.submitClaim(applicant.creditCode, {
        filingIds: claim.lines.map((line) => line.filingId),
        account: { bank, name: accountName, number: accountNumber },
      }).id,
      claim.id,
    );
    assert.equal(claim.amount, 3600);
  });
});

async function refusalFor(change: (material: Case) => void): Promise<string> {
  const material = one();
  change(material);
  const applicant = await applicantOf({ material });
  await trainedFilings(applicant);
  return applicant.state.claimable(applicant.creditCode)[0]?.refusal ?? '';
}
