"""Folds: documents of one event fall together, and no model is tried on what it saw."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.evaluation.records import Page
from risalah.annotate.models import Lesson, Settings, folds, trial
from risalah.annotate.models.folds import cross_validated, related
from risalah.annotate.rules import Ruleset
from risalah.schema import Document
from risalah.schema.errors import ModelError
from risalah.schema.text import sha256

SUMMIT = (
    "[Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] di "
    "[Nusa Dua|1.place=Nusa Dua] pada [3 Februari 2025|1.time=2025-02-03]."
)
AGAIN = (
    "Dalam kunjungannya [Wang Yi|1.participant=Wang Yi:person] [berunding|1.meeting:actual] dengan "
    "[Sugiono|1.participant=Sugiono:person], [3 Februari 2025|1.time=2025-02-03], soal ekspor nikel."
)
OTHER = (
    "[Penny Wong|1.participant=Penny Wong:person] [menjamu|1.meeting:actual] "
    "[Winston Peters|1.participant=Winston Peters:person] di [Canberra|1.place=Canberra] pada "
    "[9 Mei 2024|1.time=2024-05-09]."
)
MARKET = "Harga cabai rawit di Pasar Induk Kramat Jati turun lagi pekan ini karena pasokan dari Garut melimpah."


def empty(doc_id: str, text: str = "Cuaca cerah.") -> Lesson:
    return Lesson(Document(id=doc_id, text=text), Page(doc_id, sha256(text)))


def ids(some: Iterable[Lesson]) -> list[str]:
    return [lesson.document.id for lesson in some]


def test_documents_that_tell_one_event_are_of_one_group(marked: Callable) -> None:
    told = [marked(SUMMIT, "a"), marked(OTHER, "b"), marked(AGAIN, "c")]
    assert related(told) == {"a": "a", "b": "b", "c": "a"}


def test_documents_of_nearly_the_same_text_are_of_one_group_though_they_tell_no_event(marked: Callable) -> None:
    told = [
        marked(f"{MARKET} {'Pedagang tetap ramai.' if more else ''}", doc_id) for doc_id, more in (("a", 0), ("b", 1))
    ]
    assert related(told) == {"a": "a", "b": "a"}


def test_who_shares_with_two_brings_them_together(marked: Callable) -> None:
    both = f"{AGAIN} {OTHER.replace('|1.', '|2.')}"
    assert set(related([marked(SUMMIT, "a"), marked(OTHER, "b"), marked(both, "c")]).values()) == {"a"}


@given(
    groups=st.lists(st.integers(0, 12), min_size=12, max_size=40).filter(lambda some: len({*some}) >= 5),
    number=st.integers(3, 5),
    seed=st.integers(0, 99),
    data=st.data(),
)
def test_every_document_is_in_one_fold_and_every_group_too(
    groups: list[int], number: int, seed: int, data: st.DataObject
) -> None:
    lessons = [empty(f"doc-{place}") for place in range(len(groups))]
    group_of = {lesson.document.id: f"group-{group}" for lesson, group in zip(lessons, groups, strict=True)}
    parts = folds.folds(lessons, group_of, number, seed=seed)
    assert sorted(chain.from_iterable(map(ids, parts))) == sorted(ids(lessons))
    of_parts = [{group_of[doc_id] for doc_id in ids(part)} for part in parts]
    assert sum(map(len, of_parts)) == len({*groups})
    largest = max(map(groups.count, groups))
    assert max(map(len, parts)) - min(map(len, parts)) <= largest
    assert folds.folds(data.draw(st.permutations(lessons)), group_of, number, seed=seed) == parts


def test_the_largest_groups_are_dealt_out_first() -> None:
    group_of = {f"doc-{place}": "a" if place < 4 else f"doc-{place}" for place in range(8)}
    parts = folds.folds([empty(doc_id) for doc_id in group_of], group_of, 3)
    assert sorted(map(len, parts)) == [2, 2, 4]


def test_another_seed_draws_other_folds() -> None:
    lessons = [empty(f"doc-{place}") for place in range(20)]
    drawn = {str([ids(part) for part in folds.folds(lessons, {}, seed=seed)]) for seed in range(5)}
    assert len(drawn) == 5


def test_fewer_groups_than_folds_are_told_in_a_sentence() -> None:
    lessons = [empty(f"doc-{place}") for place in range(8)]
    group_of = {f"doc-{place}": f"group-{place % 4}" for place in range(8)}
    with pytest.raises(ModelError, match="has 4 groups of documents that share no event, which makes no 5 folds"):
        folds.folds(lessons, group_of, 5)


def test_a_model_is_tried_on_what_it_did_not_see(
    lessons: list[Lesson], rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[tuple[list[str], list[str]]] = []
    tried: list[list[str]] = []

    def train(learn: Sequence[Lesson], choose: Sequence[Lesson], ruleset: Ruleset, *_: object, **__: object) -> Ruleset:
        trained.append((ids(learn), ids(choose)))
        tried.append([])
        return ruleset

    def noted(annotator: Ruleset, some: Sequence[Lesson], *more: object) -> object:
        if len(some) == 1:
            tried[-1] += ids(some)
        return trial(annotator, some, *more)

    monkeypatch.setattr(folds, "train", train)
    monkeypatch.setattr(folds, "trial", noted)
    some = lessons[:23]
    of_rules, of_model = cross_validated(some, {}, rules, settings=Settings(seed=3))
    parts = [ids(part) for part in folds.folds(some, {}, seed=3)]
    assert [sorted(one) for one in tried] == [sorted(part) for part in parts]
    assert [choose for _, choose in trained] == [*parts[1:], parts[0]]
    for (learn, choose), one in zip(trained, tried, strict=True):
        assert sorted(learn + choose + one) == sorted(ids(some))
    assert of_model == of_rules == trial(rules, some), "in the order of the documents, not of the folds"
