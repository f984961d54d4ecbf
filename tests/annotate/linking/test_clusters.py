"""Records into events, whatever the order they come in, and as people want it."""

import datetime
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.decision import LinkDecision
from risalah.annotate.linking import clusters, link, linked
from risalah.annotate.linking.clusters import clustered
from risalah.annotate.linking.key import Key, keys_of
from risalah.annotate.linking.linkage import NEVER, Linkage
from risalah.annotate.linking.wishes import wishes
from risalah.schema.truth import Truth

MONTH = (
    "[Prabowo|1.participant=Prabowo Subianto:person] dan [Anwar|1.participant=Anwar Ibrahim:person] "
    "[bertemu|1.meeting:actual] di [Jakarta|1.place=Jakarta] pada [Januari|1.time=2025-01]."
)
EARLY, LATE = (MONTH.replace("Januari|1.time=2025-01", f"tanggal {day}|1.time=2025-01-{day}") for day in ("09", "27"))
NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


def decided(kind: str, records: str, others: str = "") -> LinkDecision:
    """Return a decision about the records of these documents, which have one each."""
    ids = ([f"doc-{number}#1" for number in some] for some in (records, others))
    named, rest = ids
    return LinkDecision.model_validate({"kind": kind, "records": named, "others": rest, "decided": NOON})


def events(keys: Sequence[Key], *decisions: LinkDecision) -> list[str]:
    """Return the documents of each event: "12" is one that the documents 1 and 2 tell."""
    return ["".join(record[4] for record in event) for event in clustered(keys, wishes(decisions))]


@pytest.fixture
def three(key: Callable) -> list[Key]:
    """Return two meetings of the same two, and a record that may be of either."""
    return [key(EARLY, "doc-1"), key(MONTH, "doc-2"), key(LATE, "doc-3")]


def test_a_chain_is_no_event(three: list[Key]) -> None:
    assert events(three) == ["12", "3"]


def test_events_do_not_depend_on_the_order_of_the_records(samples: list[Truth]) -> None:
    keys = [key for truth in samples for key in keys_of(truth)]
    expected = clustered(keys)
    for seed in range(5):
        random.Random(seed).shuffle(keys)
        assert clustered(keys) == expected


def test_events_do_not_depend_on_what_else_is_there(samples: list[Truth]) -> None:
    some = [truth for truth in samples if truth.document.id[:2] in {"11", "13"}]
    whole = [event for event in linked(samples).events if {record[:2] for record in event} <= {"11", "13"}]
    assert linked(some).events == whole


def test_every_record_is_in_one_event_and_every_document_in_a_group(samples: list[Truth]) -> None:
    links = linked(samples)
    told = sorted(record for event in links.events for record in event)
    assert told == sorted(key.record_id for truth in samples for key in keys_of(truth))
    assert set(links.groups) == {truth.document.id for truth in samples}


def test_nothing_is_linked_to_nothing() -> None:
    assert (linked([]).events, linked([]).groups) == ([], {})


def test_what_two_articles_tell_together_helps_with_what_else_they_tell(tell: Callable) -> None:
    trip = " [Lawatan|2.visit:actual] [Anwar|2.visitor=Anwar Ibrahim:person] ke [Jakarta|2.destination=Jakarta] usai."
    apart = [tell(trip.replace("2.", "1."), f"doc-{number}") for number in (1, 2)]
    together = [tell(EARLY + trip, f"doc-{number}") for number in (1, 2)]
    alone, beside = ([key for truth in truths for key in keys_of(truth)] for truths in (apart, together))
    assert clustered(alone) == [["doc-1#1"], ["doc-2#1"]]
    assert clustered(beside) == [["doc-1#1", "doc-2#1"], ["doc-1#2", "doc-2#2"]]


def test_an_event_that_very_many_tell_alike_is_one(key: Callable) -> None:
    said = key(EARLY, "doc-1")
    many = [replace(said, record_id=f"doc-{n:05}#1", doc_id=f"doc-{n:05}", group=f"doc-{n:05}") for n in range(3000)]
    assert [len(event) for event in clustered(many)] == [3000]


def test_what_is_too_much_to_compare_is_parted_where_it_hangs_together_least(
    three: list[Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    again = replace(
        three[0], record_id="doc-4#1", doc_id="doc-4", group="doc-4", published=NOON.date(), words=frozenset("x")
    )
    monkeypatch.setattr(clusters, "_LARGEST", 2)
    assert events([*three, again]) == ["14", "2", "3"]


def test_what_a_document_says_twice_is_two_events(tell: Callable) -> None:
    twice = EARLY + " " + EARLY.replace("1.", "2.")
    keys = [key for number in (1, 2) for key in keys_of(tell(twice, f"doc-{number}"))]
    assert clustered(keys) == [["doc-1#1", "doc-2#1"], ["doc-1#2", "doc-2#2"]]


def test_a_merge_joins_what_excludes_each_other(three: list[Key]) -> None:
    assert events(three[::2]) == ["1", "3"]
    assert events(three[::2], decided("merge", "13")) == ["13"]


def test_a_merge_joins_two_records_of_one_document(tell: Callable) -> None:
    told = tell(EARLY + " " + LATE.replace("1.", "2."), "doc-1")
    merge = decided("merge", "1").model_copy(update={"records": ["doc-1#1", "doc-1#2"]})
    assert linked([told]).events == [["doc-1#1"], ["doc-1#2"]]
    assert linked([told], [merge]).events == [["doc-1#1", "doc-1#2"]]


def test_a_split_keeps_records_apart(three: list[Key]) -> None:
    assert events(three, decided("split", "2", "1")) == ["1", "23"]
    assert events(three, decided("split", "2", "1"), decided("split", "2", "3")) == ["1", "2", "3"]


def test_what_comes_later_is_kept_apart_too(key: Callable) -> None:
    same = [key(EARLY, f"doc-{number}") for number in range(1, 5)]
    assert events(same[:2]) == ["12"]
    assert events(same, decided("split", "2", "1")) == ["134", "2"]


def test_of_two_decisions_the_later_counts(three: list[Key]) -> None:
    merge, split = decided("merge", "1", "2"), decided("split", "1", "2")
    assert events(three, merge, split) == ["1", "23"]
    assert events(three, split, merge) == ["12", "3"]


def test_a_later_split_leaves_the_rest_of_a_merge(three: list[Key]) -> None:
    assert events(three, decided("merge", "123"), decided("split", "1", "23")) == ["1", "23"]


def test_decisions_about_records_that_are_gone_do_no_harm(three: list[Key]) -> None:
    assert events(three, decided("merge", "19"), decided("split", "8", "1")) == ["12", "3"]


def test_what_people_split_is_no_doubt_any_more(tell: Callable) -> None:
    truths = [tell(EARLY, "doc-1"), tell(MONTH, "doc-2"), tell(LATE, "doc-3")]
    assert [doubt.records for doubt in link(truths).doubts()] == [("doc-2#1", "doc-3#1")]
    assert link(truths, [decided("split", "2", "3")]).doubts() == []


@given(
    st.lists(
        st.lists(st.sampled_from([NEVER, 0.0, 3.0, 4.0, 5.5, 8.0]), min_size=7, max_size=7), min_size=1, max_size=7
    )
)
def test_nothing_in_a_cluster_excludes_anything_else(rows: list[list[float]]) -> None:
    alike = np.full((len(rows), len(rows)), NEVER)
    for one, row in enumerate(rows):
        for other in range(one):
            alike[one, other] = alike[other, one] = row[other]
    linkage = Linkage(alike.copy(), [1] * len(rows))
    linkage.join_alike(4.0)
    assert sorted(number for some in linkage.members for number in some) == [*range(len(rows))]
    for some in linkage.members:
        within = [alike[one, other] for one in some for other in some if one < other]
        assert NEVER not in within
        assert not within or np.mean(within) >= 3.0
