"""Documents to look at."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from risalah.export import Release
from risalah.export.report.examples import LONG, SHOWN, examples

MET = "[Kim|1.participant=Kim Jong Un:person] [bertemu|1.meeting:actual] [Putin|1.participant=Putin:person]."


def test_the_text_with_its_mentions_and_the_records_beside_it(summit: Release) -> None:
    found = {example.doc_id: example for example in examples(Path(summit.address))}
    call = found["kabar-3"]
    assert [(piece.text, piece.trigger) for piece in call.pieces if piece.marks][:3] == [
        ("Retno", False),
        ("menelepon", True),
        ("Lavrov", False),
    ]
    (record,) = call.records
    assert (record.type, record.triggers) == ("call", ["menelepon"])
    assert record.roles[:2] == [("participant", ["Retno Marsudi", "Sergei Lavrov"]), ("time", ["2022-07-08"])]


def test_the_same_few_are_always_shown_those_that_fit_first(published_of: Callable) -> None:
    long = MET + " Hujan turun." * LONG
    folder = published_of(long, *[f"{MET} Kabar {n}." for n in range(SHOWN * 2)])
    shown = [example.doc_id for example in examples(folder)]
    assert len(shown) == SHOWN
    assert shown == [example.doc_id for example in examples(folder)]


def test_a_long_text_is_broken_off(published_of: Callable) -> None:
    (example,) = examples(published_of(MET + " Hujan turun." * LONG))
    assert example.cut
    assert len("".join(piece.text for piece in example.pieces)) == LONG


def test_without_texts_it_says_where_mentions_stand(published_of: Callable) -> None:
    folder = published_of(MET)
    for path in (folder / "data").glob("*/*.parquet"):
        frame = pl.read_parquet(path)
        if path.parent.name == "documents":
            frame = frame.with_columns(pl.lit(None, pl.String).alias("text"))
        frame.write_parquet(path)
    (example,) = examples(folder)
    assert example.pieces == []
    assert example.records[0].triggers == ["4–11"]
    assert example.records[0].roles == [("participant", ["Kim Jong Un (0–3)", "Putin (12–17)"])]


def test_an_address_that_is_none_of_a_web_page_is_no_link(publish: Callable, reviewed: Callable) -> None:
    truth = reviewed(MET)
    hostile = truth.document.model_copy(update={"url": "javascript:alert(1)"})
    (example,) = examples(Path(publish([replace(truth, document=hostile)]).address))
    assert example.url is None
