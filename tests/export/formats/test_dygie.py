"""DyGIE++."""

from collections.abc import Callable

from risalah.export.formats import Example


def test_tokens_are_counted_through_the_article_and_the_last_is_included(rows: Callable, example: Callable) -> None:
    told = (
        "Hujan 🌧. [Kim Jong Un|1.participant=Kim Jong Un:person] [bertemu|1.meeting:actual] warga di "
        "[Wonsan|1.place=Wonsan]."
    )
    [row] = rows("dygie", example(told))
    assert row["doc_key"] == "doc-1"
    assert row["sentences"] == [
        ["Hujan", "🌧", "."],
        ["Kim", "Jong", "Un", "bertemu", "warga", "di", "Wonsan", "."],
    ]
    assert row["ner"] == [[], [[3, 5, "person"], [9, 9, "place"]]]
    assert row["events"] == [[], [[[6, "meeting"], [3, 5, "participant"], [9, 9, "place"]]]]


def test_what_it_does_not_know_is_metadata_of_sentences(rows: Callable, visit: Example) -> None:
    [row] = rows("dygie", visit)
    assert {name for name in row if not name.startswith("_")} == {"doc_key", "dataset", "sentences", "ner", "events"}
    assert [len(offsets) for offsets in row["_offsets"]] == [len(sentence) for sentence in row["sentences"]]


def test_a_trigger_of_several_tokens_is_lost(lost: Callable, example: Callable, nothing: Example) -> None:
    told = lost("dygie", example("[Kim|1.giver=Kim:person] [akan memberi|1.transfer:planned] beras."), nothing)
    assert told["triggers"] == {"a trigger is one token": 1}
    assert told["links"] == {"its event is lost": 1}
    assert "documents" not in told
