"""Links by partitions: the same as in memory, however many files and buckets there are."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.decision import LinkDecision
from risalah.annotate.engines.engine import Ended
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.linking import blocks, clusters, link, linking, steps
from risalah.annotate.linking.duplicates import Sketches
from risalah.annotate.linking.key import Key, keys_of
from risalah.annotate.linking.names import party, spot
from risalah.annotate.linking.partitions import Found, Partitions
from risalah.annotate.linking.spans import span
from risalah.annotate.linking.wishes import Wishes, wishes
from risalah.annotate.linking.work import Work, write_keys
from risalah.schema.errors import EngineError
from risalah.schema.links import Links
from risalah.schema.truth import Truth

TEXTS = [
    "Kedua kepala negara sepakat memperluas kerja sama pertahanan dan perdagangan tahun depan di Jakarta",
    "Kedua kepala negara sepakat memperluas kerja sama pertahanan dan perdagangan tahun depan di Jakarta (ant)",
    "Rapat itu membahas harga beras yang naik menjelang bulan puasa serta cadangan pangan pemerintah",
    "Ya.",
]
NAMES = ["Prabowo Subianto", "Prabowo", "Anwar Ibrahim", "Retno Marsudi", "Joko Widodo"]
NEIGHBOURS = ["Citra", "Dewi", "Endang", "Fajar", "Gunawan"]
TIMES = ["2025-01-31", "2025-02-01", "2025-02-02", "2025-01", "2025", None]
told = st.tuples(
    st.sampled_from(["meeting", "visit"]),
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    st.lists(st.sampled_from(["Jakarta", "Istana Negara", "Kuala Lumpur"]), max_size=1),
    st.sampled_from(TIMES),
)
corpora = st.lists(st.tuples(st.sampled_from(TEXTS), st.lists(told, max_size=3)), max_size=7)
NONE = Wishes()
Made = tuple[str, str, list[Key]]


def made(number: int, text: str, events: Sequence[tuple]) -> Made:
    """Return a document's id, its text and its keys."""
    doc_id = f"doc-{number * 7 % 11}"
    return doc_id, text, [key(doc_id, place, event) for place, event in enumerate(events, 1)]


def key(doc_id: str, number: int, event: tuple[str, list[str], list[str], str | None]) -> Key:
    of_type, names, places, time = event
    return Key(
        record_id=f"{doc_id}#{number}",
        doc_id=doc_id,
        type=of_type,
        realis="actual",
        actors=tuple(dict.fromkeys(party("person", name) for name in names)),
        places=tuple(map(spot, places)),
        words=frozenset(),
        span=span(time) if time else None,
        dated=time is not None,
        published=datetime.date(2025, 2, 1),
        publisher=None,
        group=doc_id,
    )


def in_memory(documents: Sequence[Made], wished: Wishes = NONE) -> tuple[Links, Sequence[blocks.Crowd]]:
    sketches = Sketches()
    for doc_id, text, _ in documents:
        sketches.add(doc_id, text)
    done = linking._in_memory(sketches, [key for _, _, keys in documents for key in keys], wished)
    return done.links, done.crowds


def by_partitions(folder: str, documents: Sequence[Made], count: int, wished: Wishes = NONE) -> Found:
    """Link documents that lie in as many files as there are partitions, but three at most."""
    files = min(count, 3)
    work = Work(folder, "links", files, count)
    for file in range(files):
        sketches = Sketches()
        for doc_id, text, _ in documents[file::files]:
            sketches.add(doc_id, text)
        keys = [key for _, _, keys in documents[file::files] for key in keys]
        write_keys(work, file, zip(sketches.doc_ids, sketches.rows, strict=True), keys)
    return Partitions(work, InProcess(), wished).found()


@settings(max_examples=6, deadline=None)
@given(corpora, st.lists(st.tuples(st.sampled_from(["merge", "split"]), st.permutations(range(7))), max_size=2))
def test_partitions_link_as_memory_does(told: list[tuple], decided: list[tuple[str, list[int]]]) -> None:
    documents = [made(number, *one) for number, one in enumerate(told)]
    ids = [key.record_id for _, _, keys in documents for key in keys]
    chosen = [(kind, [ids[place] for place in places if place < len(ids)]) for kind, places in decided]
    wished = wishes(decision(kind, records) for kind, records in chosen if records[1:])
    assert_alike(documents, wished)


@settings(max_examples=4, deadline=None)
@given(corpora)
def test_they_do_where_not_all_can_be_compared(told: list[tuple]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "COMMON", 2)
        patch.setattr(steps, "COMMON", 2)
        patch.setattr(blocks, "_WINDOW", 1)
        patch.setattr(clusters, "_LARGEST", 3)
        assert_alike([made(number, *one) for number, one in enumerate(told)])


def test_what_shares_a_rarer_word_too_is_compared_below_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "COMMON", 3)
    monkeypatch.setattr(steps, "COMMON", 3)
    monkeypatch.setattr(blocks, "_WINDOW", 1)
    casts = [["Agus", "Basuki", "Zulkifli"], *(["Agus", name] for name in NEIGHBOURS), ["Agus", "Zulkifli"]]
    told = [[("meeting", cast, [], "2025-01-31")] for cast in casts]
    documents = [made(number, f"Naskah {number}", events) for number, events in enumerate(told)]
    ((first, *_), *_, (last, *_)) = [ids_of(document) for document in documents]
    assert [first, last] in [sorted(event) for event in assert_alike(documents).events]


def ids_of(document: Made) -> list[str]:
    return [key.record_id for key in document[2]]


def assert_alike(documents: Sequence[Made], wished: Wishes = NONE) -> Links:
    expected = in_memory(documents, wished)
    for count in (1, 2, 7):
        with TemporaryDirectory() as folder:
            found = by_partitions(folder, documents, count, wished)
        assert (found.links(), found.crowds) == expected
    return expected[0]


def decision(kind: str, records: list[str]) -> LinkDecision:
    day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return LinkDecision.model_validate({"kind": kind, "records": records[:1], "others": records[1:2], "decided": day})


def test_many_records_are_held_in_files_which_are_swept(
    samples: list[Truth], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    few = link(samples)
    monkeypatch.setattr(linking, "_MANY", 20)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    many = link(samples)
    assert (many.links, [*many.keys], many.keys[-1], many.keys[:2]) == (
        few.links,
        [*few.keys],
        few.keys[-1],
        few.keys[:2],
    )
    assert [doubt.records for doubt in many.doubts()] == [doubt.records for doubt in few.doubts()]
    assert [*tmp_path.iterdir()]
    del many
    assert not [*tmp_path.iterdir()]


class ProcessEndedError(Exception):
    """The end of a process."""


@dataclass
class Dying:
    """An engine that ends after so many tasks, and counts what it did."""

    workers = 1
    left: int
    done: int = 0

    def run(self, do: Callable[[Any], None], tasks: Sequence[Any]) -> Iterator[Ended[Any]]:
        for ended in InProcess().run(do, tasks):
            if self.done == self.left:
                raise ProcessEndedError
            self.done += 1
            yield ended


def test_what_was_interrupted_is_taken_up_again(samples: list[Truth], tmp_path: Path) -> None:
    work = Work(str(tmp_path), "links", 1, 3)
    sketches = Sketches()
    for truth in samples:
        sketches.add(truth.document.id, truth.document.text)
    write_keys(work, 0, zip(sketches.doc_ids, sketches.rows, strict=True), chain(*map(keys_of, samples)))
    for left in (1, 3, 6, 9):
        with pytest.raises(ProcessEndedError):
            Partitions(work, Dying(left), NONE).found()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert Partitions(work, InProcess(), NONE).found().links() == link(samples).links
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_a_task_that_is_given_up_says_why(samples: list[Truth], tmp_path: Path) -> None:
    work = Work(str(tmp_path), "links", 1, 1)
    write_keys(work, 0, [(samples[0].document.id, b"torn")], [])
    with pytest.raises(EngineError, match=r"linking, deal bands: .*Run it again"):
        Partitions(work, InProcess(), NONE).found()
