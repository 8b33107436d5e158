import type { Form } from './form.ts';

/** The unit's bank account that the subsidy is paid to. */
export interface Account {
  bank: string;
  name: string;
  number: string;
}

export async function fillAccount(form: Form, account: Account): Promise<void> {
  await form.field('开户银行').fill(account.bank);
  await form.field('账户名称').fill(account.name);
  await form.field('银行账号').fill(account.number);
}
