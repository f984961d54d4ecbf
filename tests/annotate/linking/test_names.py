"""Names as they are compared."""

import pytest

from risalah.annotate.linking.names import folded, is_part, is_spelling, party, spot


def test_case_diacritics_and_hyphens_do_not_count() -> None:
    assert folded("Recep Tayyip Erdoğan") == ("recep", "tayyip", "erdogan")
    assert folded("Kim Jong-Un") == folded("kim jong un")


def test_a_person_in_office_has_one_name() -> None:
    assert party("person", "Jokowi") == party("person", "Joko Widodo")
    assert "IDN" in party("person", "Jokowi").countries


@pytest.mark.parametrize(("one", "other"), [("Tiongkok", "China"), ("Amerika Serikat", "United States"), ("AS", "USA")])
def test_a_country_has_one_name_in_all_languages(one: str, other: str) -> None:
    assert party("country", one) == party("country", other)
    assert spot(one) == spot(other)


def test_a_city_is_in_its_country() -> None:
    assert (spot("Moscow"), spot("Moskow").country, spot("Moskow").level) == (spot("Moskow"), "RUS", "city")
    assert spot("Wisma Negara Diaoyutai").country == ""


def test_parts_and_spellings() -> None:
    assert is_part(folded("Retno Marsudi"), folded("Retno LP Marsudi"))
    assert is_spelling(folded("Volodymyr Zelensky"), folded("Volodymyr Zelenskyy"))
    assert not is_spelling(folded("Kim Jong Un"), folded("Kim Jong Il"))
    assert not is_part(folded("Kim Jong Un"), folded("Kim Jong Il"))
    assert not is_part((), folded("Kim"))
