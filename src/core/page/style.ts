// How the page looks, on light and dark screens, on paper, and large or small.

export const style = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--quiet:#59636e;--line:#d1d9e0;--card:#f6f8fa;--full:#c2cad3;--blue:#0969da;--blue-bg:#ddf4ff;--green:#1a7f37;--green-bg:#dafbe1;--amber:#9a6700;--amber-bg:#fff8c5;--red:#a40e26;--red-bg:#ffebe9;--violet:#6639ba;--violet-bg:#fbefff}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--card:#151b23;--full:#4a525c;--blue:#58a6ff;--blue-bg:#121d2f;--green:#56d364;--green-bg:#12261e;--amber:#e3b341;--amber-bg:#2a2111;--red:#ff9492;--red-bg:#2d1214;--violet:#d2a8ff;--violet-bg:#271a3d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
main,header,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1{font-size:1.6rem;line-height:1.25;margin:0;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem}
h3{margin:1rem 0 .35rem;font-size:.95rem}
a{color:var(--blue)}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-100vw}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.25rem .5rem}
.quiet,figcaption,.keys{color:var(--quiet);font-size:.875rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.85em}
code{overflow-wrap:anywhere}
.big{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0 0;padding:0}
.big div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem}
.big dt{color:var(--quiet);font-size:.875rem}.big dd{margin:0;font-size:1.2rem;font-weight:600}
figure{margin:0}.chart{width:100%;height:auto;display:block}
.chart .full,.key.full{fill:var(--full);background:var(--full)}.chart .added,.key.added{fill:var(--blue);background:var(--blue)}
.chart .grid{stroke:var(--line);stroke-width:1}.chart .tick{fill:var(--quiet);font-size:12px}
.chart a:hover .full,.chart a:focus .full{fill:var(--quiet)}
.key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin:0 .2em 0 .6em}
.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1.25rem}
.month{border-collapse:separate;border-spacing:2px;font-size:.8rem;text-align:center;width:100%;table-layout:fixed}
.month caption{font-weight:600;font-size:.9rem;text-align:left;padding:0 0 .25rem .3rem}
.month th{color:var(--quiet);font-weight:400}.month td{padding:0;height:1.9rem}
.none{color:var(--quiet)}
.day{display:inline-block;min-width:1.7rem;line-height:1.6rem;border-radius:5px;border:1px solid transparent;text-decoration:none;font-weight:600;padding:0 .2rem}
.day sup{font-size:.65em;font-weight:400;line-height:0}
.day.stays,.fate.stays{color:var(--green);background:var(--green-bg)}.day.goes,.fate.goes{color:var(--amber);background:var(--amber-bg)}
.day.soon,.fate.soon{color:var(--red);background:var(--red-bg)}.day.pinned,.fate.pinned{color:var(--violet);background:var(--violet-bg)}
.day.unknown,.fate.unknown{color:var(--quiet);background:var(--card)}
.day{border-color:currentColor}.keys .day{margin-left:.9rem;text-align:center;font-size:.8rem}.keys .day:first-child{margin-left:0}
.snapshots{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:8px}
.snapshots>li{border-top:1px solid var(--line);scroll-margin-top:1rem}.snapshots>li:first-child{border-top:0}
.snapshots>li:target{background:var(--blue-bg)}
.line{display:grid;grid-template-columns:minmax(12rem,1.4fr) minmax(16rem,1.5fr) minmax(11rem,1fr);gap:.25rem 1rem;align-items:center;padding:.55rem 1rem .55rem 2rem;position:relative}
summary.line{cursor:pointer;list-style:none}summary.line::-webkit-details-marker{display:none}
summary.line::before{content:"";position:absolute;left:.9rem;top:1.15rem;border:.3rem solid transparent;border-left-color:var(--quiet);transform-origin:25% 50%}
details[open]>summary.line::before{transform:rotate(90deg)}summary.line:hover{background:var(--card)}
.when{font-weight:600;font-variant-numeric:tabular-nums}
.figures{display:grid;grid-template-columns:1fr 1fr 1fr;gap:.5rem;font-variant-numeric:tabular-nums;text-align:right;font-size:.9rem}
.new{color:var(--blue);font-weight:600}
.fate{font-size:.85rem;border-radius:1rem;padding:.1rem .7rem;justify-self:start}
.tag{font-size:.75rem;font-weight:500;border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;margin-left:.15rem}
.tag.latest{color:var(--blue);border-color:currentColor}.tag.pin{color:var(--violet);border-color:currentColor}
.detail{padding:0 1rem 1rem 2rem}.detail p{margin:.4rem 0}
.largest{border-collapse:collapse;width:100%;font-size:.875rem;margin:.5rem 0}.largest caption{text-align:left;font-weight:600;padding:.25rem 0}
.largest th,.largest td{text-align:left;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}.largest th{font-weight:400;color:var(--quiet)}
.largest .number{text-align:right;white-space:nowrap}
.command{display:flex;gap:.5rem;align-items:start;margin:.35rem 0}
.command pre{flex:1;margin:0;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;white-space:pre-wrap;overflow-wrap:anywhere}
button{font:inherit;font-size:.85rem;color:var(--fg);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.4rem .8rem;cursor:pointer}
footer{padding-top:2rem;padding-bottom:3rem}
@media (max-width:46rem){.line{grid-template-columns:1fr}.figures{text-align:left;grid-template-columns:auto auto auto;justify-content:start;gap:1.25rem}}
@media print{details>*{display:block}button{display:none}}
`
