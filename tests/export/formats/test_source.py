"""The examples of a release."""

import importlib
import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import polars as pl
import pytest

from risalah.export import Release
from risalah.export.formats import Example, Span, examples, source
from risalah.export.tables import pieces, writer
from risalah.export.tables.files import data_files
from risalah.schema.errors import ReleaseError
from risalah.schema.truth import Truth

SPLITS = ("train", "validation", "test")


def all_of(release: Path) -> list[Example]:
    return sorted(chain.from_iterable(examples(release, split) for split in SPLITS), key=lambda one: one.doc_id)


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_a_release_says_what_is_true(
    published: Release, truth: list[Truth], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "BATCH", batch)
    told = all_of(published.folder)
    assert [(one.doc_id, one.text) for one in told] == [(one.document.id, one.document.text) for one in truth]
    for one, said in zip(told, truth, strict=True):
        events = said.annotation.events
        assert [(event.number, event.type, event.realis) for event in one.events] == [
            (event.number, event.type, event.realis) for event in events
        ]
        assert [(a.role, a.kind, a.value, a.mentions) for event in one.events for a in event.arguments] == [
            (role, filler.kind, filler.value, tuple(Span(*mention.span) for mention in filler.mentions))
            for event in events
            for role, _, filler in event.fillers()
        ]
        assert one.about["annotator"] == "annotator-1"


def test_codes_and_countries_come_along(publish: Callable, truth: list[Truth]) -> None:
    codes = {"Retno Marsudi": "IDN", "Wang Yi": "CHN"}
    first, *_ = all_of(publish(truth, country=lambda _, value: codes.get(value)).folder)
    meeting, visit = first.events
    assert [argument.country for argument in meeting.arguments[:3]] == ["IDN", "CHN", None]
    assert (meeting.plover, visit.plover) == ("CONSULT", "AGREE")


def test_tables_of_several_files_are_read_to_their_end(
    publish: Callable, truth: list[Truth], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = publish(truth, to=tmp_path / "one")
    monkeypatch.setattr(writer, "HELD_BYTES", 0)
    monkeypatch.setattr(pieces, "FILE_BYTES", 0)
    monkeypatch.setattr(importlib.import_module("risalah.export.release"), "BATCH", 1)
    several = publish(truth, to=tmp_path / "several")
    assert len(data_files(several.folder, "documents")) > len(data_files(one.folder, "documents"))
    assert all_of(several.folder) == all_of(one.folder)


def test_fewer_documents_than_the_manifest_names_are_refused(published: Release) -> None:
    rewrite(published.folder, "documents", only=False)
    with pytest.raises(ReleaseError, match=r"has 0 documents of the split \w+, and its manifest says \d"):
        all_of(published.folder)


def rewrite(release: Path, table: str, *expressions: pl.Expr, only: pl.Expr | bool = True) -> None:
    for path in data_files(release, table):
        pl.read_parquet(path).filter(only).with_columns(*expressions).write_parquet(path)


def test_a_release_without_texts_says_what_to_do(published: Release) -> None:
    rewrite(published.folder, "documents", pl.lit(None, pl.String).alias("text"))
    with pytest.raises(ReleaseError, match="risalah hydrate"):
        all_of(published.folder)


@pytest.mark.parametrize("table", ["records", "arguments"])
def test_tables_that_do_not_fit_together_are_refused(published: Release, table: str) -> None:
    rewrite(published.folder, table, pl.lit("doc-9#1").alias("record_id"))
    with pytest.raises(ReleaseError, match=f"the rows of {table} are not in the order"):
        all_of(published.folder)


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="is no release"):
        source.splits(tmp_path)


def test_a_table_without_files_is_refused(published: Release) -> None:
    for path in (published.folder / "data" / "nested").glob("train*"):
        path.unlink()
    with pytest.raises(ReleaseError, match=re.escape("has no split 'train' of the table nested")):
        all_of(published.folder)
