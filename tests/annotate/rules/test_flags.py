"""What a text says that cannot be is flagged where it says it, and stays as it is."""

import datetime

import pytest

from risalah.annotate.rules import Ruleset
from risalah.schema import Document

RULES = Ruleset.load()
PUBLISHED = datetime.date(2024, 11, 12)


def flags(text: str, published: datetime.date | None = PUBLISHED) -> list[tuple[str, str]]:
    """Return code and words of every flag."""
    document = Document(id="test", text=text, published=published)
    annotation = RULES.annotate(document)
    assert annotation.problems(document) == []
    assert annotation.events
    return [(flag.code, flag.mention.text) for event in annotation.events for flag in event.flags]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Presiden AS Barack Obama bertemu Xi Jinping di Beijing.", [("office", "Presiden AS Barack Obama")]),
        ("Presiden AS Joe Biden bertemu Xi Jinping di Lima, Peru.", []),
        ("Mantan Presiden AS Barack Obama bertemu Xi Jinping di Beijing.", []),
        (
            "Presiden Indonesia Joko Widodo menerima Menteri Luar Negeri Cina Wang Yi, Senin (11/11/2024).",
            [("office", "Presiden Indonesia Joko Widodo")],
        ),
        ("Presiden Indonesia Joko Widodo bertemu Xi Jinping pada 27 Juli 2023.", []),
        ("Sugiono bertemu Wang Yi, Selasa (11/11/2024).", [("weekday", "Selasa (11/11/2024)")]),
        ("Sugiono bertemu Wang Yi, Senin (11/11/2024).", []),
        (
            "Sugiono bertemu Wang Yi pada 4 November 2024. Pertemuan itu berlangsung pada 5 November 2024.",
            [("date", "5 November 2024")],
        ),
    ],
)
def test_a_doubt_is_flagged(text: str, flagged: list[tuple[str, str]]) -> None:
    assert flags(text) == flagged


def test_offices_that_were_never_held_at_once_are_flagged_without_a_date() -> None:
    text = "Presiden Korea Selatan Lee Jae Myung bertemu Presiden AS Joe Biden di Washington."
    assert flags(text, published=None) == [("office", "Presiden AS Joe Biden")]


def test_a_flag_says_what_is_on_record() -> None:
    text = "Presiden AS Barack Obama bertemu Xi Jinping di Beijing."
    document = Document(id="test", text=text, published=PUBLISHED)
    [event] = RULES.annotate(document).events
    [flag] = event.flags
    assert flag.why == (
        "Barack Obama held the office of president (USA) from 2009-01-20 to 2017-01-20; this is told of 2024-11-12"
    )
    assert {actor.value for actor in event.roles.participant} == {"Barack Obama", "Xi Jinping"}
