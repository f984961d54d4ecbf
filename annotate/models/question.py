"""What a model is asked: whether something holds of a stretch of a document."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol

Span = tuple[int, int]

Kind = Literal["trigger", "same", "realis", "argument"]
"""trigger: does a word tell an event of a type? same: do two words tell one event? realis: did an event take place,
or will it ...? argument: does somebody or something fill a role of an event? They are asked in this order."""


class Question:
    """One question that has the answer yes or no."""

    def __init__(
        self,
        kind: Kind,
        label: str,
        first: Span,
        second: Span | None,
        features: list[str],
        *,
        value: str | None = None,
    ) -> None:
        self.kind = kind
        self.label = label
        """What is asked about: "meeting", again "meeting", "meeting.planned", or "meeting.participant"."""
        self.first = first
        """A trigger of the event that it is about, in code points of the text."""
        self.second = second
        """The mention that is asked about, or a trigger of the other event; null where the first says it all."""
        self.features = features
        """What is known of it, each as a word."""
        self.value = value
        """The canonical value of what is asked about, where it has one."""


Answered = tuple[Question, bool]
"""A question and its right answer."""
Ask = Callable[[Sequence[Question]], Sequence[float]]
"""What answers questions about one document: with the probability of yes for each."""


class Scorer(Protocol):
    """What answers questions: the part of a model that learns."""

    def scores(self, text: str, questions: Sequence[Question]) -> list[float]:
        """Return for each question about a text the log-odds of yes, not calibrated."""

    def write(self, folder: Path) -> None:
        """Write what was learnt to a folder, in files that hold no code; raises OSError."""
