"""What a region of Label Studio's page holds, and the result items it is stored as.

A region is one mention. It is stored as result items that share an id: its labels,
which are its event numbers and what it is to these events, and the realis, kind and
canonical value a person sees beside it.
The items' names are those of `risalah.schema.targets.labelling`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from risalah.annotate.studio.page.checks import PayloadError, shown, whole
from risalah.schema import Problem
from risalah.schema.targets import labelling as page

Item = dict[str, Any]
Result = Sequence[Item]
"""The items of an annotation or prediction, as Label Studio stores them."""

_TYPES = {
    page.LABEL: ("labels",),
    page.TRIGGER: ("labels",),
    page.ROLE: ("labels",),
    page.EVENT: ("labels", "choices"),
    page.REALIS: ("choices",),
    page.KIND: ("choices",),
    page.VALUE: ("textarea",),
    page.STATUS: ("choices",),
}
"""The controls of the page, and of those of earlier versions, whose answers are read, and the types of their items."""
_TRIGGER = page.trigger_mark("")


@dataclass(frozen=True, slots=True)
class Region:
    """What one region says. A field that its label has no use for, or that nobody filled in, is null."""

    start: int
    end: int
    control: str
    """`TRIGGER` or `ROLE`."""
    label: str
    realis: str | None = None
    kind: str | None = None
    value: str | None = None
    rule: str | None = None
    numbers: tuple[int, ...] = ()
    """The events it belongs to."""
    id: str = field(default="", compare=False)
    """By which relations name it; several labels of one span share it."""


def write_region(region_id: str, region: Region) -> Result:
    """Return the region as result items."""
    span = {"start": region.start, "end": region.end}

    def item(control: str, kind: str, values: list[str]) -> Item:
        key = "text" if kind == "textarea" else kind
        return {
            "id": region_id,
            "from_name": control,
            "to_name": page.TEXT,
            "type": kind,
            "value": span | {key: values},
        }

    label = page.trigger_mark(region.label) if region.control == page.TRIGGER else region.label
    labelled = item(page.LABEL, "labels", [*map(str, region.numbers), label])
    items = [labelled | {"meta": {"rule": region.rule}} if region.rule else labelled]
    if region.realis:
        items.append(item(page.REALIS, "choices", [region.realis]))
    if region.kind:
        items.append(item(page.KIND, "choices", [region.kind]))
    if region.value:
        items.append(item(page.VALUE, "textarea", [region.value]))
    return items


def unreviewed_mark() -> Item:
    """Return the item that marks a result as submitted by no person."""
    return {
        "id": "unreviewed",
        "from_name": page.STATUS,
        "to_name": page.TEXT,
        "type": "choices",
        "value": {"choices": [page.UNREVIEWED]},
    }


def is_unreviewed(result: Result) -> bool:
    """Tell whether a result, which must be one that reads, bears the mark of having been submitted by no person."""
    return any(item.get("from_name") == page.STATUS and page.UNREVIEWED in _values(item) for item in result)


def read_regions(result: Result, where: str) -> tuple[list[Region], list[Problem]]:
    """Return the regions of a result in text order, and what is wrong with those that cannot be read.

    Nothing is taken for granted of what stands in the list.
    Relations, greyed boilerplate and choices about the whole text say nothing about a
    region and are passed over.
    """
    grouped, problems = _by_region(result, where)
    regions: list[Region] = []
    for region_id, items in grouped.items():
        try:
            regions += _region(region_id, items)
        except PayloadError as error:
            problems.append(error.at(f"{where} region {shown(region_id)}"))
    return sorted(regions, key=lambda region: (region.start, region.end, region.control, region.label)), problems


def read_relations(result: Result) -> list[tuple[str, str]]:
    """Return the ids of the regions that each relation of a result joins; they may be those of no region."""
    relations = [item for item in result if isinstance(item, dict) and item.get("type") == "relation"]
    return [(str(relation.get("from_id")), str(relation.get("to_id"))) for relation in relations]


def _by_region(result: Result, where: str) -> tuple[dict[str, list[Item]], list[Problem]]:
    """Return the items of each region, and what is wrong with those that are no region's."""
    grouped: dict[str, list[Item]] = {}
    problems: list[Problem] = []
    for index, item in enumerate(result):
        try:
            region_id = _region_id(item)
        except PayloadError as error:
            problems.append(error.at(f"{where} result[{index}]"))
        else:
            if region_id:
                grouped.setdefault(region_id, []).append(item)
    return grouped, problems


def _region_id(item: Item) -> str:
    """Return the region that an item is of, empty where it is of none; raises PayloadError where nobody can tell."""
    if not isinstance(item, dict):
        raise PayloadError("item-not-object", f"is {shown(item)}, which says nothing")
    kind, control = item.get("type"), item.get("from_name")
    if kind == "relation" or control in (page.BOILERPLATE, page.SOURCE):
        return ""
    if not isinstance(control, str) or kind not in _TYPES.get(control, ()):
        raise PayloadError("foreign-control", f"answers the control {shown(control)} of type {shown(kind)}")
    if control == page.STATUS:
        _values(item)
        return ""
    region_id = item.get("id")
    if not region_id or isinstance(region_id, bool) or not isinstance(region_id, str | int):
        raise PayloadError("no-region-id", f"has the region id {shown(region_id)}")
    return str(region_id)


def _region(region_id: str, items: Sequence[Item]) -> Iterator[Region]:
    """Yield one region for each label on the span: earlier pages and the API gave several, the page forgot one."""
    said: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for value in _values(item):
            control, told = _told(item["from_name"], value)
            said[control].append(told)
    labelled = [(control, label) for control in (page.TRIGGER, page.ROLE) for label in said.get(control, ())]
    if not labelled:
        raise PayloadError("no-label", "has no label")
    if len(set(labelled)) > 1 and any(item["from_name"] == page.LABEL for item in items):
        raise PayloadError("two-labels", f"is both {' and '.join(sorted(label for _, label in set(labelled)))}")
    start, end = _span(items)
    numbers = tuple(sorted({_number(raw) for raw in said.get(page.EVENT, ())}))
    rule = next((rule for item in items if (rule := _rule(item))), None)
    for control, label in dict.fromkeys(labelled):
        is_trigger = control == page.TRIGGER
        yield Region(
            start=start,
            end=end,
            control=control,
            label=label,
            realis=_only(said, page.REALIS) if is_trigger else None,
            kind=None if is_trigger else _only(said, page.KIND),
            value=None if is_trigger else _only(said, page.VALUE),
            rule=rule,
            numbers=numbers,
            id=region_id,
        )


def _told(control: str, value: str) -> tuple[str, str]:
    """Return what a label says, and of what: the event's number, its type or the region's role."""
    if control != page.LABEL:
        return control, value
    if value.isdigit():
        return page.EVENT, value
    return (page.TRIGGER, value.removeprefix(_TRIGGER)) if value.startswith(_TRIGGER) else (page.ROLE, value)


def _span(items: Sequence[Item]) -> tuple[int, int]:
    """Return the one span that the items of a region name; an answer beside its label need not repeat it."""
    named = [value for item in items if "start" in (value := item["value"]) or "end" in value]
    spans = {(whole(value.get("start")), whole(value.get("end"))) for value in named}
    if len(spans) > 1:
        raise PayloadError("two-spans", f"is at {' and at '.join(f'{start}-{end}' for start, end in spans)}")
    start, end = spans.pop() if spans else (None, None)
    if start is None or end is None:
        raise PayloadError("no-offsets", f"begins at {start} and ends at {end}, which is no place in the text")
    return start, end


def _values(item: Item) -> list[str]:
    kind, value = item["type"], item.get("value")
    values = value.get("text" if kind == "textarea" else kind) if isinstance(value, dict) else None
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, list) or not all(isinstance(said, str) for said in listed):
        raise PayloadError("bad-answer", f"cannot be read: its {item['from_name']} is {shown(values)}")
    return listed


def _only(said: dict[str, list[str]], control: str) -> str | None:
    """Return the one value of a control; a text area emptied by a person holds none."""
    values = list(dict.fromkeys(value for raw in said.get(control, ()) if (value := " ".join(raw.split()))))
    if len(values) > 1:
        raise PayloadError("several-values", f"has several values of {control}: {', '.join(map(shown, values))}")
    return values[0] if values else None


def _number(raw: str) -> int:
    number = whole(raw)
    if number is None or not 1 <= number <= page.MAX_EVENTS:
        raise PayloadError("unknown-number", f"has the event number {shown(raw)}, which the page does not")
    return number


def _rule(item: Item) -> str | None:
    """Return the rule that marked a region: kept from the pre-annotation, null where nothing that reads is there."""
    meta = item.get("meta")
    rule = meta.get("rule") if isinstance(meta, dict) else None
    return rule if isinstance(rule, str) and rule.isprintable() else None
