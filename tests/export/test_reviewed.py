"""A release gives back what was true of its documents."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risalah.export import Release, reviewed
from risalah.export.manifest import MANIFEST, Manifest, read_manifest
from risalah.export.tables.files import data_files
from risalah.schema import CORE, Annotation, Document, Event, Ontology
from risalah.schema.errors import ReleaseError
from risalah.schema.truth import Truth
from risalah.schema.version import SCHEMA_VERSION

SPLITS = ("train", "validation", "test")
Pairs = list[tuple[Document, Annotation]]


def all_of(release: Release | Path, ontology: Ontology = CORE) -> Pairs:
    folder = release.folder if isinstance(release, Release) else release
    pairs = chain.from_iterable(reviewed.reviewed(folder, split, ontology) for split in SPLITS)
    return sorted(pairs, key=lambda pair: pair[0].id)


def by_its_annotator(truth: Truth) -> tuple[Document, Annotation]:
    source = {"kind": "person", "version": truth.annotators[0]}
    return truth.document, Annotation.model_validate({**dict(truth.annotation), "source": source})


def amend(release: Release, **fields: str) -> None:
    """Write another manifest, as if another version of the project had made the release."""
    manifest = Manifest.model_validate({**dict(read_manifest(release.folder)), **fields})
    (release.folder / MANIFEST).write_text(manifest.model_dump_json())


def test_a_release_gives_back_what_was_true(published: Release, truth: list[Truth]) -> None:
    assert all_of(published) == [by_its_annotator(one) for one in truth]


def test_what_is_known_of_a_document_comes_along(publish: Callable, truth: list[Truth]) -> None:
    about = {"title": "Menlu Bertemu", "language": "id", "published": "2025-09-01", "publisher": "Harian Karang"}
    plain = truth[0].document.model_dump() | about | {"url": "https://example.org/1", "licence": "CC-BY-4.0"}
    told = Document.model_validate(plain)
    [(document, _)] = all_of(publish([replace(truth[0], document=told)]))
    assert document == told


@given(
    kept=st.sets(st.integers(0, 2), min_size=1),
    split_into=st.lists(st.text("😀 é\n.a", min_size=1).filter(str.strip), min_size=3, max_size=3),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_whatever_stands_before_and_whoever_is_left_out(
    kept: set[int],
    split_into: list[str],
    reviewed: Callable,
    publish: Callable,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    said = "[Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:planned] Wang Yi [lusa|1.time=?]."
    truths = [reviewed(f"{split_into[number]} {said}", f"doc-{number}") for number in sorted(kept)]
    release = publish(truths, to=tmp_path_factory.mktemp("releases"))
    assert all_of(release) == [by_its_annotator(one) for one in truths]


def test_what_no_person_has_read_is_left_out_and_counted(publish: Callable, truth: list[Truth]) -> None:
    release = publish([truth[0], replace(truth[1], basis="unreviewed"), truth[2]])
    assert [document.id for document, _ in all_of(release)] == ["doc-1", "doc-3"]
    assert sum(reviewed.unread(release.folder, split) for split in SPLITS) == 1


def test_an_event_class_of_ones_own_comes_back(publish: Callable, rallied: Truth, rally: type[Event]) -> None:
    ontology = CORE.extended(rally)
    assert all_of(publish([rallied], ontology), ontology) == [by_its_annotator(rallied)]


def test_what_is_not_known_here_is_refused_by_name(publish: Callable, rallied: Truth, rally: type[Event]) -> None:
    with pytest.raises(ReleaseError, match=r"not known here: rally\. Name the module"):
        all_of(publish([rallied], CORE.extended(rally)))


def test_a_role_that_changed_is_refused_by_name(published: Release) -> None:
    narrower = Ontology(tuple(event for event in CORE if event.type_name() != "visit"))

    class Visit(Event):
        """Somebody travels."""

    with pytest.raises(ReleaseError, match=r"not known here: person as visit.visitor, place as visit.destination"):
        all_of(published, narrower.extended(Visit))


def test_types_that_the_release_never_tells_of_need_not_be_known(published: Release, rally: type[Event]) -> None:
    assert len(all_of(published, CORE.extended(rally))) == 3
    assert len(all_of(published, Ontology(tuple(event for event in CORE if event.type_name() != "ceremony")))) == 3


@pytest.mark.parametrize(
    ("version", "says"),
    [("0.9.0", "risalah release"), ("99.0.0", "Install a newer"), ("1.99.0", "Install a newer")],
)
def test_a_schema_that_is_not_known_is_refused(published: Release, version: str, says: str) -> None:
    amend(published, schema_version=version)
    with pytest.raises(ReleaseError, match=rf"is of version {version} of the schema, and this is [\d.]+\. .*{says}"):
        all_of(published)


def test_earlier_versions_of_the_schema_are_read(published: Release) -> None:
    amend(published, schema_version=f"{SCHEMA_VERSION.split('.')[0]}.0.0")
    assert len(all_of(published)) == 3


def test_a_release_without_texts_is_refused(publish: Callable, truth: list[Truth]) -> None:
    with pytest.raises(ReleaseError, match=r"without the texts of its documents. Attach them with `risalah hydrate`"):
        all_of(publish(truth, text="standoff"))


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    for asked in (reviewed.origin, lambda folder: reviewed.unread(folder, "train"), all_of):
        with pytest.raises(ReleaseError, match="is no release"):
            asked(tmp_path)


def test_a_split_that_is_none_is_refused(published: Release) -> None:
    with pytest.raises(ReleaseError, match=r"has no split 'dev'. It has train, validation, test"):
        reviewed.reviewed(published.folder, "dev", CORE)


def test_rows_that_make_no_record_are_refused_with_their_document(published: Release) -> None:
    for path in data_files(published.folder, "nested"):
        pl.read_parquet(path).with_columns(realis=pl.lit("maybe")).write_parquet(path)
    with pytest.raises(ReleaseError, match=r"doc-\d events\[0\]\.realis"):
        all_of(published)


def test_a_release_says_which_it_is(published: Release) -> None:
    told = published.manifest
    assert reviewed.origin(published.folder) == reviewed.Origin("1.0.0", told.content_sha256, SCHEMA_VERSION)
