"""The links of a corpus: the same as of its documents, whatever shares out the work."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.annotator import Making
from risalah.annotate.corpus import Corpus
from risalah.annotate.corpus.annotation import annotate_corpus
from risalah.annotate.decision import LinkDecision
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.linking import linked
from risalah.annotate.linking.corpus import link_corpus, read_links
from risalah.annotate.reading import read
from risalah.annotate.rules import Ruleset
from risalah.schema import Document
from risalah.schema.truth import Truth

MEETING = "Presiden Prabowo Subianto bertemu Xi Jinping di Beijing, Sabtu (9/11/2024)."
AGAIN = "Xi Jinping menerima Presiden Prabowo Subianto di Beijing pada 9 November 2024, kata juru bicara istana."
QUIET = "Harga beras di pasar induk turun tipis pekan ini."


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Annotate six articles to two shards."""
    texts = [MEETING, AGAIN, QUIET, MEETING, f"{MEETING} {AGAIN}", MEETING.replace("Xi Jinping", "Anwar Ibrahim")]
    (folder := tmp_path / "articles").mkdir()
    rows = [{"id": f"berita-{n}", "text": text, "published": "2024-11-10"} for n, text in enumerate(texts, 1)]
    for file in range(2):
        (folder / f"{file}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[file::2]))
    annotate_corpus([str(folder)], tmp_path / "corpus", Making(Path(), None, None), InProcess())
    return Corpus.open(tmp_path / "corpus")


def written(corpus: Corpus, name: str) -> pl.DataFrame:
    folder = Path(corpus.address, "links", corpus.manifest.folder)
    return pl.read_parquet(folder / name)


def truths(corpus: Corpus) -> Iterator[Truth]:
    """Yield what the rules tell of those of its articles that tell an event."""
    rules, articles = Ruleset.load(), Path(corpus.address).parent / "articles"
    for document in read([articles]):
        assert isinstance(document, Document)
        annotation = rules.annotate(document)
        if annotation.events:
            yield Truth(document, annotation, "unreviewed", NOON)


def test_it_is_linked_as_its_documents_are(corpus: Corpus) -> None:
    receipt = link_corpus(corpus, InProcess(), 3)
    links = linked(truths(corpus))
    events = written(corpus, "events.parquet").group_by("event_id").agg("record_id").sort("event_id")
    assert events.rows() == [(event[0], [*event]) for event in links.events]
    assert dict(written(corpus, "groups.parquet").iter_rows()) == links.groups
    assert (receipt.records, receipt.events) == (sum(map(len, links.events)), len(links.events))
    assert read_links(corpus) == receipt


def test_the_partitions_do_not_matter_and_nothing_else_stays(corpus: Corpus) -> None:
    receipts = []
    for partitions in (1, 5):
        corpus.place.delete([f"links/{corpus.manifest.folder}/links.json"])
        receipts.append(link_corpus(corpus, InProcess(), partitions))
    assert receipts[0] == receipts[1]
    folder = Path(corpus.address, "links", corpus.manifest.folder)
    assert sorted(path.name for path in folder.iterdir()) == ["events.parquet", "groups.parquet", "links.json"]


def test_what_was_linked_is_linked_again_when_people_decide(corpus: Corpus) -> None:
    first = link_corpus(corpus, InProcess(), 1)
    events = Path(corpus.address, "links", corpus.manifest.folder, "events.parquet")
    before = events.stat().st_mtime_ns
    assert (link_corpus(corpus, InProcess(), 2), events.stat().st_mtime_ns) == (first, before)
    told = {"kind": "split", "records": ["berita-1#1"], "others": ["berita-2#1", "berita-4#1"], "decided": NOON}
    decided = link_corpus(corpus, InProcess(), 2, [LinkDecision.model_validate(told)])
    assert decided.events == first.events + 1


NOON = datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC)
