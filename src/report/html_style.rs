//! The style of the page: light and dark, narrow and wide, screen and paper.

/// The style sheet.
pub const STYLE: &str = "
:root{color-scheme:light dark;--content:#fff;--band:#f9fafb;--line:#e7e9ee;--text:#1a1d24;--text2:#474e5c;--text3:#5e6675;--link:#3c48be;
--error:#b4232f;--error-mark:#cc3340;--error-soft:#fdecec;--warning:#8a5300;--warning-mark:#ba7000;--warning-soft:#fdf3df;
--info:#1b62a3;--info-mark:#2476bd;--info-soft:#e8f2fb;--success:#18703f;--success-soft:#e6f5ec}
@media (prefers-color-scheme:dark){:root{--content:#1a1d22;--band:#1f2228;--line:#292d35;--text:#e8eaef;--text2:#b6bcc8;--text3:#959caa;
--link:#a3acff;--error:#ff8f92;--error-mark:#f2757a;--error-soft:#3a2226;--warning:#edb35c;--warning-mark:#e0a040;--warning-soft:#35291a;
--info:#83bff2;--info-mark:#62a9e6;--info-soft:#1b2d3d;--success:#74ce9b;--success-soft:#1b3125}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 20px 48px;max-width:1100px;background:var(--content);color:var(--text);
font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;overflow-wrap:anywhere}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}h2{font-size:19px;margin:36px 0 12px;padding-top:12px;border-top:1px solid var(--line)}
h3{font-size:16px;margin:24px 0 4px}p{margin:4px 0 8px}a{color:var(--link)}
code,.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.92em}
.facts,.quiet{color:var(--text2)}.quiet{font-size:14px}
.note{padding:8px 12px;border-radius:6px;background:var(--info-soft);color:var(--info)}
.note.values{background:var(--error-soft);color:var(--error)}
.cards{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
.card{flex:1 1 150px;padding:12px 14px;border:1px solid var(--line);border-radius:8px}
.card b{display:block;font-size:26px;line-height:1.2;font-variant-numeric:tabular-nums}
.badge{display:inline-block;padding:0 7px;border-radius:4px;font-size:13px;font-weight:600;white-space:nowrap}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}.success{color:var(--success)}
.badge.error{background:var(--error-soft)}.badge.warning{background:var(--warning-soft)}.badge.info{background:var(--info-soft)}
.badge.success{background:var(--success-soft)}
rect.error{fill:var(--error-mark)}rect.warning{fill:var(--warning-mark)}rect.info{fill:var(--info-mark)}
figure{margin:12px 0}figcaption{font-weight:600;margin-bottom:6px}
svg{display:block;width:100%;max-width:720px;height:auto}svg text{fill:var(--text);font-size:13px}svg .name{text-anchor:end;fill:var(--text2)}
table{border-collapse:collapse;width:100%;margin:8px 0;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid var(--line)}
th{color:var(--text3);font-weight:600;white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
ol.causes{padding-left:22px}ol.causes>li{margin:0 0 14px}ul{margin:4px 0;padding-left:20px}
@media (max-width:640px){body{padding:16px 14px 32px;font-size:16px}.stack thead{position:absolute;clip-path:inset(50%)}
.stack tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}.stack td{display:flex;gap:12px;border:0;padding:1px 0;text-align:left}
.stack td:empty{display:none}.stack td::before{content:attr(data-name);flex:0 0 84px;color:var(--text3);font-size:13px}}
@media print{:root{--content:#fff;--band:#fff;--line:#bbb;--text:#000;--text2:#333;--text3:#444;--link:#000;--error:#8f1a24;--warning:#6d4200;
--info:#134a7c;--success:#125732}body{max-width:none;padding:0;font-size:10.5pt}tr,figure,.card{break-inside:avoid}h2,h3{break-after:avoid}
rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
";
