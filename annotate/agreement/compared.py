"""What annotators of one document agree and disagree in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from risalah.annotate.agreement.judged import Judged
from risalah.annotate.agreement.krippendorff import Unit
from risalah.annotate.agreement.shares import Measure, Share, shares
from risalah.annotate.agreement.units import Pages, labels, realis
from risalah.annotate.evaluation.disagreements import Disagreement, disagreements
from risalah.annotate.evaluation.disagreements import Kind as EvaluatedKind
from risalah.annotate.evaluation.labelled import Labelled
from risalah.annotate.evaluation.records import Page
from risalah.schema import Annotation

PROGRAMS = ("rules", "model")
"""The names that pre-annotations have among annotators, by what made them."""
Pair = tuple[str, str]
"""Two annotators in the order of their names; rules and models come last."""
Annotators = Pair | None
"""Two annotators; null for all people, two by two."""
Shares = Mapping[Measure, Share]

Kind = Literal["only A marked", "only B marked", "other event", "other role", "other boundary", "other value"]
KINDS: dict[EvaluatedKind, Kind] = {
    "spurious trigger": "only A marked",
    "spurious filler": "only A marked",
    "missed trigger": "only B marked",
    "missed filler": "only B marked",
    "wrong event": "other event",
    "wrong role": "other role",
    "wrong boundary": "other boundary",
    "wrong value": "other value",
}
"""What the kinds of disagreement with gold are where neither annotator is gold."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One region, or one record's realis, that two annotators have otherwise."""

    annotators: Pair
    """A and B."""
    found: Disagreement
    """What it is, with what A has as predicted and what B has as gold."""

    @property
    def kind(self) -> Kind:
        """What it comes to."""
        return KINDS[self.found.kind]


@dataclass(frozen=True, slots=True)
class Compared:
    """A document that two or more annotated, people, rules or a model."""

    doc_id: str
    people: tuple[str, ...]
    shown: frozenset[str]
    """The people who started from a pre-annotation."""
    shares: dict[Annotators, Shares]
    """How much they agree, by who."""
    units: dict[Annotators, dict[Measure, list[Unit]]]
    """What alpha is computed from, by who."""
    differences: list[Difference]


def compared(document: Judged) -> Compared | None:
    """Return what its annotators agree and disagree in; null where one alone annotated the document."""
    people = {annotator: _page(annotation) for annotator, annotation in document.by.items()}
    before = document.preannotation
    pages = people | ({before.source.kind: _page(before)} if before else {})
    pairs = list(combinations(pages, 2))
    if not pairs:
        return None
    found: dict[Annotators, Shares] = {(a, b): shares(pages[a], pages[b]) for a, b in pairs}
    units: dict[Annotators, dict[Measure, list[Unit]]] = {(a, b): _units({a: pages[a], b: pages[b]}) for a, b in pairs}
    if len(people) > 1:
        found[None] = total(found[pair] for pair in combinations(people, 2))
        units[None] = _units(people)
    return Compared(document.doc_id, tuple(people), document.shown, found, units, list(_differences(pages)))


def program_of(pair: Pair) -> str | None:
    """Return by which name a pre-annotation is one of a pair; null for two people."""
    return pair[1] if pair[1] in PROGRAMS else None


def total(some: Iterable[Shares]) -> Shares:
    """Return the sum of shares, measure by measure."""
    summed: dict[Measure, Share] = defaultdict(Share)
    for found in some:
        for measure, share in found.items():
            summed[measure] += share
    return dict(summed)


def _page(annotation: Annotation) -> Page:
    return Labelled.model_validate(annotation.model_dump()).page(None)


def _units(pages: Pages) -> dict[Measure, list[Unit]]:
    """Return what two or more of the annotators judged."""
    told = {Measure("realis"): realis(pages), Measure("labels"): labels(pages)}
    return {measure: [unit for unit in units if len(unit) > 1] for measure, units in told.items()}


def _differences(pages: Pages) -> Iterator[Difference]:
    for a, b in combinations(pages, 2):
        for found in disagreements(pages[a], pages[b]):
            yield Difference((a, b), found)
