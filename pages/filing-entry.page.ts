import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

/** What the dialog 新增 / 修改 asks for. */
export interface FilingForm {
  type: string;
  course: string;
  platformName: string;
  platformCreditCode: string;
  plannedTrainees: number | string;
}

/** 信息录入: query, entered filings, letter and seal. */
export class FilingEntryPage extends Screen {
  protected readonly name = '信息录入';
  readonly heading: Locator = this.page.getByRole('heading', { name: '信息录入', exact: true });
  readonly currentStep: Locator = this.page.getByRole('list', { name: '办理步骤' }).locator('[aria-current=step]');
  readonly drafts: Locator = this.page.getByRole('table', { name: '备案信息录入' });
  readonly found: Locator = this.page.getByRole('table', { name: '查询结果' });
  readonly pager: Locator = this.page.getByRole('navigation', { name: '查询结果分页' });
  readonly letterState: Locator = this.page
    .getByRole('region', { name: '备案信息录入', exact: true })
    .getByRole('status');
  readonly dialog: Locator = this.page.getByRole('dialog', { name: '备案信息录入' });
  readonly addButton: Locator = this.page.getByRole('button', { name: '新增' });
  readonly editButton: Locator = this.page.getByRole('button', { name: '修改' });
  readonly removeButton: Locator = this.page.getByRole('button', { name: '删除' });
  readonly generateButton: Locator = this.page.getByRole('button', { name: '生成承诺书' });
  readonly sealButton: Locator = this.page.getByRole('button', { name: '单位签章' });
  readonly nextButton: Locator = this.page.getByRole('button', { name: '下一步' });
  readonly dialogAlert: Locator = this.dialog.getByRole('alert').filter({ hasText: /\S/ });

  draft(course: string): Locator {
    return this.drafts.getByRole('row').filter({ hasText: course });
  }

  subsidy(course: string): Locator {
    return this.draft(course).getByRole('cell').last();
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }

  async goto(): Promise<void> {
    await this.act('打开信息录入', async () => {
      await this.page.goto('/zzjbdl/filing/entry');
      await this.ready();
    });
  }

  async query(choice: { result?: string; status?: string }): Promise<void> {
    await this.act('查询', async () => {
      const form = this.page.getByRole('form', { name: '查询条件' });
      await form.getByLabel('审核结果').selectOption(choice.result ?? '');
      await form.getByLabel('备案状态').selectOption(choice.status ?? '');
      await Promise.all([this.page.waitForEvent('load'), form.getByRole('button', { name: '查询' }).click()]);
    });
  }

  /** 新增, filled in and confirmed; ends with the row in the grid or with the refusal in the dialog. */
  async add(form: FilingForm): Promise<void> {
    await this.act('新增备案信息', async () => {
      await this.addButton.click();
      await this.fill(form);
      await this.confirmDialog();
    });
  }

  async edit(course: string, form: Partial<FilingForm>): Promise<void> {
    await this.act('修改备案信息', async () => {
      await this.choose(course);
      await this.editButton.click();
      await this.fill(form);
      await this.confirmDialog();
    });
  }

  async remove(course: string): Promise<void> {
    await this.act('删除备案信息', async () => {
      await this.choose(course);
      await this.removeButton.click();
      const dialog = this.page.getByRole('dialog', { name: '删除备案信息' });
      await Promise.all([this.page.waitForEvent('load'), dialog.getByRole('button', { name: '确定' }).click()]);
    });
  }

  async choose(course: string): Promise<void> {
    await this.page.getByRole('radio', { name: `选择 ${course}` }).check();
  }

  async generate(): Promise<void> {
    await this.act('生成承诺书', async () => {
      await this.generateButton.click();
      await this.letterState.filter({ hasText: '已生成' }).or(this.alert).first().waitFor();
      await this.page.waitForLoadState('load');
    });
  }

  async openSealing(): Promise<void> {
    await this.act('单位签章', async () => {
      await this.sealButton.click();
      await this.page.getByRole('heading', { name: '单位签章' }).or(this.alert).first().waitFor();
      await this.page.waitForLoadState('load');
    });
  }

  async next(): Promise<void> {
    await this.act('下一步', async () => {
      await this.nextButton.click();
      await this.page.getByRole('heading', { name: '资料上传', exact: true }).or(this.alert).first().waitFor();
      await this.page.waitForLoadState('load');
    });
  }

  /** The dialog's own sentence and the messages beside its fields, as one text. */
  async dialogFaults(): Promise<string> {
    const said = await this.dialog.getByRole('alert').allInnerTexts();
    return said.filter((text) => text.trim() !== '').join(' ');
  }

  private async fill(form: Partial<FilingForm>): Promise<void> {
    await this.dialog.waitFor();
    const texts = {
      培训课程: form.course,
      培训平台名称: form.platformName,
      平台提供商统一社会信用代码: form.platformCreditCode,
      拟培训人数: form.plannedTrainees,
    };
    if (form.type !== undefined) await this.field('企业类型').selectOption(form.type);
    for (const [label, value] of Object.entries(texts))
      if (value !== undefined) await this.field(label).fill(String(value));
  }

  /** 确定 reloads the page on success; a refusal stays in the dialog. */
  private async confirmDialog(): Promise<void> {
    await this.answered(this.dialog.getByRole('button', { name: '确定' }), this.dialogAlert);
  }
}
