"""The records beside the text."""

import datetime
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from risalah.annotate.studio.page.summary import summary
from risalah.schema import Annotation, Document, Mention
from risalah.schema.flag import Flag

MEETING = (
    "[Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] di "
    "[Beijing|1.place=Beijing:place] [pekan itu|1.time=?], kata [Xinhua|1.attribution=Xinhua:organization]."
)


@pytest.fixture
def meeting(marked: Callable[..., Any]) -> tuple[Document, Annotation]:
    return marked(MEETING)


def rows(html: str) -> list[list[str]]:
    """Return the words of each cell of each row."""
    told = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr.*?</tr>", html)]
    return [[" ".join(unescape(re.sub("<[^>]+>", " ", cell)).split()) for cell in row] for row in told]


def test_each_record_has_its_number_type_realis_and_fillers(meeting: tuple[Document, Annotation]) -> None:
    assert rows(summary(*meeting)) == [
        ["1", "Meeting actual"],
        ["Participant", "Sugiono Wang Yi"],
        ["Place", "Beijing"],
        ["Time", "?"],
        ["Attribution", "Xinhua"],
    ]


def test_it_says_that_it_is_as_the_text_was_pre_annotated(meeting: tuple[Document, Annotation]) -> None:
    assert "Pra-anotasi / As pre-annotated" in summary(*meeting)
    assert "Anda" in summary(*meeting, heading="Anda")


def test_a_doubt_is_a_warning_with_its_sentence(meeting: tuple[Document, Annotation]) -> None:
    document, annotation = meeting
    (event,) = annotation.events
    doubt = Flag(code="date", mention=event.triggers[0], why="2024-11-08 is told here and 2024-11-09 elsewhere")
    flagged = annotation.model_copy(update={"events": [event.model_copy(update={"flags": [doubt]})]})
    told = rows(summary(document, flagged))
    assert told[-1] == ["⚠", "“bertemu”: 2024-11-08 is told here and 2024-11-09 elsewhere"]


def test_a_disagreement_of_rules_and_model_is_no_doubt_about_the_text(meeting: tuple[Document, Annotation]) -> None:
    document, annotation = meeting
    (event,) = annotation.events
    doubt = Flag(code="date", mention=event.triggers[0], why="2024-11-08 is told here and 2024-11-09 elsewhere")
    dispute = Flag(code="model", mention=event.triggers[0], why="rules tell Luhut as participant, too")
    flagged = annotation.model_copy(update={"events": [event.model_copy(update={"flags": [doubt, dispute]})]})
    told = summary(document, flagged)
    assert rows(told)[-1] == ["⇄", "“bertemu”: rules tell Luhut as participant, too"]
    assert (told.count('class="flag"'), told.count('class="dispute"')) == (1, 1)


@pytest.mark.parametrize("sentence", [MEETING, "Sugiono menunggu hujan reda."], ids=["one is told", "none is"])
def test_an_event_that_the_model_left_out_stands_below_the_records(by_model: Callable[..., Any], sentence: str) -> None:
    document, annotation = by_model(sentence)
    word = Mention(start=0, end=7, text="Sugiono")
    missed = annotation.model_copy(update={"flags": [Flag(code="model", mention=word, why="rules tell <a call> here")]})
    told = summary(document, missed)
    assert rows(told)[-1] == ["⇄", "“Sugiono”: rules tell <a call> here"]
    assert told.index("rules tell &lt;a call&gt; here") > told.rindex("Beijing" if annotation.events else "No event.")


def test_what_a_model_holds_unlikely_says_how_likely(by_model: Callable[..., Any]) -> None:
    document, annotation = by_model(MEETING, place=0.62, time=0.8)
    told = rows(summary(document, annotation))
    assert ["Place", "Beijing 62%"] in told
    assert ["Time", "?"] in told
    assert ["Participant", "Sugiono Wang Yi"] in told
    (event,) = annotation.events
    doubtful = annotation.model_copy(update={"events": [event.model_copy(update={"confidence": 0.4})]})
    assert rows(summary(document, doubtful))[0] == ["1", "Meeting actual 40%"]


def test_a_value_is_as_likely_as_its_likeliest_mention(by_model: Callable[..., Any]) -> None:
    document, annotation = by_model(MEETING, place=0.62)
    (event,) = annotation.events
    (place,) = event.roles.fillers()["place"]
    again = place.mentions[0].model_copy(update={"confidence": 0.95})
    sure = place.model_copy(update={"mentions": [*place.mentions, again]})
    roles = event.roles.model_copy(update={"place": [sure]})
    told = annotation.model_copy(update={"events": [event.model_copy(update={"roles": roles})]})
    assert ["Place", "Beijing"] in rows(summary(document, told))


def test_what_the_signs_mean_is_said_where_a_model_pre_annotated(
    meeting: tuple[Document, Annotation], by_model: Callable[..., Any]
) -> None:
    assert "keyakinan model" in summary(*by_model(MEETING))
    assert "keyakinan model" not in summary(*meeting)


def test_an_article_without_events_says_so(marked: Callable[..., Any]) -> None:
    assert "No event." in summary(*marked("Hujan turun."))


def test_without_an_annotation_there_is_no_word_of_records(meeting: tuple[Document, Annotation]) -> None:
    told = summary(meeting[0], None)
    assert "event" not in told
    assert "date unknown" in told


def test_the_day_and_the_source_stand_above(meeting: tuple[Document, Annotation]) -> None:
    document, annotation = meeting
    known = {
        "published": datetime.date(2024, 11, 10),
        "publisher": "Warta & Bahari",
        "url": "https://example.com/?a=1&b",
    }
    told = summary(document.model_copy(update=known), annotation)
    assert "2024-11-10, Sun" in told
    assert '<a href="https://example.com/?a=1&amp;b"' in told
    assert ">Warta &amp; Bahari</a>" in told


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_an_address_on_the_web_is_a_link(meeting: tuple[Document, Annotation], url: str) -> None:
    document, annotation = meeting
    assert "href" not in summary(document.model_copy(update={"url": url}), annotation)


def test_notes_stand_above_the_records(meeting: tuple[Document, Annotation]) -> None:
    told = summary(*meeting, notes=["Teks ini <berubah>."])
    assert told.index("Teks ini &lt;berubah&gt;.") < told.index("<table>")
