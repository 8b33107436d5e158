import type { Locator } from '@playwright/test';
import { Dialog } from './components/dialog.ts';
import { Form } from './components/form.ts';
import { Screen } from './components/screen.ts';

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
  readonly drafts: Locator = this.page.getByRole('table', { name: '备案信息录入' });
  readonly found: Locator = this.page.getByRole('table', { name: '查询结果' });
  readonly pager: Locator = this.page.getByRole('navigation', { name: '查询结果分页' });
  readonly letterState: Locator = this.page
    .getByRole('region', { name: '备案信息录入', exact: true })
    .getByRole('status');
  readonly dialog: Dialog = new Dialog(this.page, '备案信息录入');
  readonly addButton: Locator = this.page.getByRole('button', { name: '新增' });
  readonly editButton: Locator = this.page.getByRole('button', { name: '修改' });
  readonly removeButton: Locator = this.page.getByRole('button', { name: '删除' });
  readonly generateButton: Locator = this.page.getByRole('button', { name: '生成承诺书' });
  readonly sealButton: Locator = this.page.getByRole('button', { name: '单位签章' });
  readonly nextButton: Locator = this.page.getByRole('button', { name: '下一步' });

  draft(course: string): Locator {
    return this.drafts.getByRole('row').filter({ hasText: course });
  }

  subsidy(course: string): Locator {
    return this.draft(course).getByRole('cell').last();
  }

  async goto(): Promise<void> {
    await this.act('打开信息录入', () => this.visit('/zzjbdl/filing/entry'));
  }

  async query(choice: { result?: string; status?: string }): Promise<void> {
    await this.act('查询', async () => {
      const form = new Form(this.page, '查询条件');
      await form.field('审核结果').selectOption(choice.result ?? '');
      await form.field('备案状态').selectOption(choice.status ?? '');
      await this.answered(form.button('查询'));
    });
  }

  /** 新增, filled in and confirmed; ends with the row in the grid or with the refusal in the dialog. */
  async add(form: FilingForm): Promise<void> {
    await this.act('新增备案信息', async () => {
      await this.addButton.click();
      await this.fill(form);
      await this.confirmed(this.dialog);
    });
  }

  async edit(course: string, form: Partial<FilingForm>): Promise<void> {
    await this.act('修改备案信息', async () => {
      await this.choose(course);
      await this.editButton.click();
      await this.fill(form);
      await this.confirmed(this.dialog);
    });
  }

  async remove(course: string): Promise<void> {
    await this.act('删除备案信息', async () => {
      await this.choose(course);
      await this.removeButton.click();
      await this.confirmed(new Dialog(this.page, '删除备案信息'));
    });
  }

  async choose(course: string): Promise<void> {
    await this.page.getByRole('radio', { name: `选择 ${course}` }).check();
  }

  async generate(): Promise<void> {
    await this.act('生成承诺书', () => this.answered(this.generateButton));
  }

  async openSealing(): Promise<void> {
    await this.act('单位签章', async () => {
      await this.sealButton.click();
      await this.opened('单位签章');
    });
  }

  async next(): Promise<void> {
    await this.act('下一步', async () => {
      await this.nextButton.click();
      await this.opened('资料上传');
    });
  }

  private async fill(form: Partial<FilingForm>): Promise<void> {
    await this.dialog.root.waitFor();
    const texts = {
      培训课程: form.course,
      培训平台名称: form.platformName,
      平台提供商统一社会信用代码: form.platformCreditCode,
      拟培训人数: form.plannedTrainees,
    };
    if (form.type !== undefined) await this.dialog.field('企业类型').selectOption(form.type);
    for (const [label, value] of Object.entries(texts))
      if (value !== undefined) await this.dialog.field(label).fill(String(value));
  }
}
