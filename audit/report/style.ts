/** The one style sheet of the HTML reports: prints on A4, no outside address, no web font. */
export const REPORT_STYLE = `
:root { --ink:#1c2733; --soft:#566473; --line:#d5dce4; --blue:#1459a8; --good:#12693c; --bad:#a8201a; --doubt:#7a4b00; --ground:#f4f6f9; }
* { box-sizing:border-box }
body { margin:0; background:var(--ground); color:var(--ink); font:15px/1.65 "Noto Sans SC","PingFang SC","Microsoft YaHei","Source Han Sans SC",sans-serif; font-variant-numeric:tabular-nums }
.simulation { margin:0; padding:4px 16px; background:#5c1010; color:#fff; text-align:center; font-weight:700; letter-spacing:.1em }
main { max-width:1120px; margin:0 auto; padding:24px 16px 64px }
h1 { font-size:26px; line-height:1.3; margin:0 0 4px } h2 { font-size:18px; margin:36px 0 10px; padding-left:10px; border-left:4px solid var(--blue) }
.under { color:var(--soft); margin:0 0 20px }
.verdict { padding:16px 20px; border-radius:6px; background:#fff; border:1px solid var(--line); border-left:8px solid var(--good) }
.verdict.bad { border-left-color:var(--bad) } .verdict strong { font-size:20px; color:var(--good) } .verdict.bad strong { color:var(--bad) }
.scroll { overflow-x:auto; background:#fff; border:1px solid var(--line); border-radius:6px }
table { width:100%; border-collapse:collapse } caption { text-align:left; padding:8px 12px; color:var(--soft) }
th,td { padding:8px 12px; text-align:left; vertical-align:top; border-top:1px solid var(--line) } thead th { background:#eaf0f7; border-top:0; white-space:nowrap }
tfoot td, tfoot th { font-weight:700; background:#f7f9fc } .number { text-align:right; white-space:nowrap } .nowrap { white-space:nowrap } .digest { font-family:monospace; font-size:.8em; overflow-wrap:anywhere }
.tag { display:inline-block; padding:0 8px; border:1px solid currentColor; border-radius:10px; font-size:13px; white-space:nowrap } .good { color:var(--good) } .bad-text { color:var(--bad) } .doubt { color:var(--doubt) } .quiet { color:var(--soft) }
.facts { display:grid; grid-template-columns:max-content 1fr; gap:6px 18px; margin:0; padding:14px 18px; background:#fff; border:1px solid var(--line); border-radius:6px } .facts dt { color:var(--soft) } .facts dd { margin:0; overflow-wrap:anywhere }
details > summary { cursor:pointer; color:var(--blue); padding:6px 0; width:fit-content }
a { color:var(--blue) } :focus-visible { outline:3px solid #b45f00; outline-offset:2px }
footer { margin-top:40px; color:var(--soft); font-size:13px; border-top:1px solid var(--line); padding-top:12px }
.contents { display:flex; flex-wrap:wrap; gap:2px 16px; margin:0 0 16px; padding:8px 0; border-bottom:1px solid var(--line) }
.lead { font-weight:700 } .small { font-size:.87em } .small .digest { font-size:.92em } p.small, dl.small { margin:4px 0; color:var(--soft) } h3 { font-size:15px; margin:18px 0 6px } code, pre { font-family:monospace; font-size:.8em; overflow-wrap:anywhere } code { background:#eef2f6; padding:1px 4px; border-radius:3px } pre { margin:6px 0; padding:10px 12px; background:#fff; border:1px solid var(--line); border-radius:4px; white-space:pre-wrap }
button { font:inherit; padding:3px 14px; color:#fff; background:var(--blue); border:0; border-radius:4px; cursor:pointer } input { font:inherit; padding:2px 8px; border:1px solid #7d8b99; border-radius:4px; max-width:100% }
[hidden] { display:none !important } .scroll + details, .scroll + .scroll { margin-top:10px }
.verdict > * { margin:8px 0 } blockquote { margin:8px 0; padding:6px 14px; border-left:4px solid var(--bad); background:#fdf3f2; font-size:17px }
.figures { display:flex; flex-wrap:wrap; gap:6px 32px } .figures dt { font-size:13px; color:var(--soft) } .figures dd { margin:0 } .figures b { font-size:22px }
.digest.short { display:inline-block; max-width:10em; overflow:hidden; text-overflow:ellipsis; white-space:nowrap; vertical-align:bottom } td.digest.short { display:table-cell; max-width:9.5em } .digest.short:hover, .digest.short:focus-within, tr:target .digest.short { overflow:visible; white-space:normal; max-width:none; overflow-wrap:anywhere } td.digest.short:hover, tr:target td.digest.short { max-width:9.5em }
.time-line { display:block; max-width:none } .time-line text { font-size:13px; fill:var(--ink) } .time-line .owner, .time-line .note, .time-line .month-name { fill:var(--soft); font-size:12px } .time-line .subject { font-weight:700 } .time-line .rule, .time-line .month { stroke:var(--line) } .time-line .rest { fill:#eef1f5 } .time-line .today { stroke:var(--bad); stroke-dasharray:4 3 } .time-line .today-name { fill:var(--bad); font-size:12px } .time-line .late { fill:var(--bad); font-size:12px; font-weight:700 }
.time-line .slack { stroke:#7d8b99; stroke-dasharray:2 3 } .time-line .note, .time-line .late { paint-order:stroke; stroke:#fff; stroke-width:3px; stroke-linejoin:round } .time-line .due { fill:none; stroke:var(--ink); stroke-width:2 } .time-line .due.late { stroke:var(--bad); stroke-width:2 } .bar.open { fill-opacity:.45; stroke:var(--ink); stroke-dasharray:3 2 } .bar.late { stroke:var(--bad); stroke-width:2 }
.unit { fill:#1459a8; background:#1459a8 } .provider { fill:#0f7a6c; background:#0f7a6c } .bureau { fill:#6a3d9a; background:#6a3d9a } .centre { fill:#8a5a00; background:#8a5a00 } .finance { fill:#51606e; background:#51606e } .swatch { display:inline-block; width:14px; height:10px; border-radius:2px; print-color-adjust:exact }
.dense { font-size:13px } .dense td, .dense th { padding:4px 8px } .dense .path { overflow-wrap:anywhere; min-width:240px } .dense tr:target { background:#fff6d6 } .sort { padding:0; color:inherit; background:none; font-weight:700; text-align:inherit } .sort::after { content:' ↕' / ''; color:var(--soft) } [aria-sort=ascending] .sort::after { content:' ↑' / '' } [aria-sort=descending] .sort::after { content:' ↓' / '' } td p.small { margin:2px 0 0 } .filter, .prove { margin:6px 0 }
@media (min-width:1560px) { .contents { position:fixed; top:72px; left:max(16px,calc(50% - 760px)); width:150px; flex-direction:column; border:0 } }
@media (max-width:640px) { main { padding:16px 10px 48px } h1 { font-size:21px } .facts { grid-template-columns:minmax(0,1fr) } .facts dt { margin-top:6px } }
@page { size:A4; margin:14mm 12mm }
@media print { body { background:#fff; font-size:11px; print-color-adjust:exact } main { max-width:none; padding:0 } .simulation { padding:2px } .scroll { overflow:visible; border-color:#999 } .verdict,.facts { border-color:#999 } h1 { font-size:20px } h2 { font-size:15px; margin-top:20px } h2,h3,caption { break-after:avoid } tr { break-inside:avoid } thead { display:table-header-group } tfoot { display:table-row-group } table { font-size:10px } th,td { padding:3px 5px } thead th { white-space:normal } .tag { font-size:inherit; padding:0 5px } a { color:inherit; text-decoration:none } }
@media print { main { padding:0 1px } .contents, .filter { display:none !important } .time-line { width:100%; height:auto } details:not([open]) { display:none } h3 { font-size:12px } td.digest.short { display:table-cell; max-width:none; white-space:normal; overflow:visible; overflow-wrap:anywhere } td .digest.short, dd .digest.short { max-width:none; white-space:normal; overflow-wrap:anywhere } .dense { font-size:8px } .dense td, .dense th { padding:2px 4px; overflow-wrap:anywhere } .dense .path { min-width:0 } .figures b { font-size:16px } }
`;
