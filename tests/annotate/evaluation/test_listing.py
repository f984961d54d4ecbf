"""Disagreements as a table and as a listing."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.evaluation import evaluate, write_errors
from risalah.annotate.evaluation.listing import COLUMNS

GOLD = (
    "Usai [sidang|1.occasion=sidang:text]. [Presiden|1.participant=Presiden:person] [bertemu|1.meeting:actual] "
    "[Kim_Jong*Un|1.participant=Kim Jong Un:person] di [Beijing|1.place=Beijing]! Mereka lalu pulang.\n"
    "Besok ada [upacara|2.ceremony:planned]."
)
PREDICTED = (
    "Usai sidang. [Presiden|1.participant=Presiden:person] [bertemu|1.meeting:actual] "
    "[Kim|1.participant=Kim:person]_Jong*Un di Beijing! Mereka lalu pulang.\nBesok ada upacara."
)
SENTENCE = "Presiden bertemu Kim_Jong*Un di Beijing!"


@pytest.fixture
def files(marked: Callable, file: Callable) -> dict[str, Path]:
    document, gold = marked(GOLD)
    _, predicted = marked(PREDICTED)
    told = predicted.model_dump(mode="json")
    told["events"][0]["triggers"][0]["rule"] = "meeting.meet"
    told["events"][0]["roles"]["participant"][1]["mentions"][0]["rule"] = "slot.object"
    return {
        "predicted": file("predicted.jsonl", [told]),
        "gold": file("gold.jsonl", [gold]),
        "articles": file("articles.jsonl", [document.model_dump(mode="json")]),
    }


def test_the_table_has_a_row_for_each(files: dict[str, Path], tmp_path: Path) -> None:
    write_errors(evaluate(files["predicted"], files["gold"], documents=[files["articles"]]), tmp_path / "errors")
    table = pl.read_parquet(tmp_path / "errors" / "errors.parquet")
    assert dict(table.schema) == COLUMNS
    assert table.select("class", "type", "role", "predicted", "gold", "start", "end").rows() == [
        ("missed trigger", "ceremony", "trigger", None, "upacara", 84, 91),
        ("wrong boundary", "meeting", "participant", "Kim", "Kim_Jong*Un", 30, 33),
        ("missed filler", "meeting", "occasion", None, "sidang", 5, 11),
        ("missed filler", "meeting", "place", None, "Beijing", 45, 52),
    ]
    assert table["rules"].to_list() == [
        [],
        ["slot.object", "meeting.meet"],
        ["meeting.meet"],
        ["meeting.meet"],
    ]
    assert table["sentence"].to_list() == ["Besok ada upacara.", SENTENCE, "Usai sidang.", SENTENCE]


def test_without_the_articles_a_mention_is_its_own_sentence(files: dict[str, Path], tmp_path: Path) -> None:
    write_errors(evaluate(files["predicted"], files["gold"]), tmp_path)
    assert pl.read_parquet(tmp_path / "errors.parquet")["sentence"].to_list() == ["upacara", "Kim", "sidang", "Beijing"]


def test_the_listing_marks_each_in_its_sentence(files: dict[str, Path], tmp_path: Path) -> None:
    write_errors(evaluate(files["predicted"], files["gold"], documents=[files["articles"]]), tmp_path)
    listing = (tmp_path / "errors.md").read_text(encoding="utf-8")
    assert listing.startswith("# 4 disagreements\n")
    assert "| missed filler | 2 |" in listing
    assert "| meeting.meet | 3 |" in listing
    (_, boundary) = listing.split("## Wrong boundary\n")
    assert boundary.startswith(
        "\n### doc-1\n\n"
        "- meeting participant: predicted Kim; gold Kim\\_Jong\\*Un (`slot.object`, `meeting.meet`)\n"
        "  > Presiden bertemu **Kim**\\_Jong\\*Un di Beijing!\n"
    )


def test_nothing_to_list_is_listed_too(files: dict[str, Path], tmp_path: Path) -> None:
    write_errors(evaluate(files["gold"], files["gold"]), tmp_path)
    assert pl.read_parquet(tmp_path / "errors.parquet").is_empty()
    assert (tmp_path / "errors.md").read_text(encoding="utf-8").startswith("# 0 disagreements\n")
