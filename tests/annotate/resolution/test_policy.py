"""Which of several annotations of a document counts."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.resolution import resolve
from risalah.schema import Annotation, Source
from risalah.schema.review import Review

CALL = (
    "[Sri Mulyani|1.participant=Sri Mulyani:person] [menelepon|1.call:actual] "
    "[Yellen|1.participant=Janet Yellen:person]."
)
LESS = "[Sri Mulyani|1.participant=Sri Mulyani:person] [menelepon|1.call:actual] Yellen."
PLANNED = CALL.replace("actual", "planned")
RENUMBERED = CALL.replace("|1.", "|2.")


def submitted(annotation: Annotation, annotator: str, day: int, status: str = "reviewed", **told: Any) -> Review:
    """Return what somebody submitted on a day."""
    made = annotation.model_copy(update={"source": Source(kind="person", version=annotator)})
    when = datetime.datetime(2026, 3, day, tzinfo=datetime.UTC)
    return Review(annotation=made, status=status, annotator=annotator, submitted=when, **told)


# Each review as its text, annotator, day, status and whether it is ground truth; then whose and which day's counts.
CASES = {
    "the only one": ([(CALL, "ani", 1)], ("ani", 1, "latest")),
    "an annotator's last": ([(LESS, "ani", 1), (CALL, "ani", 3), (PLANNED, "ani", 2)], ("ani", 3, "latest")),
    "the latest of those who differ": ([(CALL, "ani", 1), (LESS, "budi", 2)], ("budi", 2, "latest")),
    "what most say alike before what came later": (
        [(CALL, "ani", 1), (CALL, "budi", 2), (LESS, "citra", 3)],
        ("budi", 2, "agreed"),
    ),
    "the same whatever number an event has": ([(CALL, "ani", 1), (RENUMBERED, "budi", 2)], ("budi", 2, "agreed")),
    "what one said before changing it counts no more": (
        [(CALL, "ani", 1), (CALL, "budi", 2), (LESS, "budi", 3)],
        ("budi", 3, "latest"),
    ),
    "ground truth before what most say": (
        [(CALL, "ani", 1), (CALL, "budi", 2), (LESS, "citra", 1, "reviewed", True)],
        ("citra", 1, "ground_truth"),
    ),
    "a decision before ground truth": (
        [(LESS, "citra", 4, "reviewed", True), (CALL, "dewi", 1, "adjudicated")],
        ("dewi", 1, "adjudicated"),
    ),
    "the last decision": (
        [(LESS, "dewi", 2, "adjudicated"), (CALL, "dewi", 1, "adjudicated")],
        ("dewi", 2, "adjudicated"),
    ),
    "a person's before a program's that came later": (
        [(CALL, "ani", 1), (LESS, "program", 2, "unreviewed")],
        ("ani", 1, "latest"),
    ),
}


def resolved(marked: Callable, told: list[tuple[Any, ...]], **options: Any) -> tuple[str, int, str] | None:
    reviews = [
        submitted(marked(text)[1], annotator, day, *status[:1], ground_truth=bool(status[1:]))
        for text, annotator, day, *status in told
    ]
    found = resolve(reviews, **options)
    return found and (found.review.annotator, found.review.submitted.day, found.basis)


@pytest.mark.parametrize(("told", "counts"), CASES.values(), ids=CASES)
def test_what_counts(marked: Callable, told: list[tuple[Any, ...]], counts: tuple[str, int, str]) -> None:
    assert resolved(marked, told) == counts


def test_of_those_who_differ_the_most_trusted_counts(marked: Callable) -> None:
    told = [(CALL, "ani", 1), (LESS, "budi", 2), (PLANNED, "citra", 3)]
    assert resolved(marked, told, trusted=["budi", "ani"]) == ("budi", 2, "latest")
    assert resolved(marked, told, trusted=["ani", "budi"]) == ("ani", 1, "latest")


def test_trust_does_not_outweigh_what_most_say(marked: Callable) -> None:
    told = [(CALL, "ani", 1), (CALL, "budi", 2), (LESS, "citra", 3)]
    assert resolved(marked, told, trusted=["citra"]) == ("budi", 2, "agreed")


def test_what_no_person_has_read_counts_only_where_it_is_asked_for(marked: Callable) -> None:
    told = [(CALL, "program", 1, "unreviewed"), (LESS, "program", 2, "unreviewed")]
    assert resolved(marked, told) is None
    assert resolved(marked, told, unreviewed=True) == ("program", 2, "unreviewed")


def test_nothing_counts_where_nothing_was_submitted() -> None:
    assert resolve([], unreviewed=True) is None


def test_each_event_is_told_by_all_who_tell_it_alike(marked: Callable) -> None:
    both = f"{CALL} [Luhut|2.visitor=Luhut:person] [terbang|2.visit:actual] ke [Bonn|2.destination=Bonn]."
    other = both.replace("Bonn|2.destination=Bonn", "Bonn|2.destination=Kota Bonn")
    reviews = [submitted(marked(text)[1], name, 1) for text, name in ((both, "ani"), (other, "budi"))]
    found = resolve(reviews, trusted=["ani"])
    assert found is not None
    assert (found.annotators, found.told_by) == (("ani",), {1: ("ani", "budi"), 2: ("ani",)})
    assert found.disputed == [("budi", 2)]


def test_what_was_decided_is_disputed_no_more(marked: Callable) -> None:
    reviews = [submitted(marked(LESS)[1], "ani", 1), submitted(marked(CALL)[1], "dewi", 2, "adjudicated")]
    found = resolve(reviews)
    assert found is not None
    assert found.disputed == []


@given(
    st.permutations([(CALL, "ani", 1), (LESS, "budi", 2), (PLANNED, "citra", 2), (CALL, "dewi", 4), (LESS, "eka", 5)])
)
def test_the_order_of_reviews_does_not_matter(marked: Callable, told: list[tuple[Any, ...]]) -> None:
    assert resolved(marked, told) == ("eka", 5, "agreed")
