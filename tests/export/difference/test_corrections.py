"""One thing that a person did is one line."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.export import Release
from risalah.export.difference import corrections
from risalah.export.difference.pairs import paired
from risalah.schema.truth import Truth

RECEPTION = (
    "[Menlu Retno|1.participant=Retno Marsudi:person] [menerima|1.meeting:actual] "
    "[Wang Yi|1.participant=Wang Yi:person] di [Bali|1.place=Bali], kata [Kemlu|1.attribution=Kemlu:organization]. "
    "[Retno|1.participant=Retno Marsudi:person] dan [Wang|1.participant=Wang Yi:person] "
    "[membahas|1.meeting:actual] [Laut China Selatan|1.topic=Laut China Selatan:text]."
)
CALL = "[Luhut|2.participant=Luhut Pandjaitan:person] [menelepon|2.call:actual] [Musk|2.participant=Elon Musk:person]."


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        pytest.param(
            "Retno Marsudi:person",
            "Retno L.P. Marsudi:person",
            ["changed participant value: Retno Marsudi (person) → Retno L.P. Marsudi (person)"],
            id="another value, with all mentions",
        ),
        pytest.param(
            "[Wang|1.participant=Wang Yi:person]",
            "[Wang|1.participant=Retno Marsudi:person]",
            ["changed participant value: Wang Yi (person) → Retno Marsudi (person)"],
            id="another value that is there already",
        ),
        pytest.param(
            "[Wang|1.participant=Wang Yi:person]",
            "[Wang|1.participant=Wang Huning:person]",
            ["changed participant value: Wang Yi (person) → Wang Huning (person)"],
            id="one mention becomes a filler of its own",
        ),
        pytest.param(
            "Kemlu:organization",
            "Kemlu:group",
            ["changed attribution kind: Kemlu (organization) → Kemlu (group)"],
            id="another kind",
        ),
        pytest.param(
            "[Menlu Retno|1.participant=Retno Marsudi:person]",
            "Menlu [Retno|1.participant=Retno Marsudi:person]",
            ["changed participant span: “Menlu Retno” 0-11 → “Retno” 6-11"],
            id="another boundary",
        ),
        pytest.param(
            "1.topic=",
            "1.occasion=",
            ["changed occasion role: topic: Laut China Selatan (text) → occasion: Laut China Selatan (text)"],
            id="another role",
        ),
        pytest.param(
            "[membahas|1.meeting:actual]",
            "[membahas|1.outcome=membahas:text]",
            ["changed outcome role, kind, value: trigger: “membahas” → outcome: membahas (text)"],
            id="a trigger that is none",
        ),
        pytest.param(
            "meeting:actual", "meeting:planned", ["changed records realis: actual → planned"], id="another realis"
        ),
        pytest.param("[Bali|1.place=Bali]", "Bali", ["removed place: Bali (place)"], id="a filler that is none"),
        pytest.param(
            "[Wang|1.participant=Wang Yi:person]",
            "Wang",
            ["removed participant: “Wang” = Wang Yi (person)"],
            id="a mention that is none",
        ),
        pytest.param("[membahas|1.meeting:actual]", "membahas", ["removed trigger: “membahas”"], id="no trigger"),
    ],
)
def test_a_correction_is_one_line(was: str, becomes: str, told: list[str], corrected: Callable) -> None:
    assert corrected(RECEPTION, RECEPTION.replace(was, becomes)) == told


def test_what_is_put_back_is_told_the_other_way_round(corrected: Callable) -> None:
    without = RECEPTION.replace("[Bali|1.place=Bali]", "Bali")
    assert corrected(without, RECEPTION) == ["added place: Bali (place)"]


def test_another_type_takes_its_roles_along(corrected: Callable) -> None:
    talks = "[Retno|1.participant=Retno:person] [bertelepon|1.meeting:actual] soal [nikel|1.topic=nikel:text]."
    visit = talks.replace("meeting", "visit").replace("participant", "visitor").replace("topic", "purpose")
    assert corrected(talks, visit) == ["changed records type: meeting → visit"]


def test_a_record_is_one_line_with_all_its_parts(corrected: Callable) -> None:
    plain = RECEPTION + " Luhut menelepon Musk."
    told = "call, actual; “menelepon”; participant Luhut Pandjaitan, Elon Musk"
    assert corrected(plain, f"{RECEPTION} {CALL}") == [f"added records: {told}"]


def test_a_record_that_is_gone_is_one_line(corrected: Callable) -> None:
    told = "call, actual; “menelepon”; participant Luhut Pandjaitan, Elon Musk"
    assert corrected(f"{RECEPTION} {CALL}", f"{RECEPTION} Luhut menelepon Musk.") == [f"removed records: {told}"]


def test_a_filler_given_to_another_event_is_one_line(corrected: Callable) -> None:
    both = f"{CALL} {RECEPTION}"
    assert corrected(both, both.replace("1.place=Bali", "2.topic=Bali:text")) == [
        "removed place: Bali (place)",
        "added topic: Bali (text)",
    ]
    moved = both.replace("[Laut China Selatan|1.topic", "[Laut China Selatan|2.topic")
    assert corrected(both, moved) == [
        "changed topic record_id: doc-1#1, topic: Laut China Selatan (text) → doc-1#2, topic: Laut China Selatan (text)"
    ]


def test_two_corrections_are_two_lines(corrected: Callable) -> None:
    after = RECEPTION.replace("=Bali", "=Nusa Dua").replace("[Menlu Retno|", "Menlu [Retno|")
    assert corrected(RECEPTION, after) == [
        "changed place value: Bali (place) → Nusa Dua (place)",
        "changed participant span: “Menlu Retno” 0-11 → “Retno” 6-11",
    ]


def test_a_record_that_another_confirms_is_one_line(corrected: Callable) -> None:
    assert corrected(RECEPTION, RECEPTION, annotators=("annotator-1", "annotator-2")) == [
        "confirmed records annotators, status: single: annotator-1 → agreed: annotator-1, annotator-2"
    ]


def test_of_a_document_without_events_the_document_is_confirmed(corrected: Callable) -> None:
    assert corrected("Harga cabai turun.", "Harga cabai turun.", annotators=("annotator-1", "annotator-2")) == [
        "confirmed documents annotators, basis, status: single: annotator-1 → agreed: annotator-1, annotator-2"
    ]


def test_who_confirmed_what_was_corrected_is_told_by_the_correction(corrected: Callable) -> None:
    after = RECEPTION.replace("meeting:actual", "meeting:planned")
    assert corrected(RECEPTION, after, annotators=("annotator-2", "annotator-1")) == [
        "changed records realis: actual → planned"
    ]


def test_a_document_is_one_line_beside_those_of_its_records(publish: Callable, truth: list[Truth]) -> None:
    old, new = publish(truth[:1]), publish(truth)
    (found,) = corrections(old.folder, new.folder)
    assert found["id"].to_list() == ["doc-2", "doc-2#1", "doc-3"]
    assert found["after"].to_list() == [
        "Luhut menelepon 🤝  Musk. (1 events)".replace("  ", " "),
        "call, actual; “menelepon”; participant Luhut Pandjaitan, Elon Musk",
        "Harga cabai rawit di Pasar Kramat Jati turun pekan ini. (0 events)",
    ]


def test_a_title_that_changed_is_told(publish: Callable, truth: list[Truth]) -> None:
    titled = replace(truth[2], document=truth[2].document.model_copy(update={"title": "Cabai turun"}))
    old, new = publish(truth[2:]), publish([titled])
    (found,) = corrections(old.folder, new.folder)
    assert found.select("table", "column", "before", "after").rows() == [("documents", "title", None, "Cabai turun")]


def test_countries_are_told_of_where_nothing_else_is(publish: Callable, truth: list[Truth]) -> None:
    old = publish(truth[:1])
    new = publish(truth[:1], country=lambda _, value: {"Beijing": "CHN"}.get(value))
    (found,) = corrections(old.folder, new.folder)
    assert found.select("table", "column", "before", "after").rows() == [("arguments", "country", None, "CHN")]


def test_by_is_who_corrected_and_prior_what_they_started_from(publish: Callable, reviewed: Callable) -> None:
    old = publish([reviewed(RECEPTION)])
    after = RECEPTION.replace("[Bali|1.place=Bali]", "Bali").replace("Kemlu:organization", "Kemlu:group")
    new = publish([reviewed(after, annotators=("annotator-2",))])
    (found,) = corrections(old.folder, new.folder)
    assert found.select("change", "by", "prior").rows() == [
        ("changed", ["annotator-2"], "rules id-1"),
        ("removed", ["annotator-2"], "rules id-1"),
    ]


def test_of_a_record_that_is_gone_by_is_who_left_it_out(publish: Callable, reviewed: Callable) -> None:
    old = publish([reviewed(f"{RECEPTION} {CALL}"), reviewed(CALL, "doc-2")])
    new = publish([reviewed(f"{RECEPTION} Luhut menelepon Musk.", annotators=("annotator-2",))])
    (found,) = corrections(old.folder, new.folder)
    lines = found.filter(pl.col("change") == "removed")
    assert lines.select("id", "by").rows() == [
        ("doc-1#2", ["annotator-2"]),
        ("doc-2", ["annotator-1"]),
        ("doc-2#2", ["annotator-1"]),
    ]


def test_of_a_release_and_itself_nothing_is_told(published: Release) -> None:
    assert list(corrections(published.folder, published.folder)) == []


MENTIONS = st.lists(
    st.tuples(
        st.sampled_from(["doc-1#1", "doc-1#2", "doc-2#1"]),
        st.sampled_from(["participant", "place"]),
        st.sampled_from(["Bali", "Retno"]),
        st.integers(0, 5),
        st.integers(1, 4),
    ),
    unique=True,
    max_size=8,
)


def mentions(drawn: list[tuple[str, str, str, int, int]]) -> pl.DataFrame:
    rows = [
        {
            "mention_id": f"{record}/{role}/person/{value}/{start}-{start + length}",
            "record_id": record,
            "argument_id": f"{record}/{role}/person/{value}",
            "doc_id": record[:5],
            "role": role,
            "kind": "person",
            "value": value,
            "start": start,
            "end": start + length,
            "text": "x" * length,
        }
        for record, role, value, start, length in drawn
    ]
    columns = ("mention_id", "record_id", "argument_id", "doc_id", "role", "kind", "value", "start", "end", "text")
    return pl.DataFrame(rows, schema={name: pl.Int32 if name in {"start", "end"} else pl.String for name in columns})


@given(MENTIONS, MENTIONS)
def test_a_mention_is_paired_once_with_one_that_it_overlaps(before: list, after: list) -> None:
    gone, come = (
        mentions([one for one in before if one not in after]),
        mentions([one for one in after if one not in before]),
    )
    pairs = paired(gone, come)
    assert pairs["mention_id"].is_unique().all()
    assert pairs["mention_id_new"].is_unique().all()
    for pair in pairs.iter_rows(named=True):
        assert pair["doc_id"] == pair["doc_id_new"]
        assert max(pair["start"], pair["start_new"]) < min(pair["end"], pair["end_new"])
