import type { Locator, Page } from '@playwright/test';
import { Form } from './form.ts';

/** A dialog that asks for something before an act; 确定 does it, or the refusal stays in the dialog. */
export class Dialog extends Form {
  readonly confirmButton: Locator = this.button('确定');

  constructor(page: Page, name: string) {
    super(page, name, 'dialog');
  }

  /** All that the dialog says against what was filled in, as one text. */
  async refusals(): Promise<string> {
    return (await this.alert.allInnerTexts()).join(' ');
  }
}
