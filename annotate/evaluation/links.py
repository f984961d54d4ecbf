"""How well predicted events agree with gold: B-cubed, CEAF-e and LEA of clusters of records."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from risalah.annotate.evaluation.assignment import best_total
from risalah.schema import Problem
from risalah.schema.errors import ReadError
from risalah.schema.report import problems_of

Clusters = Iterable[Collection[str]]
"""Records, by id, event by event."""
_CLUSTERS = TypeAdapter(list[list[str]])


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall, from 0 to 1."""

    precision: float
    """Of what was predicted, the share that is right; 0 where nothing was."""
    recall: float
    """Of gold, the share that was found; 0 where there is none."""

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the figures, rounded to three places."""
        return {"p": round(self.precision, 3), "r": round(self.recall, 3), "f1": round(self.f1, 3)}


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Three measures, none of which is enough alone."""

    b_cubed: Shares
    """Record by record: how much of its event is right (Bagga and Baldwin 1998, "Algorithms for scoring coreference
    chains")."""
    ceaf_e: Shares
    """Event by event, each with at most one of the other side (Luo 2005, "On coreference resolution performance
    metrics", with the similarity phi4)."""
    lea: Shares
    """Link by link, the larger events counting more (Moosavi and Strube 2016, "Which coreference evaluation metric do
    you trust? A proposal for a link-based entity aware metric")."""

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        return {"b_cubed": self.b_cubed.as_dict(), "ceaf_e": self.ceaf_e.as_dict(), "lea": self.lea.as_dict()}


def score(predicted: Clusters, gold: Clusters) -> LinkScores:
    """Return how well predicted clusters agree with gold; a record of one side alone counts against it."""
    sides = [set(cluster) for cluster in predicted if cluster], [set(cluster) for cluster in gold if cluster]
    here, there = (_Side(*pair) for pair in (sides, sides[::-1]))
    return LinkScores(*(Shares(measure(here), measure(there)) for measure in (_b_cubed, _ceaf_e, _lea)))


def read_clusters(path: Path) -> list[list[str]]:
    """Return the clusters that a JSON file lists, each a list of record ids.

    Raises ReadError where it is none, or a record is in two clusters, and OSError where it cannot be opened.
    """
    try:
        told = _CLUSTERS.validate_json(path.read_bytes())
    except ValidationError as error:
        raise ReadError(*problems_of(error, str(path))) from None
    counts = Counter(record for some in told for record in some)
    if twice := sorted(record for record, count in counts.items() if count > 1):
        raise ReadError(*(Problem(str(path), f"has the record {record} twice") for record in twice))
    return told


class _Side:
    """The clusters of one side, and how they overlap with those of the other."""

    def __init__(self, clusters: Sequence[set[str]], others: Sequence[set[str]]) -> None:
        self.clusters, self.others = clusters, others
        event_of = {record: number for number, other in enumerate(others) for record in other}
        self.overlaps: list[Mapping[int, int]] = [
            Counter(event_of[record] for record in cluster if record in event_of) for cluster in clusters
        ]
        self.size = sum(map(len, clusters))


def _b_cubed(side: _Side) -> float:
    told = zip(side.clusters, side.overlaps, strict=True)
    right = sum(count**2 / len(cluster) for cluster, overlaps in told for count in overlaps.values())
    return right / max(1, side.size)


def _ceaf_e(side: _Side) -> float:
    likeness: dict[tuple[int, int], float] = {
        (number, other): 2 * count / (len(side.clusters[number]) + len(side.others[other]))
        for number, overlaps in enumerate(side.overlaps)
        for other, count in overlaps.items()
    }
    return sum(map(best_total, _connected(likeness))) / max(1, len(side.clusters))


def _lea(side: _Side) -> float:
    told = zip(side.clusters, side.overlaps, strict=True)
    right = sum(len(cluster) * _resolved(cluster, overlaps, side.others) for cluster, overlaps in told)
    return right / max(1, side.size)


def _resolved(cluster: set[str], overlaps: Mapping[int, int], others: Sequence[set[str]]) -> float:
    """Return the share of a cluster's links that the other side has; a record alone has one link, to itself."""
    if len(cluster) == 1:
        return float(any(len(others[other]) == 1 for other in overlaps))
    return sum(_links(count) for count in overlaps.values()) / _links(len(cluster))


def _links(size: int) -> int:
    return size * (size - 1) // 2


def _connected(likeness: Mapping[tuple[int, int], float]) -> Iterator[dict[tuple[int, int], float]]:
    """Yield the likenesses of the clusters that overlap with each other, over however many steps."""
    of_row: dict[int, list[int]] = defaultdict(list)
    of_column: dict[int, list[int]] = defaultdict(list)
    for row, column in likeness:
        of_row[row].append(column)
        of_column[column].append(row)
    while of_row:
        rows: set[int] = set()
        reached = [next(iter(of_row))]
        while reached:
            row = reached.pop()
            if row not in rows:
                rows.add(row)
                reached += (other for column in of_row[row] for other in of_column[column])
        yield {(row, column): likeness[row, column] for row in sorted(rows) for column in of_row.pop(row)}
