"""Quantities are read as the schema has them, from digits and from words."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.rules.pack import load_pack, pack_files
from risalah.annotate.rules.quantities import QuantityReader
from risalah.schema import CORE
from risalah.schema.fillers import canonical_quantity


@cache
def reader() -> QuantityReader:
    pack = load_pack(pack_files("id"), [], CORE)
    return QuantityReader(pack.quantities, pack.time.numbers)


def read(text: str) -> tuple[str, str] | None:
    """Return the quantity at the head of the text and the words that tell it."""
    found = reader().read(text, 0, len(text))
    return (found.value, text[found.start : found.end]) if found else None


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("15.000 tentara", "15000", "15.000"),
        ("1.234.567 dosis", "1234567", "1.234.567"),
        ("200 prajurit", "200", "200"),
        ("2,5 ton", "2.5", "2,5"),
        ("3,5 juta dolar AS", "3500000", "3,5 juta"),
        ("1,8 juta barel per hari", "1800000", "1,8 juta"),
        ("12,50 miliar", "12500000000", "12,50 miliar"),
        ("dua unit", "2", "dua"),
        ("Tiga belas kapal", "13", "Tiga belas"),
        ("sebelas truk", "11", "sebelas"),
        ("dua puluh lima tank", "25", "dua puluh lima"),
        ("dua ratus lima puluh ribu ton", "250000", "dua ratus lima puluh ribu"),
        ("seratus dua puluh", "120", "seratus dua puluh"),
        ("dua lusin", "24", "dua lusin"),
        ("setengah juta", "500000", "setengah juta"),
        ("sekitar 10 ribu orang", "~10000", "sekitar 10 ribu"),
        ("Hampir seribu", "~1000", "Hampir seribu"),
        ("lebih dari dua lusin", ">24", "lebih dari dua lusin"),
        ("kurang dari 50", "<50", "kurang dari 50"),
        ("setidaknya tiga rudal", ">=3", "setidaknya tiga"),
        ("sedikitnya 40", ">=40", "sedikitnya 40"),
        ("tak kurang dari seratus", ">=100", "tak kurang dari seratus"),
        ("paling banyak 12.000", "<=12000", "paling banyak 12.000"),
        ("hingga 12.000", "<=12000", "hingga 12.000"),
        ("seratus lebih tentara", ">100", "seratus lebih"),
        ("puluhan pesawat", ">=20", "puluhan"),
        ("ratusan ribu ton", ">=200000", "ratusan ribu"),
        ("belasan", ">=11", "belasan"),
        ("Rp 5 miliar", "5000000000", "5 miliar"),
        ("sekitar US$ 2 juta", "~2000000", "sekitar US$ 2 juta"),
        ("12.500.", "12500", "12.500"),
    ],
)
def test_quantity(text: str, value: str, words: str) -> None:
    assert read(text) == (value, words)


@pytest.mark.parametrize(
    "text",
    [
        "tentara",
        "sekitar kota",
        "juta",
        "10-20 kapal",
        "10.000 hingga 12.000",
        "dua sampai tiga",
        "3/9/2025",
        "08:15",
        "15.0",
        "2.5 juta",
        "dua tiga",
        "20an",
        "lebih dari itu",
        "999999999999999",
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(text) is None


@given(
    st.lists(
        st.sampled_from(
            ["sekitar", "lebih dari", "3,5", "15.000", "dua", "belas", "puluh", "ratus", "ribu", "juta", "Rp"]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_whatever_is_read_is_canonical(words: list[str]) -> None:
    found = read(" ".join(words))
    assert found is None or canonical_quantity(found[0])
