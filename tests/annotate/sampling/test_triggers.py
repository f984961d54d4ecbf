"""How rare a trigger is."""

import json

import pytest

from risalah.annotate.sampling.triggers import Triggers


def annotation(**words: list[str]) -> str:
    events = [{"type": name, "triggers": [{"text": word} for word in told]} for name, told in words.items()]
    return json.dumps({"doc_id": "doc-1", "events": events})


SEEN = [
    annotation(meeting=["bertemu", "Bertemu", "pertemuan"]),
    annotation(meeting=["bertemu"], visit=["tiba"]),
    annotation(meeting=["tatap\n muka"]),
    annotation(),
]


def test_documents_are_counted_not_mentions() -> None:
    seen = Triggers.of(SEEN)
    assert seen.documents == {"meeting": 3, "visit": 1}
    assert seen.words == {"meeting": {"bertemu": 2, "pertemuan": 1, "tatap muka": 1}, "visit": {"tiba": 1}}


def test_counts_of_shards_add_up_and_are_read_as_they_were_written() -> None:
    total = Triggers()
    for one in SEEN:
        total.add(Triggers.read(Triggers.of([one]).written()))
    assert total == Triggers.of(SEEN)


def test_the_rarest_word_is_that_of_fewest_documents() -> None:
    seen = Triggers.of([annotation(meeting=["bertemu"])] * 99 + [annotation(meeting=["bersua"])])
    assert seen.rarest([("meeting", "bertemu"), ("meeting", "bersua")]) == ("bersua", 1.0)
    assert seen.rarity("meeting", "bertemu") == pytest.approx(0, abs=0.01)
