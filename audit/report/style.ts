/** The one style sheet of the HTML reports: prints on A4, no outside address, no web font. */
export const REPORT_STYLE = `
:root { --ink:#1c2733; --soft:#566473; --line:#d5dce4; --blue:#1459a8; --good:#12693c; --bad:#a8201a; --doubt:#7a4b00; --ground:#f4f6f9; }
* { box-sizing:border-box }
body { margin:0; background:var(--ground); color:var(--ink); font:15px/1.65 "Noto Sans SC","PingFang SC","Microsoft YaHei","Source Han Sans SC",sans-serif; font-variant-numeric:tabular-nums }
.simulation { margin:0; padding:4px 16px; background:#5c1010; color:#fff; text-align:center; font-weight:700; letter-spacing:.1em }
main { max-width:1120px; margin:0 auto; padding:24px 16px 64px }
h1 { font-size:26px; line-height:1.3; margin:0 0 4px } h2 { font-size:18px; margin:36px 0 10px; padding-left:10px; border-left:4px solid var(--blue) }
.under { color:var(--soft); margin:0 0 20px }
.verdict { display:flex; flex-wrap:wrap; gap:8px 28px; align-items:baseline; padding:16px 20px; border-radius:6px; background:#fff; border:1px solid var(--line); border-left:8px solid var(--good) }
.verdict.bad { border-left-color:var(--bad) } .verdict strong { font-size:20px; color:var(--good) } .verdict.bad strong { color:var(--bad) }
.verdict p { margin:0 }
.scroll { overflow-x:auto; background:#fff; border:1px solid var(--line); border-radius:6px }
table { width:100%; border-collapse:collapse } caption { text-align:left; padding:8px 12px; color:var(--soft) }
th,td { padding:8px 12px; text-align:left; vertical-align:top; border-top:1px solid var(--line) } thead th { background:#eaf0f7; border-top:0; white-space:nowrap }
tfoot td, tfoot th { font-weight:700; background:#f7f9fc } .number { text-align:right; white-space:nowrap } .nowrap { white-space:nowrap } .digest { font-family:monospace; font-size:.8em; overflow-wrap:anywhere }
.tag { display:inline-block; padding:0 8px; border:1px solid currentColor; border-radius:10px; font-size:13px; white-space:nowrap } .good { color:var(--good) } .bad-text { color:var(--bad) } .doubt { color:var(--doubt) } .quiet { color:var(--soft) }
.facts { display:grid; grid-template-columns:max-content 1fr; gap:6px 18px; margin:0; padding:14px 18px; background:#fff; border:1px solid var(--line); border-radius:6px } .facts dt { color:var(--soft) } .facts dd { margin:0; overflow-wrap:anywhere }
details > summary { cursor:pointer; color:var(--blue); padding:6px 0; width:fit-content }
a { color:var(--blue) } :focus-visible { outline:3px solid #b45f00; outline-offset:2px }
footer { margin-top:40px; color:var(--soft); font-size:13px; border-top:1px solid var(--line); padding-top:12px }
@page { size:A4; margin:14mm 12mm }
@media print { body { background:#fff; font-size:11px; print-color-adjust:exact } main { max-width:none; padding:0 } .simulation { padding:2px } .scroll { overflow:visible; border-color:#999 } .verdict,.facts { border-color:#999 } h1 { font-size:20px } h2 { font-size:15px; margin-top:20px } h2,h3,caption { break-after:avoid } tr { break-inside:avoid } thead { display:table-header-group } tfoot { display:table-row-group } table { font-size:10px } th,td { padding:3px 5px } thead th { white-space:normal } .tag { font-size:inherit; padding:0 5px } a { color:inherit; text-decoration:none } }
`;
