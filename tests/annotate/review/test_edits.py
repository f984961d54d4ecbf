"""What a person did to each mention, as a sentence before and after."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.review.edits import Edit, edits
from risalah.schema import Annotation
from risalah.schema.fact import facts

BEFORE = (
    "[Presiden|1.participant=Presiden:person] [Prabowo|1.participant=Prabowo Subianto:person] "
    "[bertemu|1.meeting:actual] [Anwar|1.participant=Anwar Ibrahim:person] di [Jakarta|1.place=Jakarta], "
    "[Rabu|1.time=2025-09-03]. [Ia|2.visitor=Prabowo Subianto:person] [terbang|2.visit:planned] ke Johor."
)


def work(done: list[Edit]) -> list[tuple[str, str | None, str | None]]:
    """Return kind, mention before and mention after of everything that somebody touched."""
    words = [(edit.kind, *(fact and f"{fact.role} {fact.text}" for fact in (edit.before, edit.after))) for edit in done]
    return [told for edit, told in zip(done, words, strict=True) if edit.is_work]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("Rabu|", "Rabu|", []),
        ("=2025-09-03", "=2025-09-04", [("revalued", "time Rabu", "time Rabu")]),
        ("Subianto:person] [bertemu", "Subianto:group] [bertemu", [("revalued", *["participant Prabowo"] * 2)]),
        ("di [Jakarta|", "[di Jakarta|", [("rebounded", "place Jakarta", "place di Jakarta")]),
        ("1.place=Jakarta", "1.topic=Jakarta:text", [("relabelled", "place Jakarta", "topic Jakarta")]),
        (
            "[Jakarta|1.place=Jakarta]",
            "[Jakarta|2.destination=Jakarta]",
            [("moved", "place Jakarta", "destination Jakarta")],
        ),
        ("[Jakarta|1.place=Jakarta]", "Jakarta", [("deleted", "place Jakarta", None)]),
        ("ke Johor", "ke [Johor|2.destination=Johor]", [("added", None, "destination Johor")]),
        ("meeting:actual", "meeting:planned", [("realis", "trigger bertemu", "trigger bertemu")]),
        (
            "[Presiden|1.participant=Presiden:person] [Prabowo|",
            "[Presiden Prabowo|",
            [
                ("deleted", "participant Presiden", None),
                ("rebounded", "participant Prabowo", "participant Presiden Prabowo"),
            ],
        ),
    ],
)
def test_one_edit(said: Callable, was: str, now: str, told: list[tuple[str, str | None, str | None]]) -> None:
    assert was in BEFORE
    assert sorted(work(edits(said(BEFORE), said(BEFORE.replace(was, now))))) == told


def test_a_mention_that_is_gone_is_not_what_another_role_says_nearby(said: Callable) -> None:
    after = BEFORE.replace("di [Jakarta|1.place=Jakarta]", "[di Jakarta|1.topic=di Jakarta:text]")
    assert sorted(work(edits(said(BEFORE), said(after)))) == [
        ("added", None, "topic di Jakarta"),
        ("deleted", "place Jakarta", None),
    ]


def test_of_two_mentions_the_one_that_overlaps_most_was_rebounded(said: Callable) -> None:
    text = "[{}|1.visitor=Prabowo:person] [tiba|1.visit:actual]."
    before = text.format("Presiden|1.visitor=Prabowo:person] [Prabowo Subianto")
    assert work(edits(said(before), said(text.format("Presiden Prabowo Subianto")))) == [
        ("deleted", "visitor Presiden", None),
        ("rebounded", "visitor Prabowo Subianto", "visitor Presiden Prabowo Subianto"),
    ]


def test_a_trigger_never_becomes_a_filler(said: Callable) -> None:
    text = "[A|1.participant=A:person] [bertemu|1.meeting:actual]; [rapat|{}] usai."
    assert sorted(work(edits(said(text.format("1.meeting:actual")), said(text.format("1.topic=rapat:text"))))) == [
        ("added", None, "topic rapat"),
        ("deleted", "trigger rapat", None),
    ]


def test_what_was_moved_and_revalued_was_moved(said: Callable) -> None:
    after = BEFORE.replace("[Jakarta|1.place=Jakarta]", "[Jakarta|2.destination=DKI Jakarta]")
    assert work(edits(said(BEFORE), said(after))) == [("moved", "place Jakarta", "destination Jakarta")]


def test_another_type_relabels_the_trigger_and_the_roles_that_are_called_otherwise(said: Callable) -> None:
    after = (
        BEFORE.replace("1.meeting", "1.visit").replace("1.participant", "1.visitor").replace("1.place", "1.destination")
    )
    done = edits(said(BEFORE), said(after))
    assert Counter(edit.kind for edit in done) == {"relabelled": 5, "kept": 3}
    assert next(str(edit.after) for edit in done if edit.kind == "kept") == "event 1, time: “Rabu” = 2025-09-03 (time)"


def test_a_false_event_is_deleted_with_all_it_has(said: Callable) -> None:
    second = "[Ia|1.visitor=Prabowo Subianto:person] [terbang|1.visit:planned] ke Johor."
    after = f"Presiden Prabowo bertemu Anwar di Jakarta, Rabu. {second}"
    assert Counter(edit.kind for edit in edits(said(BEFORE), said(after))) == {"deleted": 6, "kept": 2}


def test_two_events_that_are_merged_are_moved_into_one(said: Callable) -> None:
    two = "[A|1.visitor=A:person] [tiba|1.visit:actual] dan [A|2.visitor=A:person] [berkunjung|2.visit:actual]."
    assert Counter(edit.kind for edit in edits(said(two), said(two.replace("2.", "1.")))) == {"kept": 2, "moved": 2}
    assert Counter(edit.kind for edit in edits(said(two.replace("2.", "1.")), said(two))) == {"kept": 2, "moved": 2}


@given(data=st.data())
def test_nothing_was_done_to_what_is_the_same(any_reading: st.SearchStrategy, data: st.DataObject) -> None:
    annotation = data.draw(any_reading)
    assert [(edit.kind, edit.before) for edit in edits(annotation, annotation)] == [
        ("kept", fact) for fact in facts(annotation)
    ]


@given(data=st.data())
def test_every_mention_is_told_once(any_reading: st.SearchStrategy, data: st.DataObject) -> None:
    before, after = data.draw(any_reading), data.draw(any_reading)
    done = [edit for edit in edits(before, after) if edit.kind != "realis"]
    assert [edit.before for edit in done if edit.before] == facts(before)
    assert len([edit for edit in done if edit.after]) == len(facts(after))
    assert all((edit.before is None) == (edit.kind == "added") for edit in done)
    assert all((edit.after is None) == (edit.kind == "deleted") for edit in done)


def turned(counts: Counter) -> Counter:
    return Counter({{"added": "deleted", "deleted": "added"}.get(kind, kind): count for kind, count in counts.items()})


def kinds(before: Annotation, after: Annotation) -> Counter:
    return Counter(edit.kind for edit in edits(before, after))


@given(data=st.data())
def test_what_is_deleted_one_way_is_added_the_other(any_reading: st.SearchStrategy, data: st.DataObject) -> None:
    before, after = data.draw(any_reading), data.draw(any_reading)
    assert kinds(before, after) == turned(kinds(after, before))
