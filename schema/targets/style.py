"""How the labelling page looks: its colours and its style sheet.

Label Studio writes beside each region of a text, in `data-label`, the region's
place in the list and its labels in the order of the config: "7:1,2,Participant".
Of that the style sheet shows the event numbers and what the region is to them.
"""

import colorsys
from collections.abc import Sequence

TRIGGER_COLOUR = "#37474f"
BOILERPLATE_COLOUR = "#9e9e9e"
GROUP_COLOURS = {"who": "#1d5fa8", "where": "#1f7a4d", "when": "#b35900", "what": "#7b3fa0"}
"""The colours of roles, by what is asked of them."""

_GOLDEN_ANGLE = 0.381966
"""Of a whole turn: hues this far apart never meet, however many there are."""

_SHEET = """
.risalah { font-size: 15px; }
.risalah .tools { position: sticky; top: 0; z-index: 5; background: #fff; border-bottom: 1px solid #ddd; }
.risalah .tools .lsf-labels { display: block; margin: 0; padding-top: 4px; }
.risalah .row, .risalah .group { display: flex; flex-wrap: wrap; gap: 3px; align-items: center; }
.risalah .row { margin: 0 0 4px; }
.risalah .roles { column-gap: 14px; }
.risalah .numbers, .risalah .triggers, .risalah .group { position: relative; padding-left: 37px; }
.risalah .numbers::before, .risalah .triggers::before, .risalah .group::before { font-size: 11px; color: #777;
  position: absolute; left: 0; top: 4px; }
.risalah .numbers::before { content: "event"; }
.risalah .triggers::before { content: "type"; }
GROUPS
.risalah .tools .lsf-label { margin: 0; padding: 0 5px; border-left-width: 3px; font-size: 12px; line-height: 20px; }
.risalah .tools .lsf-label__hotkey { margin-left: 5px; font-size: 11px; }
.risalah .numbers .lsf-label { font-weight: 700; }
.risalah .numbers:not(:hover) .lsf-label:nth-child(n + 11):not(.lsf-label_selected) { display: none; }
.risalah .region { min-height: 40px; }
.risalah .region .lsf-choices { margin: 0; }
.risalah .columns { display: flex; gap: 20px; align-items: flex-start; }
.risalah .article { flex: 1 1 auto; min-width: 0; max-width: 80ch; }
.risalah .article .lsf-richtext__container { line-height: 1.8; }
.risalah .side { flex: 0 0 270px; position: sticky; top: 190px; max-height: calc(100vh - 330px); overflow-y: auto; }
.risalah .side .lsf-richtext__container { font-size: 12px; line-height: 1.4; }
.risalah .summary p, .risalah .summary h4 { margin: 0 0 6px; }
.risalah .summary h4 { color: #777; font-weight: 500; }
.risalah .summary .note { background: #fff8e1; padding: 3px 6px; }
.risalah .summary td, .risalah .summary th { vertical-align: top; text-align: left; padding: 0 6px 1px 0; }
.risalah .summary .event td, .risalah .summary .event th { padding-top: 7px; font-weight: 600; }
.risalah .summary .role { color: #777; }
.risalah .summary .number { color: #fff; border-radius: 8px; padding: 0 6px; }
.risalah .summary .flag { background: #fff3cd; }
.risalah .summary .dispute { background: #e3f2fd; }
.risalah .summary .share { color: #b35900; font-weight: 400; }
.risalah .summary .legend { color: #777; }
.risalah .side:has(.conflicts) { flex-basis: 420px; }
.risalah .conflicts { background: #fff8e1; margin-bottom: 10px; }
.risalah .summary .conflicts td, .risalah .summary .conflicts th { padding: 3px 6px; border-bottom: 1px solid #eadfb8; }

.risalah .article .htx-highlight { border-radius: 3px; FORGET --also: initial; --what: initial; }
.risalah .article .htx-highlight[data-label]::after { content: TOLD var(--also, "") var(--what, "?");
  font: 600 9.5px/1 sans-serif; color: #333; vertical-align: 0.6em; padding: 0 2px; white-space: nowrap; }
.risalah .article .htx-highlight.__active::after { color: inherit; }
.risalah .article .htx-highlight area { display: inline; }
.risalah .article [class*="htx-highlight-boilerplate"] { background: none !important; color: #999;
  pointer-events: none; }
.risalah .article [class*="htx-highlight-boilerplate"][data-label]::after { content: none; }
.risalah .article [class*="htx-highlight-boilerplate"] .htx-highlight { pointer-events: auto; color: #333; }

.lsf-outliner { container-type: size; height: 100%; overflow: hidden; }
.lsf-outliner-tree { height: 20000px; }
.lsf-outliner-tree .lsf-tree-list { max-height: calc(100cqh - 36px); overflow-y: auto; }
.lsf-outliner-item__index, .lsf-tree-iconEle, .lsf-outliner-item__control_type_predict { display: none; }
.lsf-outliner-item__title .lsf-labels-list { flex: none; font-size: 0; }
.lsf-outliner-item__title .lsf-labels-list [style] { display: inline-block; font-size: 12px; margin-right: 4px;
  padding: 0 5px; border: 1px solid; border-radius: 8px; font-weight: 700; line-height: 15px; }
"""
"""What is the same for all pages.

Label Studio takes `&gt;` as it stands: no rule may have a child combinator. The `area` are
the edges of a region, by which it is stretched: Chromium would not show them. The list of
regions draws only the rows that it believes to be in view, so that a key could not reach
the value of another: it is made to believe that all are.
"""

_TWICE = "outline: 2px dashed #d50000; "
"""How a region looks that has two types or roles: one of them is to be switched off."""


def event_colour(number: int) -> str:
    """Return the colour of an event number; those of numbers that stand side by side differ most."""
    hue = (0.58 + (number - 1) * _GOLDEN_ANGLE) % 1
    lightness = (0.42, 0.32, 0.52)[(number - 1) // 10 % 3]
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, 0.75))


def style_sheet(numbers: Sequence[str], triggers: Sequence[str], roles: Sequence[str]) -> str:
    """Return the style sheet of a page with these event numbers and labels."""
    told = " ".join(f'var(--n{number}, "")' for number in numbers)
    forget = " ".join(f"--n{number}: initial;" for number in numbers)
    groups = "\n".join(f'.risalah .{group}::before {{ content: "{group}"; }}' for group in GROUP_COLOURS)
    rules = [_SHEET.replace("GROUPS", groups).replace("TOLD", told).replace("FORGET", forget)]
    rules += [_shown(f"{number},", f"--n{number}", f"{number} ") for number in numbers]
    for label in (*triggers, *roles):
        name = label.upper() if label in triggers else label
        rules += [_shown(f"{label},", "--also", f"{name} + ", _TWICE), _shown(label, "--what", name, ends=True)]
    rules += [_plain_row(colour) for colour in (TRIGGER_COLOUR, *GROUP_COLOURS.values())]
    rules.append(f"{_row(TRIGGER_COLOUR)} .lsf-outliner-item__ocr {{ display: none; }}")
    rules.append(f".lsf-tree__node:has({_coloured(BOILERPLATE_COLOUR)}) {{ display: none; }}")
    return "\n".join(rules)


def _shown(told: str, variable: str, text: str, more: str = "", *, ends: bool = False) -> str:
    """Return the rule by which a region says `text` where `told` stands in, or at the end of, its labels."""
    found = "$" if ends else "*"
    where = ", ".join(f'.risalah .article [data-label{found}="{before}{told}"]' for before in ":,")
    return f'{where} {{ {variable}: "{text}"; {more}}}'


def _coloured(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'.lsf-labels-list [style*="rgb({red}, {green}, {blue})"]'


def _row(colour: str) -> str:
    return f".lsf-outliner-item:has({_coloured(colour)})"


def _plain_row(colour: str) -> str:
    return f".lsf-outliner-item__title {_coloured(colour)} {{ border: none; padding: 0; font-weight: 500; }}"
