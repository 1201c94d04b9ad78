/** The look of the demo page: a plain, friendly business site of its own, in light and dark. */
export default `
:root{color-scheme:light dark;--ground:light-dark(#fbfaf7,#17191c);--ink:light-dark(#22262b,#eceae6);--soft:light-dark(#5c6470,#a8adb5);--card:light-dark(#fff,#202327);--line:light-dark(#e4e0d8,#33373d);--brand:light-dark(#1d4e63,#8cc7de);--hero:light-dark(#dfeaee,#1f3038)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header{display:flex;gap:1.25rem;align-items:baseline;padding:1rem clamp(1rem,5vw,3rem);border-bottom:1px solid var(--line);background:var(--card);flex-wrap:wrap}
header strong{flex:1;min-width:12rem;color:var(--brand);font-size:1.05rem}header span{color:var(--soft);font-size:.9rem}@media(max-width:34rem){header span{display:none}}
main{max-width:62rem;margin:0 auto;padding-bottom:6rem}section{padding:1.5rem clamp(1rem,5vw,3rem)}
.hero{background:var(--hero);padding-block:3rem;border-radius:0 0 1.25rem 1.25rem}.hero h1{margin:0;font-size:clamp(1.6rem,5vw,2.6rem);line-height:1.15;letter-spacing:-.02em;color:var(--brand)}.hero p{max-width:42rem;margin:.75rem 0 0;font-size:1.05rem}
h2{font-size:1.15rem;margin:.5rem 0 .75rem}ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}
li{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.9rem 1rem;display:flex;flex-direction:column}li h3{margin:0;font-size:1rem}li p{margin:.25rem 0 .6rem;color:var(--soft);font-size:.9rem;flex:1}li span{font-weight:600;color:var(--brand);font-size:.9rem}
.two{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}.two p{margin:.2rem 0}table{border-collapse:collapse;font-size:.95rem}th{text-align:start;font-weight:500;padding:.15rem 1.5rem .15rem 0}td{color:var(--soft);font-variant-numeric:tabular-nums}
`
