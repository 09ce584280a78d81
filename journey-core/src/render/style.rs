//! Style of the HTML page around the pictures.

use super::palette::{DARK, LIGHT};

/// Page, tabs, tables, explanations, print.
const PAGE: &str = "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\
body{margin:0 auto;padding:28px 32px;background:var(--paper);color:var(--ink);font:13px/1.45 system-ui,\
-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif;font-variant-numeric:tabular-nums;\
color-scheme:light dark;overflow-wrap:anywhere}\
h1{font-size:13px;font-weight:600;margin:0}h2{font-size:20px;line-height:1.45;font-weight:600;margin:22px 0 6px;\
max-width:46em}\
p{margin:2px 0;max-width:90ch}h1,h2,p,li{text-align:left}.mute{color:var(--mute)}.prose{margin-top:6px}\
.tab{position:absolute;opacity:0;width:1px;height:1px}\
.tab+label{display:inline-block;max-width:100%;margin:16px 20px 0 0;padding:4px 0;border-bottom:3px solid transparent;\
cursor:pointer}\
.tab:checked+label{font-weight:600;border-color:var(--good)}.tab+label .mute{font-weight:400}\
.tab:focus-visible+label,.scroll:focus-visible,.wide:focus-visible,.spot:focus-visible,summary:focus-visible,\
a:focus-visible{outline:2px solid var(--good);outline-offset:2px}\
.view{display:none}.page{display:none}\
.findings{list-style:none;margin:16px 0 0;padding:0;display:grid;grid-template-columns:\
repeat(auto-fit,minmax(min(280px,100%),1fr));gap:10px 28px;max-width:1500px}\
.findings a{display:grid;grid-template-columns:20px 1fr;gap:8px;color:inherit;text-decoration:none}\
.findings a:hover span+span{text-decoration:underline}\
.rank{width:18px;height:18px;border-radius:9px;background:var(--bad);color:var(--on);font-size:11px;line-height:18px;\
text-align:center;font-weight:600}\
.scroll{overflow-x:auto;margin:18px -8px 0;padding:0 8px}.picture{display:flex;width:100%}\
.labels{position:sticky;left:-8px;z-index:2;background:var(--paper);flex:none}.body{position:relative;flex:none}\
.part{display:block;width:100%;height:auto}\
.spot{position:absolute;border-radius:3px}.spot:hover,.spot:focus{box-shadow:inset 0 0 0 1px var(--mute);z-index:3}\
.tip{display:none;position:absolute;left:0;top:calc(100% + 4px);width:max-content;max-width:320px;padding:8px 10px;\
background:var(--paper);color:var(--ink);border:1px solid var(--mute);border-radius:4px;font-size:11px;\
white-space:pre-line;pointer-events:none}\
.end>.tip{left:auto;right:0}.up>.tip{top:auto;bottom:calc(100% + 4px)}\
.spot:hover>.tip,.spot:focus>.tip{display:block}.spot:focus:not(:hover)>.tip{z-index:4}\
.place{position:absolute;top:0;scroll-margin:140px}\
details{margin:22px 0 0}summary{cursor:pointer;font-weight:600;width:max-content;max-width:100%}\
.wide{overflow-x:auto;margin:14px 0}table{border-collapse:collapse;font-size:11px}\
caption{text-align:start;font-weight:600;font-size:13px;padding:6px 0}\
th,td{text-align:start;vertical-align:top;padding:4px 14px 4px 0;border-bottom:1px solid var(--rule);min-width:5em;\
max-width:28em;font-weight:400;overflow-wrap:break-word}thead th{font-weight:600;vertical-align:bottom}\
@media screen and (min-width:2200px){body{zoom:1.15}}footer{margin-top:26px;border-top:1px solid var(--rule)}footer details{margin:12px 0}ul{padding-inline-start:18px}\
@media print{@page{size:A3 landscape;margin:10mm}body{padding:0;max-width:none}\
header,.tab+label,.view>*,footer{display:none}.view,.view>.page{display:block}\
.view{break-after:page;break-inside:avoid}.view:last-of-type{break-after:auto}\
.page{width:100%;height:auto;max-height:275mm;margin:0 auto}}";

/// The whole style of the page; print is always light.
pub(crate) fn page() -> String {
    format!(":root{{{LIGHT}}}@media screen and (prefers-color-scheme:dark){{:root{{{DARK}}}}}{PAGE}")
}
