"""A corpus is what annotating its documents one by one gives, whoever shares out the work."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.annotator import Making
from risalah.annotate.corpus import Corpus, inputs
from risalah.annotate.corpus.annotation import Made, annotate_corpus
from risalah.annotate.corpus.manifest import MANIFEST
from risalah.annotate.corpus.task import ShardTask, annotate_shard
from risalah.annotate.engines.engine import Ended
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.engines.local import LocalPool
from risalah.annotate.jobs import annotate
from risalah.annotate.linking.duplicates import sketch
from risalah.schema.errors import CorpusError
from risalah.storage import Place, place_at

RULES = Making(Path(), None, None)
MEETING = "Presiden Prabowo Subianto bertemu Xi Jinping di Beijing, Sabtu (9/11/2024)."
QUIET = "Harga beras di pasar induk turun tipis pekan ini."
Make = Callable[..., Made]


def line(doc_id: object, text: str = MEETING, **more: str) -> str:
    return json.dumps({"id": doc_id, "text": text, **more}) + "\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Write two files of articles, in which something is no document."""
    (folder := tmp_path / "articles").mkdir()
    lines = [line(f"a-{n}", MEETING if n % 3 else QUIET, published="2024-11-09", publisher="Warta") for n in range(9)]
    (folder / "a.jsonl").write_text("".join([*lines, "bukan json\n"]))
    (folder / "b.jsonl").write_text(line("b-1") + line("b-2", QUIET))
    return folder


@pytest.fixture
def make(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Annotate the articles, of which each part has two or three."""
    monkeypatch.setattr(inputs, "PART_BYTES", 400)

    def made(to: Path | str = tmp_path / "corpus", engine: object = None, given: Sequence[Path | str] = ()) -> Made:
        return annotate_corpus([*map(str, given or [articles])], to, RULES, engine or InProcess())

    return made


def annotations(corpus: Corpus) -> list[str]:
    frames = [corpus.frame(shard, ["annotation"]) for shard in corpus.shards]
    return pl.concat(frames)["annotation"].to_list()


def test_it_tells_what_annotating_one_by_one_does(make: Make, articles: Path, tmp_path: Path) -> None:
    told = [*annotate([articles], Path())]
    made = make()
    corpus = Corpus.open(tmp_path / "corpus")
    assert annotations(corpus) == [one.decode().strip() for one in told if isinstance(one, bytes)]
    counts = made.manifest.documents, made.manifest.events, made.manifest.rejected, len(made.manifest.shards)
    assert counts == (11, 7, 1, 5)
    assert corpus.manifest == made.manifest
    assert str(corpus.source) == f"rules {corpus.source.version}"


def test_a_row_has_what_is_asked_of_a_document(make: Make, articles: Path, tmp_path: Path) -> None:
    make()
    corpus = Corpus.open(tmp_path / "corpus")
    quiet, meeting = corpus.frame(corpus.shards[0]).head(2).to_dicts()
    assert meeting["doc_id"] == "a-1"
    assert str(meeting["published"]) == "2024-11-09"
    assert (meeting["publisher"], meeting["events"]) == ("Warta", 1)
    assert meeting["sketch"] == sketch(MEETING).tobytes()
    assert (quiet["events"], quiet["sketch"]) == (0, None)
    (document,) = corpus.shards[0].part.documents([meeting["at"]])
    assert (document.id, document.text) == ("a-1", MEETING)


def test_what_is_rejected_is_there_with_the_reason(make: Make, articles: Path, tmp_path: Path) -> None:
    made = make()
    place = place_at(tmp_path / "corpus")
    (name,) = (name for name in place.names() if name.endswith(".rejected.parquet"))
    (row,) = pl.read_parquet(tmp_path / "corpus" / name).to_dicts()
    size = (articles / "a.jsonl").stat().st_size
    assert row["where"] == f"{articles}/a.jsonl byte {size - len('bukan json') - 1}"
    assert row["what"].startswith("is not JSON")
    assert sum(shard.rejected for shard in made.manifest.shards) == 1


def test_any_engine_makes_the_same_bytes(make: Make, tmp_path: Path) -> None:
    make(tmp_path / "one")
    make(tmp_path / "two", LocalPool(2))
    one, two = place_at(tmp_path / "one"), place_at(tmp_path / "two")
    assert {name: one.read(name) for name in one.names()} == {name: two.read(name) for name in two.names()}


def test_done_again_it_does_nothing(make: Make, tmp_path: Path) -> None:
    first = make()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "corpus").rglob("*.parquet")}
    again = make()
    assert (sum(shard.documents for shard in first.new), again.new) == (11, [])
    assert again.manifest == first.manifest
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "corpus").rglob("*.parquet")} == before


def test_it_does_only_what_is_missing(make: Make, tmp_path: Path) -> None:
    first = make()
    lost = first.manifest.shards[1]
    (tmp_path / "corpus" / first.manifest.folder / f"{lost.name}.json").unlink()
    assert [shard.name for shard in make().new] == [lost.name]


def test_a_file_that_changed_is_annotated_anew_and_the_old_shards_do_not_count(make: Make, articles: Path) -> None:
    before = make().manifest
    (articles / "b.jsonl").write_text(line("b-3"))
    after = make()
    assert [shard.documents for shard in after.new] == [1]
    assert after.manifest.documents == before.documents - 1


def test_a_document_with_the_id_of_an_earlier_one_is_left_out(make: Make, articles: Path, tmp_path: Path) -> None:
    (articles / "c.jsonl").write_text(line("a-4", QUIET) + line("c-1") + line("c-1"))
    manifest = make().manifest
    corpus = Corpus.open(tmp_path / "corpus")
    assert corpus.frame(corpus.shards[-1], ["doc_id"])["doc_id"].to_list() == ["c-1"]
    assert corpus.frame(corpus.shards[-1]).height == 1
    assert (manifest.documents, manifest.rejected) == (12, 3)
    assert len(annotations(corpus)) == 12


def test_a_file_that_is_named_twice_counts_once(make: Make, articles: Path) -> None:
    assert make(given=[articles, articles / "a.jsonl"]).manifest.documents == 11


def test_inputs_that_cannot_be_read_are_told(make: Make, articles: Path) -> None:
    (articles / "d.parquet").write_bytes(b"bukan parquet")
    manifest = make(given=[articles, "tiada"]).manifest
    assert manifest.documents == 11
    assert ["d.parquet: cannot be read as Parquet" in manifest.unread[0], "tiada: names" in manifest.unread[1]] == [
        True
    ] * 2


def test_a_part_that_nobody_survives_is_named_and_the_rest_counts(make: Make) -> None:
    class Deadly(InProcess):
        def run(self, do: Callable, tasks: Sequence[ShardTask]) -> Iterator[Ended]:
            yield Ended(tasks[0], "3 processes that worked on it died")
            yield from super().run(do, tasks[1:])

    manifest = make(engine=Deadly()).manifest
    assert [(failed.part.start, failed.why) for failed in manifest.failed] == [
        (0, "3 processes that worked on it died")
    ]
    assert len(manifest.shards) == 4


@pytest.mark.parametrize("given", [["tiada"], ["tiada", "*.jsonl"]])
def test_nothing_to_read_is_no_corpus(make: Make, given: list[str], tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="names no file to read"):
        make(given=given)
    assert not (tmp_path / "corpus").exists()


def test_a_corpus_within_its_own_input_is_refused(make: Make, articles: Path) -> None:
    make(articles / "corpus")
    with pytest.raises(CorpusError, match="Put the corpus into a folder of its own"):
        make(articles / "corpus")


def test_a_worker_with_other_rules_is_refused(make: Make, articles: Path, tmp_path: Path) -> None:
    part = make().manifest.shards[0].part
    with pytest.raises(CorpusError, match="and not by rules id-lain"):
        annotate_shard(ShardTask(part, RULES, "rules id-lain", str(tmp_path / "lain"), "lain"))


def test_the_manifest_is_written_last(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    folder = type(place_at(tmp_path))
    write = folder.write

    def noting(self: Place, name: str, content: bytes) -> None:
        written.append(name.rpartition(".")[2] if "/" in name else name)
        write(self, name, content)

    monkeypatch.setattr(folder, "write", noting)
    make()
    assert written[-1] == MANIFEST
    assert written.count(MANIFEST) == 1


def test_what_is_no_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"is no corpus: it has no corpus\.json"):
        Corpus.open(tmp_path)
    (tmp_path / MANIFEST).write_text("{}")
    with pytest.raises(CorpusError, match=r"corpus\.json source"):
        Corpus.open(tmp_path)


def test_from_and_to_an_object_store_it_is_the_same(make: Make, articles: Path, tmp_path: Path, bucket: str) -> None:
    pl.DataFrame({"id": ["p-1"], "text": [MEETING]}).write_parquet(articles / "p.parquet")
    for path in articles.iterdir():
        place_at(f"{bucket}/berita").write(path.name, path.read_bytes())
    here, there = make(tmp_path / "corpus"), make(f"{bucket}/korpus", LocalPool(2), [f"{bucket}/berita"])
    assert there.manifest.content_sha256 == here.manifest.content_sha256
    assert annotations(Corpus.open(f"{bucket}/korpus")) == annotations(Corpus.open(tmp_path / "corpus"))
    assert make(f"{bucket}/korpus", given=[f"{bucket}/berita"]).new == []
