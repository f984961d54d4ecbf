"""What a curator gets from a corpus."""

import datetime
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.corpus import Corpus
from risalah.annotate.engines.local import LocalPool
from risalah.annotate.sampling import pool, sampling
from risalah.annotate.workspace import Workspace
from risalah.schema import Document
from risalah.schema.errors import CorpusError, RisalahError

BERSUA = "Presiden Prabowo Subianto bersua Perdana Menteri Malaysia Anwar Ibrahim di Jakarta."
LATELY = "Presiden Prabowo Subianto bertemu Perdana Menteri Malaysia Anwar Ibrahim di Jakarta beberapa waktu lalu."
OTHERS = ("visit", "call", "agreement")


def months(numbers: range) -> list[str]:
    return [f"2024-{1 + number * 7 // 10 % 12:02}-10" for number in numbers]


@pytest.fixture
def skewed(article: Callable, corpus_of: Callable) -> Corpus:
    """Nine articles of ten are of one publisher, 19 of 20 tell a meeting, and one stands there 50 times."""
    days = months(range(400))
    articles = [
        article(
            "meeting" if number % 20 else OTHERS[number // 20 % 3],
            publisher="Kabar Pusat" if number % 10 != 5 else f"Warta {number // 10 % 8}",
            published=days[number],
        )
        for number in range(400)
    ]
    copied = article(told=BERSUA, publisher="Kabar Pusat")
    copies = [
        copied | {"id": f"salinan-{number:02}", "text": re.sub(r"\.$", f" {word}.", copied["text"])}
        for number, word in enumerate(f"kata{number}" for number in range(50))
    ]
    empty = [article(None, publisher="Kabar Pusat") for _ in range(100)]
    return corpus_of([*articles, *copies, *empty], files=3)


def test_a_skewed_corpus_gives_a_varied_choice(skewed: Corpus, choose: Callable) -> None:
    made = choose(skewed, 50)
    assert len(made.documents) == made.chosen.height == 50
    types = Counter(made.chosen["type"])
    assert types[None] == 5
    assert min(types[name] for name in OTHERS) == 6  # of seven or six that there are
    assert types["meeting"] < 30
    meetings = made.chosen.filter(made.chosen["type"] == "meeting")
    publishers = Counter(meetings["publisher"])
    assert len(publishers) == 9
    assert max(publishers.values()) <= 6
    assert max(Counter(day.month for day in meetings["published"]).values()) <= 4
    assert sum(document.id.startswith("salinan") for document in made.documents) == 1
    assert made.tally.near_duplicates == 49
    assert made.tally.candidates == {"meeting": 430, "visit": 7, "call": 7, "agreement": 6, "": 100}


def test_the_documents_are_those_of_the_input(skewed: Corpus, choose: Callable) -> None:
    made = choose(skewed, 20)
    read = {document.id: document for shard in skewed.shards for document in shard.part.documents(range(10**6))}
    assert [*made.documents] == [read[document.id] for document in made.documents]
    assert made.chosen["doc_id"].to_list() == sorted(document.id for document in made.documents)


def test_the_order_of_shards_does_not_matter(
    skewed: Corpus, chosen_ids: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "_AT_ONCE", 1)
    monkeypatch.setattr(pool, "DEPTH", 1)  # or shards as small as these would keep nearly all
    turned = Corpus(skewed.place, skewed.manifest.model_copy(update={"shards": [*reversed(skewed.shards)]}))
    for count in (8, 16, 24):
        assert chosen_ids(turned, count) == chosen_ids(skewed, count)


def test_the_number_of_processes_does_not_matter(skewed: Corpus, chosen_ids: Callable) -> None:
    assert chosen_ids(skewed, 40, engine=LocalPool(2)) == chosen_ids(skewed, 40)


def test_another_seed_chooses_others_that_are_worth_the_same(skewed: Corpus, choose: Callable) -> None:
    first, second = choose(skewed, 50), choose(skewed, 50, seed=1)
    assert {*first.chosen["doc_id"]} != {*second.chosen["doc_id"]}
    assert Counter(first.chosen["type"]) == Counter(second.chosen["type"])


def test_pools_that_are_merged_in_steps_choose_as_well(
    skewed: Corpus, choose: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "_AT_ONCE", 1)
    made = choose(skewed, 50)
    assert Counter(made.chosen["type"])[None] == 5
    assert made.tally.near_duplicates == 49
    assert sum(made.tally.candidates.values()) == 550


def test_only_the_types_and_days_that_are_asked_for(
    article: Callable, corpus_of: Callable, chosen_ids: Callable
) -> None:
    days = ("2025-02-01", "2025-02-02", "2025-02-03", None)
    corpus = corpus_of([article(event, published=day) for event in ("visit", "meeting") for day in days])
    assert len(chosen_ids(corpus, 9, types=("visit",))) == 4
    second, third = datetime.date(2025, 2, 2), datetime.date(2025, 2, 3)
    assert chosen_ids(corpus, 9, types=("visit",), since=second) == ["berita-0002", "berita-0003"]
    assert chosen_ids(corpus, 9, until=third, since=third) == ["berita-0003", "berita-0007"]


@pytest.mark.parametrize(("share", "expected"), [(0, 0), (0.5, 4), (1, 5)])
def test_a_share_tells_no_event(
    article: Callable, corpus_of: Callable, choose: Callable, share: float, expected: int
) -> None:
    corpus = corpus_of([article(event) for event in ["meeting"] * 20 + [None] * 5])
    made = choose(corpus, 8, empty=share)
    assert Counter(made.chosen["type"])[None] == expected
    assert len(made.documents) == 8


def test_what_the_workspace_has_is_not_chosen_again_nor_what_is_nearly_the_same(
    article: Callable, corpus_of: Callable, choose: Callable, tmp_path: Path
) -> None:
    first, second, empty = article(), article(), article(None)
    reprint = first | {"id": "berita-0009", "text": first["text"] + " (ant)"}
    workspace = Workspace.create(tmp_path / "pertemuan")
    workspace.documents.append([Document(**first), Document(**empty)])
    made = choose(corpus_of([first, second, empty, reprint], files=2), 9, workspace.folder)
    assert [document.id for document in made.documents] == [second["id"]]
    assert (made.tally.known, made.tally.near_duplicates) == (2, 1)


def test_a_rare_trigger_comes_first(article: Callable, corpus_of: Callable, chosen_ids: Callable) -> None:
    rare = article(told=BERSUA)
    corpus = corpus_of([*(article() for _ in range(30)), rare])
    assert all(rare["id"] in chosen_ids(corpus, 3, seed=seed) for seed in range(5))


def test_an_uncertain_time_comes_first(article: Callable, corpus_of: Callable, chosen_ids: Callable) -> None:
    doubtful = article(told=LATELY)
    corpus = corpus_of([*(article() for _ in range(30)), doubtful])
    assert all(doubtful["id"] in chosen_ids(corpus, 3, seed=seed) for seed in range(5))


def test_why_a_document_was_chosen_is_told(article: Callable, corpus_of: Callable, choose: Callable) -> None:
    made = choose(corpus_of([article(), article(None)]), 9, empty=0.2)
    assert made.chosen["why"].to_list() == [
        "2.0 of 4 statements are doubtful, 0 contradict each other; 0 records of type meeting were reviewed; "
        "rarest trigger “bertemu”",
        "no event is told: one may be missed",
    ]


def test_an_input_that_was_changed_since_is_told(article: Callable, corpus_of: Callable, choose: Callable) -> None:
    corpus = corpus_of([article(), article()])
    path = Path(corpus.shards[0].input)
    path.write_text("\n" + path.read_text())
    made = choose(corpus, 2)
    assert (made.documents, made.chosen.height) == ([], 0)
    assert [one.doc_id for one in made.rejected] == ["berita-0001", "berita-0002"]
    assert "does not hold 'berita-0001' any more" in str(made.rejected[0].problem)


def test_event_types_that_nobody_defines_are_refused(article: Callable, corpus_of: Callable, choose: Callable) -> None:
    with pytest.raises(CorpusError, match=r"'pemilu': is no event type here; known are meeting"):
        choose(corpus_of([article()]), 2, types=("pemilu",))


def test_event_types_of_the_workspace_take_part(
    article: Callable, corpus_of: Callable, choose: Callable, tmp_path: Path
) -> None:
    corpus = corpus_of([article(), article()])
    (shard,) = (tmp_path / "corpus").glob("*/*-*.parquet")
    rename_meetings(shard)
    with pytest.raises(CorpusError, match="'rally': is no event type here"):
        choose(corpus, 1)
    workspace = Workspace.create(tmp_path / "pertemuan")
    config = workspace.folder / "risalah.toml"
    config.write_text(config.read_text().replace("events = []", 'events = ["rally.py"]'))
    (workspace.folder / "rally.py").write_text(RALLY)
    assert choose(corpus, 1, workspace.folder).chosen["type"].to_list() == ["rally"]


def test_a_shard_that_is_gone_is_told(article: Callable, corpus_of: Callable, choose: Callable, tmp_path: Path) -> None:
    corpus = corpus_of([article()])
    for shard in (tmp_path / "corpus").glob("*/*.parquet"):
        shard.unlink()
    with pytest.raises(RisalahError, match="is not there, and the corpus names it"):
        choose(corpus, 1)


RALLY = '''
from risalah.schema import Actor, AnyNumber, Event, Place


class Rally(Event):
    """People come together to show what they want."""

    participant: AnyNumber[Actor] = []
    place: AnyNumber[Place] = []
'''


def rename_meetings(shard: Path) -> None:
    import polars as pl

    told = pl.read_parquet(shard)
    told.with_columns(pl.col("annotation").str.replace_all('"type":"meeting"', '"type":"rally"')).write_parquet(shard)
