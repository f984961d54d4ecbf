"""The right answers, by gold."""

import sys
from collections.abc import Iterator, Sequence
from typing import Final

from risalah.annotate.evaluation.alignment import agree
from risalah.annotate.evaluation.records import COMPARED, Argument, Event, Page, Sort, overlap
from risalah.annotate.models.features import TOLD
from risalah.annotate.models.question import Answered, Question, Span
from risalah.schema import Mention, Ontology

SORTS: Final[dict[str, Sort]] = {
    "Actor": "participant",
    "Place": "place",
    "Time": "time",
    "Quantity": "quantity",
    "Text": "text",
}
"""What evaluation calls the fillers of each class."""


class Oracle:
    """Knows what is true of a document, and keeps what it was asked with the answers."""

    def __init__(self, text: str, gold: Page, ontology: Ontology) -> None:
        self._text, self._gold, self._ontology = text, gold, ontology
        self.asked: list[Answered] = []

    def __call__(self, questions: Sequence[Question]) -> list[float]:
        """Answer each question with 1 for yes and 0 for no; where gold does not tell, as rules do."""
        answers = [self._answer(question) for question in questions]
        for place in self._doubles(questions, answers):
            answers[place] = False
        return [float(self._noted(*one)) for one in zip(questions, answers, strict=True)]

    def _noted(self, question: Question, answer: bool | Argument | None) -> bool:
        if answer is None:
            return TOLD in question.features
        question.features[:] = map(sys.intern, question.features)  # they are the same words in every document
        self.asked.append((question, bool(answer)))
        return bool(answer)

    def _answer(self, question: Question) -> bool | Argument | None:
        """Return the answer, null where gold does not tell; in place of a yes, what of gold fills the role."""
        type_name, _, what = question.label.partition(".")
        event = self._event(question.first, type_name)
        if event is None:
            return False
        match question.kind:
            case "trigger":
                return True
            case "same":
                return question.second is not None and event is self._event(question.second, type_name)
            case "realis":
                return event.realis == what
            case "argument":
                return self._filling(question, event, what)

    def _doubles(self, questions: Sequence[Question], answers: Sequence[bool | Argument | None]) -> Iterator[int]:
        """Yield which of the answers fill a role with what fills it already under another value.

        What rules tell goes first, then what has gold's own value. All expressions of a time are one.
        """
        by_gold: dict[int, list[int]] = {}
        for place, answer in enumerate(answers):
            if isinstance(answer, Argument) and answer.sort != "time":
                by_gold.setdefault(id(answer), []).append(place)
        for places in by_gold.values():
            gold = answers[places[0]]
            value = gold.value if isinstance(gold, Argument) else None
            first = min(
                places, key=lambda place: (TOLD not in questions[place].features, questions[place].value != value)
            )
            kept = questions[first].label, questions[first].value
            yield from (place for place in places if (questions[place].label, questions[place].value) != kept)

    def _event(self, span: Span, type_name: str) -> Event | None:
        word = Mention.at(self._text, *span)
        of_type = (event for event in self._gold.events if event.type == type_name)
        return next((event for event in of_type if any(overlap(word, one) for one in event.triggers)), None)

    def _filling(self, question: Question, event: Event, role: str) -> bool | Argument | None:
        """Return what fills the role by gold; where gold tells no roles, the first of its sort or that of the rules."""
        declared = {one.name: SORTS[one.filler.__name__] for one in self._ontology[event.type].roles()}
        sort = declared[role]
        if self._gold.has_roles:
            told = [argument for argument in event.arguments if argument.role == role]
        elif sort not in COMPARED:
            return None
        elif TOLD not in question.features and role != next(name for name in declared if declared[name] == sort):
            return False
        else:
            told = [argument for argument in event.arguments if argument.sort == sort]
        mention = Mention.at(self._text, *(question.second or question.first))
        asked = Argument(sort, role, question.value, _names(question.value, mention), (mention,))
        return next((argument for argument in told if _is_same(asked, argument)), False)


def _names(value: str | None, mention: Mention) -> tuple[str, ...]:
    return (mention.text,) if value is None else (value, mention.text)


def _is_same(asked: Argument, gold: Argument) -> bool:
    """Return whether they agree, or stand in the same place: whoever corrects the value of a time keeps the time."""
    spans = {mention.span for mention in gold.mentions}
    named = asked.sort == "time" and asked.mentions[0].text in gold.names
    return agree(asked, gold) or asked.mentions[0].span in spans or named
