"""What annotators disagree in, as a page shows it: counted, and in sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from risalah.annotate.agreement.compared import Difference, Kind
from risalah.annotate.agreement.html import Html, grid, tag
from risalah.annotate.agreement.plot import shaded
from risalah.annotate.evaluation.listing import in_sentence

_ORDER = get_args(Kind)
SHOWN = 12
"""Examples of each kind."""
SEEN = {"only A marked": ("only they marked", "only the other marked")}
SEEN["only B marked"] = SEEN["only A marked"][::-1]
"""The kinds as A and as B see them; the others are the same for both."""


def counted(differences: Sequence[Difference], names: Mapping[str, str]) -> Iterator[Html]:
    """Yield how many differences of each kind every annotator has, and every event type.

    `names` are those of the kinds that are not called as they are.
    """
    ordered = _in_order(differences)
    by_annotator = Counter(seen for difference in ordered for seen in _seen(difference))
    by_type = Counter((one.found.type, names.get(one.kind, one.kind)) for one in ordered)
    yield _counts("annotator", by_annotator)
    yield _counts("event type", by_type)


def listed(differences: Iterable[Difference], names: Mapping[str, str], texts: dict[str, str]) -> Iterator[Html]:
    """Yield examples of each kind, one of each document before a second of any, to be unfolded."""
    by_kind: dict[str, list[Difference]] = defaultdict(list)
    for difference in _in_order(differences):
        by_kind[names.get(difference.kind, difference.kind)].append(difference)
    for name, found in by_kind.items():
        more = f", {SHOWN} of them here" if len(found) > SHOWN else ""
        shown = _spread(found)[:SHOWN]
        yield tag(
            "details",
            tag("summary", f"{name[:1].upper()}{name[1:]}: {len(found)}{more}"),
            tag("ul", *(_example(one, texts) for one in shown)),
        )


def _in_order(differences: Iterable[Difference]) -> list[Difference]:
    return sorted(differences, key=lambda one: _ORDER.index(one.kind))


def _seen(difference: Difference) -> Iterator[tuple[str, str]]:
    yield from zip(difference.annotators, SEEN.get(difference.kind, (difference.kind,) * 2), strict=True)


def _counts(heading: str, counts: Counter[tuple[str, str]]) -> Html:
    rows, columns = ({key[place]: None for key in counts} for place in (0, 1))
    most = max(counts.values())
    cells = (
        [
            row,
            *(shaded(counts[row, column] / most, str(counts[row, column] or ""), class_="count") for column in columns),
        ]
        for row in sorted(rows)
    )
    return grid([heading, *columns], cells)


def _spread(found: Iterable[Difference]) -> list[Difference]:
    """Return the first difference of each document, then the second ones, and so on."""
    before = Counter[str]()
    ranked = []
    for difference in found:
        ranked.append((before[difference.found.doc_id], difference))
        before[difference.found.doc_id] += 1
    return [difference for _, difference in sorted(ranked, key=lambda one: one[0])]


def _example(difference: Difference, texts: dict[str, str]) -> Html:
    found, (a, b) = difference.found, difference.annotators
    before, marked, after = in_sentence(found, texts)
    told = [(a, found.predicted or "nothing"), (b, found.gold or "nothing")]
    return tag(
        "li",
        tag("p", before, tag("mark", marked), after),
        tag("dl", *(tag(part, text) for row in told for part, text in zip(("dt", "dd"), row, strict=True))),
        tag("small", f"{found.role} of the {found.type} at “{found.trigger.text}” · {found.doc_id}"),
    )
