"""What other event coding schemes call a record."""

from collections.abc import Callable

import pytest

from risalah.schema import CORE, Event
from risalah.schema.codes import ace, cameo, plover

MEETING = (
    "[Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:{}] [Anwar|1.participant=Anwar Ibrahim:person]."
)
CALL = (
    "[Prabowo|1.participant=Prabowo Subianto:person] [menelepon|1.call:{}] [Anwar|1.participant=Anwar Ibrahim:person]."
)
VISIT = "[Prabowo|1.visitor=Prabowo Subianto:person] [tiba|1.visit:{}] di [Doha|1.destination=Doha]."
TEST = "[Pyongyang|1.actor=Korea Utara:country] [menguji|1.weapon_test:{}] [rudal|1.weapon=rudal]."

CASES = {
    "a meeting": (MEETING, "actual", ("CONSULT", None), ["040", "043", "046"]),
    "a meeting to come": (MEETING, "planned", ("AGREE", "meet"), ["036"]),
    "no meeting": (MEETING, "denied", (None, None), []),
    "a meeting only thought of": (MEETING, "hypothetical", (None, None), []),
    "a call": (CALL, "actual", ("CONSULT", "phone"), ["041"]),
    "a visit": (VISIT, "actual", ("CONSULT", "visit"), ["042", "043"]),
    "a visit to come": (VISIT, "planned", ("AGREE", "meet"), []),
    "a weapon test": (TEST, "actual", ("MOBILIZE", None), ["150", "153"]),
}


@pytest.mark.parametrize(("text", "realis", "coded", "codes"), CASES.values(), ids=CASES)
def test_codes_follow_from_type_and_realis(
    marked: Callable, text: str, realis: str, coded: tuple[str | None, str | None], codes: list[str]
) -> None:
    (event,) = marked(text.format(realis))[1].events
    assert (plover(event), cameo(event)) == (coded, codes)


def test_a_meeting_of_three_countries_is_multilateral(marked: Callable) -> None:
    (event,) = marked(MEETING.format("actual"))[1].events
    assert plover(event, ["IDN", "MYS", "IDN"]).mode is None
    assert plover(event, ["IDN", "MYS", "THA"]).mode == "multilateral"


@pytest.mark.parametrize("event", [*CORE], ids=CORE.type_names)
def test_codes_are_well_formed(event: type[Event]) -> None:
    assert all(len(code) == 3 and code.isdigit() for code in event.codes.cameo)
    assert event.codes.plover == event.codes.plover.upper()


def test_a_type_has_the_ace_code_of_its_class(marked: Callable) -> None:
    assert ace(marked(CALL.format("actual"))[1].events[0]) == "Contact.Phone-Write"
    assert ace(marked(TEST.format("actual"))[1].events[0]) is None
