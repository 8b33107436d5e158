/** 工信部联企业〔2011〕300号, 物业管理: both limits must be met; missing either drops a class. */
const CLASSES = [
  { size: '大型', staff: 1000, revenue: 50_000_000 },
  { size: '中型', staff: 300, revenue: 10_000_000 },
  { size: '小型', staff: 100, revenue: 5_000_000 },
] as const;

/** Size of a property-management company by staff and yearly revenue in yuan. */
export function enterpriseSize(staff: number, revenue: number): '大型' | '中型' | '小型' | '微型' {
  return CLASSES.find((limit) => staff >= limit.staff && revenue >= limit.revenue)?.size ?? '微型';
}
