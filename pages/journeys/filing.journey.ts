import type { CommitmentPage } from '../commitment.page.ts';
import type { UploadFile } from '../components/upload-file.ts';
import type { ConfirmPage } from '../confirm.page.ts';
import type { FilingEntryPage, FilingForm } from '../filing-entry.page.ts';
import type { HomePage } from '../home.page.ts';
import type { LoginPage } from '../login.page.ts';
import type { ServicesPage } from '../services.page.ts';
import type { UploadPage } from '../upload.page.ts';
import type { StageObserver } from './stage.ts';
import { arrive, goOn, JourneyStopped } from './stopped.ts';

export interface FilingScreens {
  login: LoginPage;
  home: HomePage;
  services: ServicesPage;
  filingEntry: FilingEntryPage;
  commitment: CommitmentPage;
  upload: UploadPage;
  confirm: ConfirmPage;
}

export interface FilingPlan {
  pin: string;
  filings: FilingForm[];
  materials: { type: string; files: UploadFile[] }[];
}

/** Where the seal goes: over 申请单位, at the foot of the letter. */
const SEAL_PLACE = { x: 0.72, y: 0.82 };

/** 备案, from the login to the receipt. */
export class FilingJourney {
  private readonly screens: FilingScreens;
  private readonly observer: StageObserver;

  constructor(screens: FilingScreens, observer: StageObserver) {
    this.screens = screens;
    this.observer = observer;
  }

  async run(plan: FilingPlan): Promise<void> {
    const { login, home, services, filingEntry, commitment, upload, confirm } = this.screens;
    await this.observer.stage('登录', async () => {
      await login.goto();
      await login.signIn(plan.pin);
      await arrive(home, login);
    });
    await this.observer.stage('选择事项', async () => {
      await home.openServices();
      await services.open('企业线上培训补贴');
      await arrive(filingEntry, services);
    });
    await this.observer.stage('信息录入', async (note) => {
      for (const filing of plan.filings) {
        await filingEntry.add(filing);
        const refusals = await filingEntry.dialog.refusals();
        if (refusals !== '') throw new JourneyStopped(refusals);
      }
      note(`录入 ${plan.filings.length} 个培训项目`);
    });
    await this.observer.stage('承诺书签章', async () => {
      await filingEntry.generate();
      await filingEntry.openSealing();
      await arrive(commitment, filingEntry);
      await commitment.takeSeal();
      await commitment.dragSealTo(SEAL_PLACE.x, SEAL_PLACE.y);
      await commitment.sign(plan.pin);
      await goOn(commitment.done, commitment.dialog.alert);
    });
    await this.observer.stage('资料上传', async (note) => {
      await commitment.back();
      await filingEntry.next();
      await arrive(upload, filingEntry);
      for (const { type, files } of plan.materials) {
        await upload.attach(type, files);
        const refused = await upload.messages(type).allInnerTexts();
        if (refused.length > 0) throw new JourneyStopped(refused.join(' '));
      }
      note(`上传 ${plan.materials.reduce((sum, material) => sum + material.files.length, 0)} 页`);
    });
    await this.observer.stage('确认提交', async (note) => {
      await upload.next();
      await arrive(confirm, upload);
      await confirm.submit();
      await goOn(confirm.receipt, confirm.alert);
      for (const filing of plan.filings)
        note(`${filing.course} 备案回执 ${(await confirm.receiptOf(filing.course).innerText()).trim()}`);
    });
  }
}
