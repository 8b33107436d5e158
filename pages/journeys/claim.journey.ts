import type { ClaimPage } from '../claim.page.ts';
import type { ClaimDetailPage } from '../claim-detail.page.ts';
import type { Account } from '../components/account-form.ts';
import type { Screen } from '../components/screen.ts';
import type { UploadFile } from '../components/upload-file.ts';
import type { DeskPage } from '../desk.page.ts';
import type { DeskClaimsPage } from '../desk-claims.page.ts';
import type { DeskNoticesPage } from '../desk-notices.page.ts';
import type { DeskPaymentsPage } from '../desk-payments.page.ts';
import type { HomePage } from '../home.page.ts';
import type { ImportPage } from '../import.page.ts';
import type { LoginPage } from '../login.page.ts';
import type { TrainingPage } from '../training.page.ts';
import type { StageObserver } from './stage.ts';
import { arrive, goOn, JourneyStopped } from './stopped.ts';

export interface ClaimScreens {
  login: LoginPage;
  home: HomePage;
  training: TrainingPage;
  imports: ImportPage;
  claim: ClaimPage;
  claimDetail: ClaimDetailPage;
  desk: DeskPage;
  deskClaims: DeskClaimsPage;
  deskNotices: DeskNoticesPage;
  deskPayments: DeskPaymentsPage;
}

export interface ImportPlan {
  periods: { course: string; start: string; end: string }[];
  roster: UploadFile;
  records: UploadFile[];
  account: Account;
}

/** How many trainees the district telephones in a rehearsal. */
const CALL_BACKS = 5;

/** 申请补贴, from the end of training to the payment; each act stands alone, a timetable orders them. */
export class ClaimJourney {
  private readonly screens: ClaimScreens;
  private readonly observer: StageObserver;
  private readonly pin: string;

  constructor(screens: ClaimScreens, observer: StageObserver, pin: string) {
    this.screens = screens;
    this.observer = observer;
    this.pin = pin;
  }

  /** The district approves the filings of these courses. */
  async approveFilings(courses: string[]): Promise<void> {
    const { desk } = this.screens;
    await this.observer.stage('备案审核', async (note) => {
      await desk.goto();
      await desk.approve(courses);
      await unrefused(desk);
      note(`${courses.length} 个项目备案通过`);
    });
  }

  /** 登记培训, 导入学员和培训记录, 提交申请; the claim's receipt. */
  async importAndClaim(plan: ImportPlan): Promise<string> {
    const { login, home, training, claim } = this.screens;
    const courses = plan.periods.map((period) => period.course);
    await this.observer.stage('登录', async () => {
      await login.goto();
      await login.signIn(this.pin);
      await arrive(home, login);
    });
    await this.observer.stage('登记培训', async () => {
      await training.goto();
      for (const { course, start, end } of plan.periods) {
        await training.report(course, start, end);
        if (await training.dialog.alert.isVisible())
          throw new JourneyStopped((await training.dialog.root.innerText()).replace(/\s+/g, ' '));
      }
    });
    await this.observer.stage('导入学员', (note) => this.import('学员花名册', plan.roster, note));
    await this.observer.stage('导入培训记录', async (note) => {
      for (const file of plan.records) await this.import('培训记录', file, note);
    });
    let receipt = '';
    await this.observer.stage('提交补贴申请', async (note) => {
      await claim.goto();
      for (const course of courses) {
        if (await claim.checkbox(course).isDisabled())
          throw new JourneyStopped(
            `「${course}」不能申请补贴：${await claim.row(course).getByRole('cell').last().innerText()}`,
          );
      }
      await claim.submit(courses, plan.account);
      await goOn(claim.receipt, claim.alert);
      receipt = (await claim.receipt.innerText()).trim();
      note(`补贴申请回执 ${receipt}`);
    });
    return receipt;
  }

  async mail(receipt: string, papers: UploadFile[]): Promise<void> {
    const { login, home, claimDetail } = this.screens;
    await this.observer.stage('寄送材料', async (note) => {
      await login.goto();
      await login.signIn(this.pin);
      await arrive(home, login);
      await claimDetail.goto(receipt);
      await claimDetail.mail(papers);
      await goOn(claimDetail.status('待受理'), claimDetail.mailForm.alert);
      note(`以邮件寄送 ${papers.length} 份材料`);
    });
  }

  async accept(receipt: string): Promise<void> {
    const { deskClaims } = this.screens;
    await this.observer.stage('正式受理', async () => {
      await deskClaims.goto(receipt);
      await deskClaims.accept();
      await goOn(deskClaims.status('审核中'), deskClaims.alert);
    });
  }

  async review(receipt: string, trainees: number): Promise<void> {
    const { deskClaims } = this.screens;
    await this.observer.stage('审核与电话回访', async (note) => {
      await deskClaims.goto(receipt);
      const size = Math.min(CALL_BACKS, trainees);
      await deskClaims.drawCallBacks(size);
      for (let number = 1; number <= size; number += 1) await deskClaims.recordCallBack(number, '属实');
      await deskClaims.approve();
      await goOn(deskClaims.status('审核通过').first(), deskClaims.alert);
      note(`回访 ${size} 人，均属实`);
    });
  }

  async publish(receipt: string): Promise<void> {
    const { deskNotices } = this.screens;
    await this.observer.stage('发布公示', async () => {
      await deskNotices.goto();
      await deskNotices.publish([receipt]);
      await unrefused(deskNotices);
    });
  }

  async closeNotice(): Promise<void> {
    const { deskNotices } = this.screens;
    await this.observer.stage('公示期满', async () => {
      await deskNotices.goto();
      await deskNotices.close();
      await unrefused(deskNotices);
    });
  }

  async approveFinance(receipt: string): Promise<void> {
    const { deskPayments } = this.screens;
    await this.observer.stage('财政核准', async () => {
      await deskPayments.goto();
      await deskPayments.approveFinance(receipt);
      await unrefused(deskPayments);
    });
  }

  async pay(receipt: string): Promise<void> {
    const { deskPayments } = this.screens;
    await this.observer.stage('拨付', async () => {
      await deskPayments.goto();
      await deskPayments.pay(receipt);
      await unrefused(deskPayments);
    });
  }

  private async import(
    kind: '学员花名册' | '培训记录',
    file: UploadFile,
    note: (sentence: string) => void,
  ): Promise<void> {
    const { training, imports } = this.screens;
    await training.goto();
    await training.check(kind, file);
    await arrive(imports, training);
    if (await imports.onlyGoodButton.isVisible()) {
      const rows = await imports.problems.getByRole('row').allInnerTexts();
      throw new JourneyStopped(
        `${kind}中有错误，未导入：${rows
          .slice(1, 6)
          .map((row) => row.replace(/\s+/g, ' '))
          .join('；')}`,
      );
    }
    if (await imports.confirmButton.isDisabled())
      throw new JourneyStopped(`文件中没有可导入的${kind}，未导入。请检查文件后再演练。`);
    await imports.confirm();
    await goOn(imports.imported, imports.alert);
    note(`${kind}核对无误，已导入`);
  }
}

/** The act before left no refusal on the screen. */
async function unrefused(screen: Screen): Promise<void> {
  if ((await screen.alert.count()) > 0) throw new JourneyStopped((await screen.alert.allInnerTexts()).join(' '));
}
