"""How many documents of a corpus tell each event type, and by which words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import log

import msgspec


class _Trigger(msgspec.Struct, frozen=True):
    text: str


class _Event(msgspec.Struct, frozen=True):
    type: str
    triggers: list[_Trigger]


class _Annotation(msgspec.Struct, frozen=True):
    events: list[_Event]


_OUTLINE = msgspec.json.Decoder(_Annotation)
_COUNTS = msgspec.json.Decoder(tuple[dict[str, int], dict[str, dict[str, int]]])


@dataclass(slots=True)
class Triggers:
    """Counts of documents."""

    documents: Counter[str] = field(default_factory=Counter)
    """How many tell each event type."""
    words: dict[str, Counter[str]] = field(default_factory=dict)
    """How many tell an event type by each word or phrase, in lower case."""

    @classmethod
    def of(cls, annotations: Iterable[str | bytes]) -> "Triggers":
        """Count what annotations tell, each given as JSON."""
        counts = cls()
        for annotation in annotations:
            told = {
                (event.type, word_of(it.text)) for event in _OUTLINE.decode(annotation).events for it in event.triggers
            }
            counts.documents.update({type_name for type_name, _ in told})
            for type_name, word in told:
                counts.words.setdefault(type_name, Counter())[word] += 1
        return counts

    @classmethod
    def read(cls, content: bytes) -> "Triggers":
        """Return what was written."""
        documents, words = _COUNTS.decode(content)
        return cls(Counter(documents), {type_name: Counter(counted) for type_name, counted in words.items()})

    def written(self) -> bytes:
        """Return the counts as JSON."""
        return msgspec.json.encode((self.documents, self.words))

    def add(self, other: "Triggers") -> None:
        """Take in the counts of other documents."""
        self.documents.update(other.documents)
        for type_name, counted in other.words.items():
            self.words.setdefault(type_name, Counter()).update(counted)

    def rarity(self, type_name: str, word: str) -> float:
        """Return how rare a word is among those that tell an event type, in (0, 1].

        It is the word's inverse document frequency (Spärck Jones 1972), divided by its
        greatest: 1 where one document has it, and half of that where the square root of all have.
        """
        having = self.words[type_name][word]
        return 1 - log(having) / log(1 + self.documents[type_name])

    def rarest(self, told: Iterable[tuple[str, str]]) -> tuple[str, float]:
        """Return the rarest word of some event types and words, of which there is one at least, with its rarity."""
        rarity, word = max(self._rarities(told))
        return word, rarity

    def _rarities(self, told: Iterable[tuple[str, str]]) -> Iterator[tuple[float, str]]:
        return ((self.rarity(type_name, word), word) for type_name, word in told)


def word_of(surface: str) -> str:
    """Return a trigger as it is counted: in lower case, with single spaces."""
    return " ".join(surface.casefold().split())
