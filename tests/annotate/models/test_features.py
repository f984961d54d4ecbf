"""What is known of a question."""

from collections.abc import Callable, Sequence

import pytest

from risalah.annotate.models.assembly import Assembly
from risalah.annotate.models.features import RULES, TOLD
from risalah.annotate.models.model import offered
from risalah.annotate.models.question import Question
from risalah.annotate.rules import Ruleset
from risalah.schema import Document

MEETING = (
    "Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025). Pertemuan itu membahas perikanan. "
    "Penny Wong mengirim salam."
)

Asked = dict[tuple[str, str], list[Question]]
Ask = Callable[[str], Asked]


@pytest.fixture(scope="module")
def ask(rules: Ruleset) -> Ask:
    """Return all that is asked about a text, by label and words, where every trigger is one and nothing is the same."""

    def asked(text: str) -> Asked:
        found: Asked = {}

        def answer(questions: Sequence[Question]) -> list[float]:
            for one in questions:
                found.setdefault((one.label, text[slice(*(one.second or one.first))]), []).append(one)
            return [float(one.kind == "trigger") for one in questions]

        document = Document(id="doc-1", text=text)
        Assembly(rules.ontology, 0.5, 0.5).drafts(document, offered(document, rules, corrects=True)[1], answer)
        return found

    return asked


def test_whether_rules_tell_it_is_known_of_every_trigger_and_argument(ask: Ask) -> None:
    asked = ask(MEETING)
    told = [words for (label, words), (one, *_) in asked.items() if "participant" in label and TOLD in one.features]
    assert told == ["Sugiono", "Wang Yi"]
    [wong] = asked["meeting.participant", "Penny Wong"]
    assert f"{RULES}none" in wong.features
    [jakarta] = asked["meeting.place", "Jakarta"]
    assert f"{RULES}slot.place" in jakarta.features
    assert all(TOLD in asked["meeting", words][0].features for words in ("bertemu", "Pertemuan"))


def test_how_near_a_trigger_it_stands_and_what_is_between_is_known(ask: Ask) -> None:
    asked = ask(MEETING)
    [sugiono], [jakarta], [wong] = (
        asked[f"meeting.{role}", words]
        for role, words in (("participant", "Sugiono"), ("place", "Jakarta"), ("participant", "Penny Wong"))
    )
    assert {"before 1", "before person", "path before ", "kind person", "titled True"} <= {*sugiono.features}
    assert {"after 3", "after place"} <= {*jakarta.features}
    assert "sentences 1" in wong.features


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Sugiono akan bertemu Wang Yi di Jakarta.", "mood planned"),
        ("Sugiono tidak bertemu Wang Yi di Jakarta.", "mood denied"),
        ("Sugiono bertemu Wang Yi di Jakarta.", None),
    ],
)
def test_what_says_whether_it_took_place_is_known(ask: Ask, text: str, mood: str | None) -> None:
    [question] = ask(text)["meeting.actual", "bertemu"]
    moods = {one for one in question.features if one.startswith("mood ")}
    assert moods == ({mood} if mood else set())


@pytest.mark.parametrize(
    ("later", "known"),
    [
        ("Sugiono menemui Penny Wong di Canberra.", {"shared 1 of 2 and 2", "disjoint False"}),
        ("Anwar Ibrahim menemui Penny Wong di Canberra.", {"shared 0 of 2 and 2", "disjoint True"}),
    ],
)
def test_of_two_events_it_is_known_who_is_in_both(ask: Ask, later: str, known: set[str]) -> None:
    asked = ask(f"Sugiono bertemu Wang Yi di Jakarta. {later}")
    [same] = [one for one in asked["meeting", "bertemu"] if one.kind == "same"]
    assert {f"{RULES}both", *known} <= {*same.features}


def test_no_name_is_a_feature(ask: Ask) -> None:
    """Who it is makes no difference to what a light model learns."""
    here = ask("Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025).")
    there = ask("Menteri Luar Negeri Retno Marsudi bertemu Penny Wong di Canberra, Selasa (4/3/2025).")
    assert [one.features for some in here.values() for one in some] == [
        one.features for some in there.values() for one in some
    ]
