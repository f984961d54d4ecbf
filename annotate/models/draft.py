"""An event while it is being made up from answers."""

from collections.abc import Iterator

from risalah.annotate.models.candidates import Candidate, Offer, Told, Word
from risalah.annotate.models.question import Span


class Filling:
    """Who or what fills a role, and how likely that is."""

    def __init__(
        self, role: str, candidate: Candidate, value: str | None, likely: float, rules: dict[Span, str]
    ) -> None:
        self.role = role
        self.candidate = candidate
        self.value = value
        self.likely = likely
        self.rules = rules
        """Where rules find it in this role, and which of them does; empty where a model alone does."""


class Chance:
    """Somebody or something that may fill a role of an event."""

    def __init__(self, role: str, candidate: Candidate, value: str | None, told: list[Told]) -> None:
        self.role = role
        self.candidate = candidate
        self.value = value
        """The value that it would have there."""
        self.told = told
        """Where rules have it in the event; empty where they do not."""


class Draft:
    """An event while it is being made up, begun by the first word that is known to tell it."""

    def __init__(self, type: str, word: Word, likely: float) -> None:
        self.type = type
        self.words = {word.span: word}
        """Its triggers."""
        self.likely = {word.span: likely}
        """How likely each tells such an event."""
        self.records: list[int] = []
        """The records of rules that it comes of, by their place among them; none where rules tell no such event."""
        self.realis = "actual"
        self.fillings: list[Filling] = []
        self.dropped: list[Filling] = []
        """What rules told of it and was left out."""

    @property
    def first(self) -> Span:
        """Its first trigger."""
        return min(self.words)

    @property
    def sentences(self) -> set[int]:
        """Those in which its triggers stand."""
        return {word.sentence for word in self.words.values()}

    @property
    def confidence(self) -> float:
        """How likely there is such an event: as likely as its best trigger is one."""
        return max(self.likely.values())

    def told(self, offer: Offer) -> Iterator[Told]:
        """Yield what rules tell of it."""
        for record in self.records:
            yield from offer.told[record]

    def add(self, word: Word, likely: float) -> None:
        """Take in one more trigger."""
        self.words[word.span] = word
        self.likely[word.span] = likely

    def take(self, other: "Draft") -> None:
        """Take in another draft of the same event."""
        self.words.update(other.words)
        self.likely.update(other.likely)
        self.records += other.records
