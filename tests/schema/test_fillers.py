"""Fillers: canonical values of actors, places, times, quantities and words."""

import pytest
from pydantic import ValidationError

from risalah.schema import Actor, Filler, Mention, Place, Quantity, Text, Time
from risalah.schema.fillers import canonical_name, canonical_quantity

TEXT = "Sekitar 10.000 warga menyambut Paus di Stadion Gelora Bung Karno, Kamis malam. Paus tiba pukul 16.00."
PAUS = Mention.at(TEXT, 31, 35)


@pytest.mark.parametrize("value", ["Paus Fransiskus", "Timor-Leste", "Pak Ma'ruf", "习近平", "José Ramos-Horta", "TNI"])
def test_a_name_is_one_trimmed_line(value: str) -> None:
    assert canonical_name(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        " Paus",
        "Paus ",
        "Paus  Fransiskus",
        "Paus\nFransiskus",
        "Paus\u00a0Fransiskus",
    ],
)
def test_any_other_name_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is not one line of text with single spaces"):
        canonical_name(value)


def test_a_name_typed_with_a_combining_accent_is_composed() -> None:
    assert canonical_name("Jose\u0301") == "Jos\u00e9"


@pytest.mark.parametrize("value", ["0", "15000", "3.5", "~10000", ">24", "<24", ">=2", "<=2.75"])
def test_a_quantity_is_a_decimal_number_bare_or_compared(value: str) -> None:
    assert canonical_quantity(value) == value


@pytest.mark.parametrize(
    "value", ["", "15.000 orang", "15,000", "1.", ".5", "-3", "~ 10", "> 24", "==2", "dua lusin", "24\n", "١٥"]
)
def test_any_other_quantity_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"is no quantity: write 15000, 3\.5, ~10000 or >24"):
        canonical_quantity(value)


@pytest.mark.parametrize(
    ("filler", "kinds"),
    [
        (Actor, ("person", "organization", "country", "group")),
        (Place, ("place",)),
        (Time, ("time",)),
        (Quantity, ("quantity",)),
        (Text, ("text",)),
    ],
)
def test_a_filler_knows_its_kinds_the_usual_one_first(filler: type[Filler], kinds: tuple[str, ...]) -> None:
    assert filler.kinds() == kinds


@pytest.mark.parametrize(
    ("filler", "value"),
    [(Place, "Gelora  Bung Karno"), (Text, "misa\nagung"), (Time, "Kamis malam"), (Quantity, "10.000 warga")],
)
def test_the_value_is_checked_for_its_class(filler: type[Filler], value: str) -> None:
    with pytest.raises(ValidationError, match="value"):
        filler(value=value, mentions=[PAUS])


def test_a_time_that_nobody_can_know_is_null_but_said_to_be() -> None:
    assert Time(value=None, mentions=[Mention.at(TEXT, 66, 77)]).value is None
    with pytest.raises(ValidationError, match="Field required"):
        Time(mentions=[Mention.at(TEXT, 66, 77)])


@pytest.mark.parametrize("filler", [Actor, Place, Quantity, Text])
def test_only_a_time_may_be_null(filler: type[Filler]) -> None:
    with pytest.raises(ValidationError, match="valid string"):
        filler(value=None, kind=filler.kinds()[0], mentions=[PAUS])


def test_an_actor_is_of_a_known_kind() -> None:
    assert Actor(value="Paus Fransiskus", kind="person", mentions=[PAUS]).kind == "person"
    with pytest.raises(ValidationError, match="'person', 'organization', 'country' or 'group'"):
        Actor(value="Paus Fransiskus", kind="clergy", mentions=[PAUS])


def test_a_filler_is_mentioned_somewhere() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        Actor(value="Paus Fransiskus", kind="person", mentions=[])


def test_all_mentions_of_a_filler_stand_under_it_in_text_order_each_once() -> None:
    later = Mention.at(TEXT, 79, 83)
    assert Actor(value="Paus Fransiskus", kind="person", mentions=[later, PAUS]).mentions == [PAUS, later]
    with pytest.raises(ValidationError, match="31-35 'Paus' is mentioned twice"):
        Actor(value="Paus Fransiskus", kind="person", mentions=[PAUS, PAUS])


def test_a_filler_has_no_other_fields() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Place(value="Jakarta", country="IDN", mentions=[PAUS])
