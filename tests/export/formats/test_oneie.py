"""OneIE."""

from collections.abc import Callable

from risalah.export.formats import Example


def test_a_line_a_sentence_with_the_fields_that_oneie_reads(rows: Callable, visit: Example) -> None:
    first, second, third = rows("oneie", visit)
    assert [row["sent_id"] for row in (first, second, third)] == ["doc-1-0", "doc-1-1", "doc-1-2"]
    for row in (first, second, third):
        assert row["pieces"] == row["tokens"]
        assert row["token_lens"] == [1] * len(row["tokens"])
        assert {entity["mention_type"] for entity in row["entity_mentions"]} <= {"UNK"}
        assert row["relation_mentions"] == []
    assert second["sentence"] == "Ia bertemu Menlu Lazaro dalam pertemuan tertutup."
    assert [event["trigger"]["text"] for event in second["event_mentions"]] == ["bertemu", "pertemuan"]
    assert [said["text"] for said in second["event_mentions"][1]["arguments"]] == ["Menlu Lazaro"]
    assert third["event_mentions"] == []


def test_what_stands_in_another_sentence_than_every_trigger_is_lost(lost: Callable, visit: Example) -> None:
    told = lost("oneie", visit)
    other = "no trigger of its event that is held stands in its sentence"
    assert told["links"] == {other: 4}
    assert told["across sentences"] == {other: 4}
    assert told["attributions"] == {other: 1}


def test_articles_without_events_are_there(report: Callable, nothing: Example) -> None:
    assert report("oneie", nothing)["documents"].held == 1
