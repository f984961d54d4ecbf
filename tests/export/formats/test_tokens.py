"""Token classification."""

import json
from collections.abc import Callable

import polars as pl

from risalah.export.formats import Example


def test_every_token_has_a_label_and_a_place(rows: Callable, example: Callable) -> None:
    [row] = rows("tokens", example("[Kim|1.participant=Kim:person] 🤝 [bertemu|1.meeting:actual] warga."))
    assert row == {
        "id": "doc-1",
        "text": "Kim 🤝 bertemu warga.",
        "tokens": ["Kim", "🤝", "bertemu", "warga", "."],
        "offsets": [[0, 3], [4, 5], [6, 13], [14, 19], [19, 20]],
        "ner_tags": ["B-meeting.participant", "O", "B-meeting", "O", "O"],
    }


def test_articles_without_events_are_there(rows: Callable, nothing: Example) -> None:
    [row] = rows("tokens", nothing)
    assert {*row["ner_tags"]} == {"O"}


def test_parquet_says_the_same(written: Callable, rows: Callable, visit: Example, nothing: Example) -> None:
    frame = pl.read_parquet(written("parquet", visit, nothing))
    assert json.loads(json.dumps(frame.to_dicts())) == rows("tokens", visit, nothing)


def test_parquet_without_articles_has_its_columns(written: Callable) -> None:
    assert pl.read_parquet(written("parquet")).columns == ["id", "text", "tokens", "offsets", "ner_tags"]


def test_labels_tell_neither_events_nor_values(lost: Callable, example: Callable) -> None:
    told = lost("tokens", example("[Kim|1.participant=Kim:person,1.attribution=Kim:person] [bertemu|1.meeting:actual]"))
    assert told.pop("mentions") == told.pop("attributions") == {"the same words say something else as well": 1}
    assert told.pop("several roles") == {"the same words say something else as well": 1}
    assert {*told} == {"realis", "fillers", "kinds", "values", "links"}


def test_a_mention_within_a_word_is_lost(lost: Callable, example: Callable) -> None:
    told = lost("tokens", example("[per|1.transfer:actual]temuan"))
    assert told["triggers"] == {"it does not begin and end with a token": 1}
