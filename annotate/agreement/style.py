"""How the page of agreement looks."""

STYLE = """
:root { color-scheme: light; --ink: #1c2733; --soft: #5c6b7a; --line: #dde4ea; --deep: #0b6e75; --warm: #b4441c; }
* { box-sizing: border-box; }
body { margin: 0; background: #f5f7f9; color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0 .2rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .3rem; }
h3 { font-size: 1rem; margin: 1.3rem 0 .4rem; }
p { margin: .2rem 0 .8rem; max-width: 46rem; }
p, small, .quiet { color: var(--soft); }
small { font-size: .78rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .7rem; margin: 1rem 0; }
.card { background: #fff; border: 1px solid var(--line); border-radius: .6rem; padding: .8rem .9rem .9rem; }
.card b { display: block; font-size: 1.9rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.card .track { margin-top: .5rem; min-width: 0; }
.scroll { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: .6rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .7rem; text-align: left; border-top: 1px solid var(--line); vertical-align: middle; }
thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: .85rem; vertical-align: bottom; }
tbody th { font-weight: 500; white-space: nowrap; }
td.plot { width: 50%; }
td.told { white-space: nowrap; }
td.told small { display: inline-block; margin-left: .7rem; }
.scroll + .scroll { margin-top: .7rem; }
td.cell { text-align: center; min-width: 6.2rem; border-left: 1px solid #fff; }
td.cell b { display: block; font-size: 1.15rem; }
td.cell small { display: block; white-space: nowrap; color: inherit; }
td.count { text-align: right; min-width: 4.5rem; }
.track { position: relative; height: 1.1rem; min-width: 8rem; border-radius: .2rem;
  background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat; }
.track i { position: absolute; top: 50%; transform: translateY(-50%); }
.track .range { height: .5rem; border-radius: .25rem; background: var(--deep); opacity: .28; }
.track .dot { width: .75rem; height: .75rem; margin-left: -.375rem; border-radius: 50%; background: var(--deep); }
.track .tick { width: 1px; height: 1.1rem; background: #9fb0be; }
.name { white-space: nowrap; }
.scale { display: flex; justify-content: space-between; }
.warm .range, .warm .dot { background: var(--warm); }
details { margin: .6rem 0; }
summary { cursor: pointer; padding: .35rem 0; font-weight: 500; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; }
li { min-width: 0; background: #fff; border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .9rem; }
li p { margin: 0 0 .4rem; color: var(--ink); max-width: none; overflow-wrap: anywhere; }
mark { background: #ffe08a; border-radius: .2rem; padding: 0 .15rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: 0 0 .3rem; font-size: .92rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 34rem) {
  th, td { padding: .35rem .45rem; }
  tbody th:has(.name) { white-space: normal; }
  td.told small { display: block; margin: 0; }
  .track { min-width: 6rem; }
}
"""
