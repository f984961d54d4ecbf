"""Numbers that add up: over events, documents and types."""

from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True)
class Summed:
    """Numbers that are added field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True)
class Counts(Summed):
    """How many were predicted right, predicted wrongly, and missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right; 0 where nothing was."""
        return self.tp / max(1, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """The share of gold that was found; 0 where there is none."""
        return self.tp / max(1, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.tp else 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the counts and the figures they give, rounded to three places."""
        figures = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return {name: round(figure, 3) for name, figure in figures.items()} | asdict(self)

    @property
    def faultless(self) -> bool:
        """Whether nothing is wrong or missed."""
        return not (self.fp or self.fn)


NONE = Counts()
