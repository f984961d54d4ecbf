"""`risalah train`: from a release to a model, and what is told where there is none to be had."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from benchmarks.synthetic import release_of, synthetic
from risalah.annotate.annotator import annotator
from risalah.annotate.rules import Ruleset
from risalah.annotate.workspace import Workspace
from risalah.cli.main import app, main
from risalah.cli.release import publish
from risalah.export.manifest import read_manifest
from risalah.export.tables.files import data_files
from risalah.schema import Annotation, Document

SPLITS = ("train", "validation", "test")
TEXT = "Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025)."

Pair = tuple[Document, Annotation]


class Done(NamedTuple):
    status: int | str | None
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Run `risalah` with these arguments in an empty folder, in this process."""

    def ended(*arguments: str | Path) -> Done:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["risalah", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsysbinary.readouterr()
        return Done(end.value.code, out.decode(), err.decode())

    return ended


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a release of 25 synthetic articles."""
    return released(synthetic(25), tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="module")
def said(release: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Train a model on it in a workspace, and return what is said of it."""
    arguments = ["train", str(release), "-w", str(tmp_path_factory.mktemp("trained")), "--json"]
    with redirect_stdout(StringIO()) as out:
        app(arguments, standalone_mode=False)
    return dict(json.loads(out.getvalue()))


@pytest.fixture
def model(said: dict[str, Any]) -> Path:
    return Path(said["model"])


def released(pairs: Iterable[Pair], folder: Path) -> Path:
    return Path(release_of(pairs, folder / "workspace").address)


def test_a_release_becomes_a_model(release: Path, said: dict[str, Any], model: Path) -> None:
    profile, manifest = said["profile"], read_manifest(release)
    assert profile["documents"] == {split: manifest.splits["documents"][split] for split in SPLITS}
    assert profile["origin"] == {"version": "1.0.0", "content_sha256": manifest.content_sha256}
    assert said["test"]["documents"] == profile["documents"]["test"] > 0
    assert json.loads((model / "metrics.json").read_text()) == said["test"]
    found = annotator(Ruleset.load(), model).annotate(Document(id="a", text=TEXT))
    assert found.source.version.startswith(f"light-{profile['digest']} on id-")
    assert [event.type for event in found.events] == ["meeting"]


def test_where_no_folder_is_named_it_lies_in_the_workspace_under_its_name(said: dict[str, Any], model: Path) -> None:
    assert (model.parent.name, model.name) == ("models", f"light-{said['profile']['digest']}")


def test_a_person_is_told_in_a_sentence_and_the_same_model_again_is_no_news(
    run: Run, release: Path, model: Path
) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in model.iterdir()}
    done = run("train", release, "--output", model)
    assert (done.status, done.err) == (0, "")
    counts = read_manifest(release).splits["documents"]
    assert done.out.startswith(
        f"{model}: learnt from {counts['train']} documents, picked by {counts['validation']}. On {counts['test']} test "
        "documents, rules and then the model: participant F1 0."
    )
    assert done.out.count("\n") == 1
    assert {path.name: path.stat().st_mtime_ns for path in model.iterdir()} == before


def test_without_documents_for_testing_it_says_so(run: Run, release: Path, tmp_path: Path) -> None:
    tested = pl.read_parquet([path for path in data_files(release, "documents") if "test" in path.name])["doc_id"]
    untested = released((pair for pair in synthetic(25) if pair[0].id not in tested), tmp_path)
    done = run("train", untested)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("; the release has none for testing.\n")


@pytest.fixture
def eventless(tmp_path: Path) -> Path:
    """Publish a release of articles that tell no event."""
    texts = ("Harga cabai turun.", "Hujan deras mengguyur Bogor.", "Pasar Senen ramai sejak pagi.")
    documents = [Document(id=f"biasa-{number}", text=text) for number, text in enumerate(texts)]
    return released(((one, Ruleset.load().annotate(one)) for one in documents), tmp_path)


def test_a_release_without_events_is_told(run: Run, eventless: Path) -> None:
    done = run("train", eventless)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("risalah: the release: has no event in its documents for training")
    assert not Path("models").exists()


def test_a_release_without_texts_is_told(run: Run, tmp_path: Path) -> None:
    shutil.rmtree(released(synthetic(3), tmp_path))
    bare = publish(Workspace(tmp_path / "workspace"), unreviewed=False, text="standoff")
    done = run("train", bare.folder)
    assert (done.status, done.out) == (1, "")
    assert "is there without the texts of its documents. Attach them with `risalah hydrate`" in done.err


def test_what_is_no_release_is_told(run: Run) -> None:
    done = run("train", "nowhere")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("risalah: nowhere: is no release")


def test_without_what_training_needs_it_says_what_to_install(
    run: Run, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    done = run("train", release)
    assert (done.status, done.out) == (1, "")
    assert "which is not installed. Install it with: pip install 'risalah[light]'" in done.err


def test_a_folder_that_holds_something_else_is_not_touched(run: Run, release: Path, tmp_path: Path) -> None:
    (tmp_path / "catatan").mkdir()
    done = run("train", release, "--output", "catatan")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "risalah: catatan: is there already, and holds something else. Name another folder with --output\n"
    )


def profile(**fields: object) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        path = folder / "model.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | fields))

    return change


DAMAGES = {
    "holds no weights that read": [
        lambda folder: (folder / "weights.json").unlink(),
        lambda folder: (folder / "weights.json").write_text("banyak"),
        lambda folder: (folder / "weights.json").write_bytes(b"\x80\x04."),
    ],
    "holds no model": [lambda folder: (folder / "model.json").unlink(), shutil.rmtree],
    "is a model of format 99": [profile(format=99)],
    "was trained on schema 99.0.0": [profile(schema_version="99.0.0")],
    "was trained for other event types": [profile(ontology="0" * 64)],
}


@pytest.mark.parametrize(
    ("damage", "told"), [(damage, told) for told, damages in DAMAGES.items() for damage in damages]
)
def test_a_model_that_cannot_be_used_is_told_in_a_sentence(
    run: Run, model: Path, tmp_path: Path, damage: Callable[[Path], object], told: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(model, folder)
    damage(folder)
    (tmp_path / "berita.txt").write_text(TEXT)
    done = run("annotate", "berita.txt", "--model", folder)
    assert (done.status, done.out) == (1, "")
    (sentence,) = done.err.splitlines()
    assert sentence.startswith(f"risalah: {folder}")
    assert told in sentence
