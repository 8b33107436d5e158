import type { Locator, Page } from '@playwright/test';

/** The sentence with which the portal refuses, where it stands in `scope`. */
export function refusalIn(scope: Locator): Locator {
  return scope.getByRole('alert').filter({ hasText: /\S/ });
}

/** A form with a name: its fields by their labels, its buttons, and the portal's refusal inside it. */
export class Form {
  readonly root: Locator;
  readonly alert: Locator;

  constructor(page: Page, name: string, role: 'form' | 'dialog' = 'form') {
    this.root = page.getByRole(role, { name });
    this.alert = refusalIn(this.root);
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }
}
