import { Screen } from './components/screen.ts';

/** UKey 模拟器: the key in the hand. */
export class UKeyPage extends Screen {
  protected readonly name = 'UKey';

  async goto(): Promise<void> {
    await this.act('打开 UKey 模拟器', () => this.visit('/ukey'));
  }

  async press(button: '插入 UKey' | '拔出 UKey' | '到服务网点解锁'): Promise<void> {
    await this.act(button, () => this.answered(this.page.getByRole('button', { name: button })));
  }
}
