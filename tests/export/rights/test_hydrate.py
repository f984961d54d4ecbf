"""The words of documents put back into a release."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risalah.export import Release
from risalah.export.manifest import files_of, read_manifest
from risalah.export.rights.hydrate import hydrate, match
from risalah.export.rights.standoff import standoff
from risalah.schema import Document
from risalah.schema.errors import ReleaseError
from risalah.schema.truth import Truth


def data(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "data").rglob("*.parquet")}


def test_with_all_texts_it_says_what_the_full_release_says(
    full: Release, bare: Path, documents: list[Document], tmp_path: Path
) -> None:
    out = hydrate(bare, match(bare, documents), tmp_path / "hydrated" / "1.0.0")
    assert read_manifest(out).content_sha256 == full.manifest.content_sha256
    assert data(out) == data(full.folder) != data(bare)


def test_its_checksums_are_its_own(bare: Path, documents: list[Document], tmp_path: Path) -> None:
    told = {
        "distribution": [{"@id": "x", "contentUrl": "data/records/train.parquet", "sha256": "0" * 64}, {"@id": "y"}]
    }
    (bare / "croissant.json").write_text(json.dumps(told))
    out = hydrate(bare, match(bare, documents), tmp_path / "1.0.0")
    assert read_manifest(out).files == files_of(out)
    *files, other = json.loads((out / "croissant.json").read_text())["distribution"]
    sums = {path: file.sha256 for path, file in files_of(out).items() if path.startswith("data/")}
    assert {file["contentUrl"]: file["sha256"] for file in files} == sums
    assert other == {"@id": "y"}


def test_a_text_is_known_by_its_hash_whatever_it_is_called(bare: Path, documents: list[Document]) -> None:
    renamed = [document.model_copy(update={"id": f"lain-{number}"}) for number, document in enumerate(documents)]
    matched = match(bare, renamed)
    assert matched.texts == {document.id: document.text for document in documents}
    assert (matched.refused, matched.missing, matched.others) == ([], [], 0)


def test_a_text_that_is_another_is_refused(bare: Path, documents: list[Document]) -> None:
    changed = Document(id=documents[0].id, text=documents[0].text.replace("Hasilnya", "Hasil"))
    matched = match(bare, [changed, documents[1]])
    assert list(matched.texts) == ["doc-2"]
    assert matched.missing == ["doc/1#a"]
    (problem,) = matched.refused
    assert str(problem).startswith("doc/1#a: is not the text that was annotated: its SHA-256 is ")


def test_texts_of_other_documents_are_counted(bare: Path) -> None:
    matched = match(bare, [Document(id="doc-7", text="Harga cabai turun.")])
    assert (matched.texts, matched.others, sorted(matched.missing)) == ({}, 1, ["doc-2", "doc/1#a"])


def test_documents_whose_text_is_not_there_stay_as_they_were(
    full: Release, bare: Path, documents: list[Document], tmp_path: Path
) -> None:
    out = hydrate(bare, match(bare, documents[1:]), tmp_path / "half")
    told, before, after = (
        pl.read_parquet(folder / "data/mentions/*.parquet").filter(doc_id=doc_id)
        for folder, doc_id in ((full.folder, "doc-2"), (bare, "doc/1#a"), (out, "doc/1#a"))
    )
    assert pl.read_parquet(out / "data/mentions/*.parquet").filter(doc_id="doc-2").equals(told)
    assert after.equals(before)


def test_the_other_half_can_be_put_back_later(
    full: Release, bare: Path, documents: list[Document], tmp_path: Path
) -> None:
    half = hydrate(bare, match(bare, documents[:1]), tmp_path / "half")
    whole = hydrate(half, match(half, documents[1:]), tmp_path / "whole")
    assert read_manifest(whole).content_sha256 == full.manifest.content_sha256


def test_a_title_that_does_not_come_with_the_text_stays_a_hash(
    bare: Path, documents: list[Document], tmp_path: Path
) -> None:
    untitled = [document.model_copy(update={"title": "Judul lain"}) for document in documents]
    out = hydrate(bare, match(bare, untitled), tmp_path / "1.0.0")
    titles = pl.read_parquet(out / "data/documents/*.parquet")["title"].drop_nulls().to_list()
    assert [title.partition(":")[0] for title in titles] == ["sha256"]


def test_a_release_with_its_texts_needs_none(full: Release, documents: list[Document]) -> None:
    with pytest.raises(ReleaseError, match="holds the text of every document already"):
        match(full.folder, documents)


def test_what_is_no_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="is no release"):
        match(tmp_path, [])


def test_nothing_is_written_over(bare: Path, documents: list[Document]) -> None:
    before = data(bare)
    with pytest.raises(ReleaseError, match="is there already"):
        hydrate(bare, match(bare, documents), bare)
    assert data(bare) == before


SPACES = st.sampled_from([" ", "  ", "\n", " 🤝 ", "\u00a0", "\t"])
NAMES = st.text("ab/#$@-", min_size=1, max_size=6)


@given(st.lists(st.tuples(NAMES, SPACES, SPACES, SPACES), min_size=3, max_size=8, unique_by=lambda one: one[0]))
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_texts_come_back(
    publish: Callable,
    reviewed: Callable,
    tmp_path_factory: pytest.TempPathFactory,
    written: list[tuple[str, str, str, str]],
) -> None:
    truths: list[Truth] = []
    for name, *spaces in written:
        topic = f"{name}{spaces[0]}utang"
        about = f"[{topic}|1.topic={' '.join(topic.split())}]"
        text = f"[Retno|1.participant=Retno:person]{spaces[1]}[bertemu|1.meeting:actual]{spaces[2]}{about}."
        truths.append(reviewed(text, f"doc-{name}"))
    folder = tmp_path_factory.mktemp("any")
    release: Release = publish(truths, to=folder / "releases")
    standoff(release.folder)
    matched = match(release.folder, [truth.document for truth in truths])
    out = hydrate(release.folder, matched, folder / "out")
    assert read_manifest(out).content_sha256 == release.manifest.content_sha256
