import type { Locator, Page } from '@playwright/test';

/** The heading that says which screen is open, by the screen's name in the record of steps. */
const HEADINGS = {
  登录: '法人一证通登录',
  首页: '自助经办首页',
  惠企点单办: '惠企点单办',
  信息录入: '信息录入',
  单位签章: '单位签章',
  资料上传: '资料上传',
  确认提交: '确认提交',
  我的备案: '我的备案',
  培训管理: '培训管理',
  导入核对: /^导入核对/,
  申请补贴: '申请补贴',
  补贴申请: '补贴申请',
  办理进度: '办理进度',
  公示: '公示',
  区审核: '待办事项',
  补贴审核: /^补贴审核/,
  公示管理: '公示管理',
  拨付管理: '拨付管理',
  收件箱: '区就促中心收件箱',
  模拟时钟: '模拟时钟',
  UKey: 'UKey 模拟器',
} as const;

export type ScreenName = keyof typeof HEADINGS;

export function headingOf(page: Page, screen: ScreenName): Locator {
  return page.getByRole('heading', { name: HEADINGS[screen], exact: true });
}
