import json
import re
import tomllib

import pytest

from benchmarks import articles, corpus, filler, lexicon

SIZE = 300_000


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.”\"'’])\s+(?=[\"“A-Z0-9])", text.strip())


def sentences(name: str, size: int = SIZE) -> list[str]:
    """Return the sentences of a corpus."""
    return [part for line in corpus.lines(name, size) for part in sentences_of(json.loads(line)["text"])]


@pytest.fixture(scope="module")
def trigger() -> re.Pattern[str]:
    """Find the triggers of the rules for the events that the corpora tell of."""
    tables = [tomllib.loads((lexicon.PACK / f"{event}.toml").read_text(encoding="utf-8")) for event in articles.TYPES]
    written = [form for table in tables for rule in table["trigger"] for form in rule["forms"]]
    forms = {re.sub(r"\s*\[.*?\]\s*", "", form) for form in written}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})(?:nya)?\b", re.IGNORECASE)


@pytest.mark.parametrize("name", corpus.CORPORA)
def test_a_corpus_is_the_same_each_time(name: str) -> None:
    assert list(corpus.lines(name, SIZE)) == list(corpus.lines(name, SIZE))


@pytest.mark.parametrize("name", corpus.CORPORA)
def test_a_smaller_corpus_is_the_beginning_of_a_larger(name: str) -> None:
    smaller = list(corpus.lines(name, SIZE // 2))
    assert list(corpus.lines(name, SIZE))[: len(smaller)] == smaller


@pytest.mark.parametrize("name", corpus.CORPORA)
@pytest.mark.parametrize("document", [1000, corpus.DOCUMENT, 20_000])
def test_a_corpus_and_its_articles_are_as_large_as_asked(name: str, document: int) -> None:
    lines = list(corpus.lines(name, SIZE, document))
    assert SIZE <= sum(map(len, lines)) < SIZE + len(lines[-1])
    rows = list(map(json.loads, lines))
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(document <= len(row["text"]) < document + 1500 for row in rows)


def test_the_dense_corpus_holds_the_event_sentences_and_no_others() -> None:
    events = {part for sentence in articles.event_sentences() for part in sentences_of(sentence)}
    assert len(events) > 80
    assert set(sentences("dense")) == events


def test_no_sentence_of_the_varied_corpus_comes_twice() -> None:
    found = sentences("varied", 1_000_000)
    assert len(set(found)) == len(found) > 3000


def test_no_name_comes_twice() -> None:
    people = filler.people()
    names = [next(people) for _ in range(100_000)]
    assert len(set(names)) == len(names)


def test_the_filler_has_no_trigger(trigger: re.Pattern[str]) -> None:
    written = [*filler.FILLER["topics"].values(), *filler.FILLER["words"].values()]
    assert [text for texts in written for text in texts if trigger.search(text)] == []


def test_one_and_a_half_per_cent_of_the_sparse_corpus_tell_an_event(trigger: re.Pattern[str]) -> None:
    found = sentences("sparse", 1_000_000)
    share = sum(1 for sentence in found if trigger.search(sentence)) / len(found)
    assert share == pytest.approx(corpus.SPARSE, rel=0.15)
