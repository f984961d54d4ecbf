"""The sample articles and their gold records."""

import unicodedata
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from risalah.annotate.reading import Rejected, read
from risalah.schema import CORE, Annotation, Document, Realis

SEEDS = Path(__file__).parents[1] / "seeds"
ARTICLES = sorted(path.stem for path in SEEDS.glob("*.txt"))


def text(name: str) -> str:
    """Return what follows the front matter, verbatim."""
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8").split("---\n", 2)[2]


def gold(name: str) -> Annotation:
    return Annotation.model_validate_json((SEEDS / f"{name}.json").read_bytes())


def test_there_are_at_least_twelve_articles_each_with_its_records() -> None:
    assert len(ARTICLES) >= 12
    assert sorted(path.stem for path in SEEDS.glob("[0-9]*.json")) == ARTICLES


@pytest.mark.parametrize("name", ARTICLES)
def test_a_text_is_frozen_as_it_stands(name: str) -> None:
    raw = (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", raw)
    assert not {"\r", "\ufeff", "\0"} & set(raw)
    assert Document(id=name, text=text(name)).text == text(name)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_records_fit_the_text(name: str) -> None:
    document = Document(id=name, text=text(name))
    annotation = gold(name)
    assert (annotation.doc_id, annotation.text_sha256) == (name, document.text_sha256)
    assert annotation.problems(document) == []


@pytest.mark.parametrize("name", ARTICLES)
def test_the_records_are_numbered_in_the_order_of_their_first_trigger(name: str) -> None:
    events = gold(name).events
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    starts = [event.triggers[0].start for event in events]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_records_are_written_as_they_are_read(name: str) -> None:
    written = gold(name).model_dump_json(indent=1, ensure_ascii=False)
    assert (SEEDS / f"{name}.json").read_text(encoding="utf-8").strip() == written


@pytest.mark.parametrize("name", ARTICLES)
def test_no_mention_stands_in_another_of_the_same_filler(name: str) -> None:
    for event in gold(name).events:
        for role, _, filler in event.fillers():
            spans = [mention.span for mention in filler.mentions]
            inside = [
                one for one in spans for other in spans if one != other and other[0] <= one[0] and one[1] <= other[1]
            ]
            assert inside == [], f"{name} {event.number} {role}"


def test_every_type_occurs_at_least_twice_and_every_realis_at_least_once() -> None:
    events = [event for name in ARTICLES for event in gold(name).events]
    types = Counter(event.type for event in events)
    assert {name: types[name] for name in CORE.type_names if types[name] < 2} == {}
    assert {event.realis for event in events} == set(get_args(Realis))


def test_every_kind_of_value_occurs() -> None:
    fillers = [filler for name in ARTICLES for event in gold(name).events for _, _, filler in event.fillers()]
    kinds = {kind for event in CORE for role in event.roles() for kind in role.filler.kinds()}
    assert {filler.kind for filler in fillers} == kinds
    assert None in {filler.value for filler in fillers if filler.kind == "time"}


def test_an_article_without_events_and_one_with_an_emoji_are_among_them() -> None:
    assert any(not gold(name).events for name in ARTICLES)
    assert any(letter > "\uffff" for name in ARTICLES for letter in text(name))


def test_the_folder_reads_as_the_documents_that_the_records_were_made_on() -> None:
    found = list(read([SEEDS]))
    assert [row.problem for row in found if isinstance(row, Rejected)] == []
    read_back = {row.id: row.text_sha256 for row in found if isinstance(row, Document)}
    assert read_back == {name: gold(name).text_sha256 for name in ARTICLES}


def test_the_front_matter_is_read() -> None:
    documents = [row for row in read([SEEDS]) if isinstance(row, Document)]
    assert all(row.title and row.publisher and row.url and row.licence for row in documents)
    assert {row.language for row in documents} == {"id"}
    assert any(row.published is None for row in documents)
    assert all(row.url.startswith(("https://example.com/", "https://example.org/")) for row in documents)
