"""What a region of Label Studio's page holds, and the result items it is stored as.

A region is one mention. It is stored as result items that share an id: its label,
and the event numbers, realis, kind and canonical value a person sees beside it.
The items' names are those of `risalah.schema.targets.labelling`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from risalah.schema import Problem
from risalah.schema.targets import labelling as page

Item = dict[str, Any]
Result = Sequence[Item]
"""The items of an annotation or prediction, as Label Studio stores them."""


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

    labelled = item(region.control, "labels", [region.label])
    items = [labelled | {"meta": {"rule": region.rule}} if region.rule else labelled]
    items.append(item(page.EVENT, "choices", [str(number) for number in region.numbers]))
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
    """Tell whether a result bears the mark of having been submitted by no person."""
    return any(item.get("from_name") == page.STATUS and page.UNREVIEWED in _values(item) for item in result)


def read_regions(result: Result, where: str) -> tuple[list[Region], list[Problem]]:
    """Return the regions of a result in text order, and what is wrong with those that cannot be read.

    Relations and choices about the whole text say nothing about a region and are passed over.
    """
    regions: list[Region] = []
    problems: list[Problem] = []
    for region_id, items in _by_region(result).items():
        address = f"{where} region {region_id}"
        try:
            regions += _region(items)
        except (KeyError, TypeError, ValueError) as error:
            problems.append(Problem(address, f"cannot be read: {error}", "Delete it on the page and mark it again"))
    return sorted(regions, key=lambda region: (region.start, region.end, region.control, region.label)), problems


def _by_region(result: Result) -> dict[str, list[Item]]:
    grouped: dict[str, list[Item]] = {}
    for item in result:
        if item.get("type") != "relation" and item.get("from_name") != page.STATUS:
            grouped.setdefault(str(item.get("id")), []).append(item)
    return grouped


def _region(items: Result) -> Iterator[Region]:
    """Yield one region for each label on the span: the page allows one, the API more."""
    said = {str(item["from_name"]): _values(item) for item in items}
    labelled = [(control, label) for control in (page.TRIGGER, page.ROLE) for label in said.get(control, ())]
    if not labelled:
        raise ValueError("it has no label")
    span = items[0]["value"]
    rule = next((meta["rule"] for item in items if isinstance(meta := item.get("meta"), dict) and "rule" in meta), None)
    for control, label in labelled:
        yield Region(
            start=int(span["start"]),
            end=int(span["end"]),
            control=control,
            label=label,
            realis=_only(said, page.REALIS) if control == page.TRIGGER else None,
            kind=_only(said, page.KIND) if control == page.ROLE else None,
            value=_only(said, page.VALUE) if control == page.ROLE else None,
            rule=rule,
            numbers=tuple(sorted(int(number) for number in set(said.get(page.EVENT, ())))),
        )


def _values(item: Item) -> list[str]:
    kind = str(item.get("type"))
    values = (item.get("value") or {}).get("text" if kind == "textarea" else kind) or []
    return [values] if isinstance(values, str) else list(values)


def _only(said: dict[str, list[str]], control: str) -> str | None:
    """Return the one value of a control; a text area emptied by a person holds none."""
    values = [value for raw in said.get(control, ()) if (value := " ".join(raw.split()))]
    if len(values) > 1:
        raise ValueError(f"it has several values of {control}: {', '.join(values)}")
    return values[0] if values else None
