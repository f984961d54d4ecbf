"""The points of a learning curve, and the file that keeps them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from risalah.annotate.agreement.bootstrap import Estimate
from risalah.schema import Problem
from risalah.schema.errors import ModelError
from risalah.schema.model import Model
from risalah.storage.atomic import write

Who = Literal["rules", "model", "both"]
"""The rules alone, a model that finds events by itself, or one that corrects the rules."""
Order = Literal["random", "uncertain"]
"""In which order documents are reviewed: as they come, or first those of which the model so far is least sure."""
Key = tuple[Who, Order | None, tuple[int, ...]]
"""What tells a point from all others of its curve: `Point.key`."""
PLACES: Final = 4
"""Digits of a figure after the point."""
_ELSEWHERE: Final = "Name another folder with --output"


def rounded(figure: float | None) -> float | None:
    """Return a figure with as many digits as are told."""
    return None if figure is None else round(figure, PLACES)


class Gain(Model):
    """How much better than the rules something is on the same documents, with its 95 % interval; null as there."""

    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, estimate: Estimate) -> "Gain":
        """Return an estimated gain, rounded."""
        return cls(value=rounded(estimate.value), low=rounded(estimate.low), high=rounded(estimate.high))


class Point(Model):
    """How somebody does on the documents for testing."""

    of: str
    """What it was measured on."""
    who: Who
    order: Order | None = None
    """Null of rules."""
    rounds: list[int] = []
    """After how many reviewed documents a model was trained to choose the next, and last of how many this one is."""
    f1: dict[str, float]
    """Of events, triggers, participants, places and times."""
    exact: float
    """The share of the records of gold that are told exactly."""
    effort: int
    """How many regions a person touches to correct what is told."""
    saved: float | None
    """The share of the work of labelling from nothing that this saves; null where there is none."""
    gains: dict[str, Gain] = {}
    """What it does better than the rules, by measure, with the share saved as `effort`; none of rules themselves."""
    taken: list[str] = []
    """The documents that were reviewed, in their order, where it is not that of chance."""

    @property
    def key(self) -> Key:
        """What tells it from all others: in random order no matter which sizes were tried before."""
        return self.who, self.order, tuple(self.rounds)

    @property
    def documents(self) -> int:
        """How many documents had been reviewed."""
        return self.rounds[-1] if self.rounds else 0


def pays_from(points: Iterable[Point], order: Order, measure: str) -> int | None:
    """Return from how many documents on rules and model together are better than rules, by the interval of the gain.

    That is the smallest size with it and all larger ones above 0; null where not even the largest is.
    """
    enough = None
    for point in sorted(points, key=lambda point: -point.documents):
        if (point.who, point.order) == ("both", order):
            if (point.gains[measure].low or 0.0) <= 0:
                break
            enough = point.documents
    return enough


def kept(path: Path, of: str) -> list[Point]:
    """Return the points that a file holds, line by line, but for a last line that is torn; none where there is no file.

    Raises ModelError where it holds anything else, or points of something else than `of`.
    """
    try:
        whole, _, _ = path.read_bytes().rpartition(b"\n")
        points = [Point.model_validate_json(line) for line in whole.splitlines()]
    except FileNotFoundError:
        return []
    except (ValidationError, OSError):
        raise ModelError(Problem(str(path), "holds no learning curve", _ELSEWHERE)) from None
    if other := next((point.of for point in points if point.of != of), None):
        raise ModelError(
            Problem(str(path), f"holds the learning curve of {other}, and this one is of {of}", _ELSEWHERE)
        )
    return points


def keeping(points: Iterable[Point], known: Sequence[Point], path: Path) -> Iterator[Point]:
    """Write every point that is not known to the file, as soon as it is there, and yield all; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, "".join(map(_line, known)).encode())
    with path.open("a", encoding="utf-8") as file:
        for point in points:
            if point not in known:
                file.write(_line(point))
                file.flush()
            yield point


def _line(point: Point) -> str:
    return f"{point.model_dump_json()}\n"
