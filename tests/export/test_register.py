"""What a release keeps for ever: splits of documents and ids of events."""

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from risalah.export.register import SPLITS, Register, read_register, write_register
from risalah.schema.links import Links
from risalah.schema.truth import doc_id_of

RECORDS = [f"doc-{document}#{number}" for document in range(8) for number in (1, 2)]


def links(*events: str, groups: dict[str, str] | None = None) -> Links:
    """Return links of events, each told as its records with spaces between; documents stand alone unless grouped."""
    clusters = [event.split() for event in events]
    alone = {doc_id_of(record): doc_id_of(record) for records in clusters for record in records}
    return Links(clusters, alone | (groups or {}))


@st.composite
def linked(draw: st.DrawFn) -> Links:
    """Draw which of the records there are, of which events, and which documents are nearly the same."""
    records = draw(st.lists(st.sampled_from(RECORDS), unique=True, min_size=1))
    events: dict[int, list[str]] = {}
    for record in records:
        events.setdefault(draw(st.integers(0, 4)), []).append(record)
    documents = sorted({doc_id_of(record) for record in records})
    return Links(list(events.values()), {name: draw(st.sampled_from([name, documents[0]])) for name in documents})


class TestEvents:
    def test_an_id_stays_while_evidence_grows(self) -> None:
        first = Register().extended(links("a#1 b#1"))
        later = first.extended(links("a#1 b#1 c#1", "d#1"))
        assert later.event("c#1") == later.event("a#1") == first.event("a#1")
        assert later.event("d#1") not in first.events.values()

    def test_where_two_are_one_the_id_of_the_larger_stays(self) -> None:
        first = Register().extended(links("a#1", "b#1 c#1"))
        later = first.extended(links("a#1 b#1 c#1"))
        assert later.event("a#1") == first.event("b#1")

    def test_where_one_is_two_it_stays_with_the_larger_part(self) -> None:
        first = Register().extended(links("a#1 b#1 c#1"))
        later = first.extended(links("a#1", "b#1 c#1"))
        assert later.event("b#1") == first.event("a#1")
        assert later.event("a#1") != first.event("a#1")

    def test_a_record_that_is_gone_and_comes_back_has_its_id_again(self) -> None:
        first = Register().extended(links("a#1", "b#1"))
        without = first.extended(links("b#1"))
        assert without.extended(links("a#1", "b#1")).event("a#1") == first.event("a#1")

    @given(st.lists(linked(), min_size=1, max_size=4))
    def test_records_have_one_id_exactly_where_they_are_of_one_event(self, history: list[Links]) -> None:
        register = Register()
        for found in history:
            register = register.extended(found)
            ids = [{register.event(record) for record in records} for records in found.events]
            assert all(len(of_event) == 1 for of_event in ids)
            assert len({event for of_event in ids for event in of_event}) == len(found.events)

    @given(linked())
    def test_the_same_links_again_change_nothing(self, found: Links) -> None:
        register = Register().extended(found)
        again = register.extended(Links([*reversed(found.events)], found.groups))
        assert (again.events, again.splits) == (register.events, register.splits)


class TestSplits:
    @given(st.lists(linked(), min_size=1, max_size=4))
    def test_a_document_never_moves(self, history: list[Links]) -> None:
        register = Register()
        for found in history:
            later = register.extended(found)
            assert later.splits.items() >= register.splits.items()
            assert {doc_id_of(record) for records in found.events for record in records} <= later.splits.keys()
            register = later

    @given(linked())
    def test_an_event_and_a_group_stand_in_one_split(self, found: Links) -> None:
        register = Register().extended(found)
        for records in found.events:
            assert len({register.split(doc_id_of(record)) for record in records}) == 1
        assert all(register.split(name) == register.split(group) for name, group in found.groups.items())
        assert register.leaks == 0

    def test_a_new_document_goes_where_its_event_is(self) -> None:
        for number in range(50):
            first = Register().extended(links(f"lama-{number}#1"))
            later = first.extended(links(f"lama-{number}#1 baru-{number}#1"))
            assert later.split(f"baru-{number}") == first.split(f"lama-{number}")

    def test_what_was_found_to_be_one_event_too_late_is_counted(self) -> None:
        register = Register({"a": "train", "b": "test"})
        assert register.extended(links("a#1 b#1")).leaks == 1

    def test_about_a_tenth_each_is_held_out(self) -> None:
        found = links(*(f"berita-{number}#1" for number in range(5_000)))
        shares = Counter(Register().extended(found).splits.values())
        assert {split: round(shares[split] / 5_000, 1) for split in SPLITS} == {
            "train": 0.8,
            "validation": 0.1,
            "test": 0.1,
        }

    def test_the_draw_is_the_same_everywhere(self) -> None:
        found = links(*(f"berita-{number}#1" for number in range(12)))
        drawn = [Register().extended(found).split(f"berita-{number}")[:2] for number in range(12)]
        assert " ".join(drawn) == "va tr tr tr te tr tr tr tr te te te"

    def test_a_later_time_makes_all_of_the_test_split(self) -> None:
        found = links(*(f"berita-{number}#1" for number in range(500)), "lama#1 baru#1")
        splits = Register().extended(found, late={"baru"}).splits
        assert {name for name, split in splits.items() if split == "test"} == {"lama", "baru"}
        assert 30 < sum(split == "validation" for split in splits.values()) < 70

    def test_a_document_without_events_has_one_too(self) -> None:
        register = Register().extended(Links((), {"sepi": "sepi", "sama": "sepi"}))
        assert register.split("sepi") == register.split("sama")
        assert (register.group("sama"), register.group("tak dikenal")) == ("sepi", "tak dikenal")


@given(linked())
def test_it_is_read_as_it_was_written(found: Links) -> None:
    register = Register().extended(found)
    with tempfile.TemporaryDirectory() as name:
        write_register(register, Path(name))
        again = read_register(Path(name))
    assert (again.splits, again.events) == (register.splits, register.events)


def test_before_the_first_release_it_is_empty() -> None:
    assert read_register(None) == Register()
