"""Whom "mereka" and "keduanya" mean: the two who were told last, as long as they are not told of for long."""

import pytest

from risalah.annotate.rules import Ruleset
from risalah.schema import Document

TWO = "Sugiono dan Wang Yi tersenyum."
BETWEEN = " Hujan turun lagi di sawah."


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return Ruleset.load()


def who_met(rules: Ruleset, text: str) -> list[str]:
    """Return who the text tells to have met."""
    return [
        str(actor.value)
        for event in rules.annotate(Document(id="a", text=text)).events
        for actors in event.roles.fillers().values()
        for actor in actors
    ]


@pytest.mark.parametrize("said", ["Mereka", "Keduanya"])
def test_two_told_shortly_before_are_meant(rules: Ruleset, said: str) -> None:
    assert who_met(rules, f"{TWO}{BETWEEN} {said} bertemu.") == ["Sugiono", "Wang Yi"]


@pytest.mark.parametrize("said", ["Mereka", "Keduanya"])
def test_two_told_long_before_are_not(rules: Ruleset, said: str) -> None:
    assert who_met(rules, f"{TWO}{BETWEEN * 30} {said} bertemu.") == []


def test_whoever_speaks_at_the_end_of_a_quotation_speaks_in_all_of_it(rules: Ruleset) -> None:
    told = 'Cuaca cerah, kata Sugiono. Penny Wong datang. "Saya bertemu Wang Yi. Besok saya pulang," kata Penny Wong.'
    assert who_met(rules, told) == ["Penny Wong", "Wang Yi"]


def test_a_speaker_told_nowhere_is_nobody_who_spoke_before(rules: Ruleset) -> None:
    told = 'Cuaca cerah, kata Sugiono. "Saya bertemu Wang Yi. Besok saya pulang," kata Lestari.'
    assert who_met(rules, told) == ["Wang Yi"]
