"""How well an annotator does where the truth is known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from risalah.annotate.evaluation.measures import COUNTED
from risalah.annotate.models import Lesson, Trial, gains, trial
from risalah.annotate.models.trial import EFFORT
from risalah.annotate.rules import Ruleset
from risalah.schema import Annotation, Document, Source

GOLD = [
    "[Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] di "
    "[Jakarta|1.place=Jakarta].",
    "[Penny Wong|1.visitor=Penny Wong:person] [tiba|1.visit:actual] di [Denpasar|1.destination=Denpasar].",
    "Harga cabai rawit di Pasar Kramat Jati turun pekan ini.",
]


@dataclass(frozen=True)
class Saying:
    """An annotator that says of each document what is given."""

    annotations: dict[str, Annotation]
    source = Source(kind="model", version="test")

    def annotate(self, document: Document) -> Annotation:
        return self.annotations[document.id]

    def plain(self, document: Document) -> dict[str, Any]:
        return self.annotate(document).model_dump(mode="json")


@pytest.fixture
def gold(marked: Callable) -> list[tuple[Document, Annotation]]:
    return [marked(text, f"doc-{number}") for number, text in enumerate(GOLD)]


@pytest.fixture
def told(gold: list[tuple[Document, Annotation]], marked: Callable) -> Callable[..., Trial]:
    """Try somebody who says what gold does, but for some changes of the words of its marks."""

    def tried(*changes: tuple[str, str]) -> Trial:
        texts = [*GOLD]
        for old, new in changes:
            texts = [text.replace(old, new) for text in texts]
        saying = Saying({f"doc-{number}": marked(text, f"doc-{number}")[1] for number, text in enumerate(texts)})
        return trial(saying, [Lesson.of(*pair) for pair in gold])

    return tried


MISSED = ("[Jakarta|1.place=Jakarta]", "Jakarta")
WRONG = ("[Penny Wong|1.visitor=Penny Wong:person]", "[Penny|1.visitor=Penny:person] Wong")


def test_who_says_what_is_true_leaves_nothing_to_do(told: Callable[..., Trial]) -> None:
    done = told()
    assert (done.effort.total, done.effort.from_nothing) == (0, 7)
    assert (done.overall.event.f1, done.overall.participant.f1, done.overall.clean) == (1, 1, 1)
    assert len(done.measures) == len(done.efforts) == 3


def test_it_is_told_document_by_document(told: Callable[..., Trial]) -> None:
    done = told(MISSED, WRONG)
    assert [one.total for one in done.efforts] == [1, 1, 0]
    assert [one.place.fn for one in done.measures] == [1, 0, 0]
    assert done.as_dict()["effort"]["total"] == 2


def test_trials_of_different_documents_add_up(told: Callable[..., Trial]) -> None:
    one, other = told(), told(MISSED)
    both = one + other
    assert both.effort == one.effort + other.effort
    assert both.overall == one.overall + other.overall


def test_a_gain_is_how_much_better_one_is(told: Callable[..., Trial]) -> None:
    better, worse = told(), told(MISSED)
    found = gains(better, worse)
    assert list(found) == [*COUNTED, EFFORT]
    assert found[EFFORT].value == pytest.approx(1 / 7)
    assert found["place"].value == pytest.approx(1 - 2 / 3)
    assert found["participant"].value == 0
    assert gains(worse, better)[EFFORT].value == pytest.approx(-1 / 7)


def test_of_many_documents_the_gain_has_an_interval(rules: Ruleset, lessons: list[Lesson]) -> None:
    done = trial(rules, lessons[:60])
    nothing = trial(Saying({one.document.id: empty(rules, one.document) for one in lessons[:60]}), lessons[:60])
    gain = gains(done, nothing)[EFFORT]
    assert 0 < gain.low < gain.value < gain.high < 1
    assert {(one.value, one.low, one.high) for one in gains(done, done).values()} == {(0, 0, 0)}


def empty(rules: Ruleset, document: Document) -> Annotation:
    return rules.annotate(document).model_copy(update={"events": []})


def test_every_document_that_is_done_is_told(rules: Ruleset, lessons: list[Lesson]) -> None:
    done: list[int] = []
    trial(rules, iter(lessons[:4]), done.append)
    assert done == [1, 1, 1, 1]
