"""A language pack knows the calendar of its language as CLDR has it."""

import pytest
from babel.dates import get_day_names, get_month_names

from risalah.annotate.rules.pack import LANGUAGES, load_pack, pack_files
from risalah.schema import CORE

PACKS = sorted(folder.name for folder in LANGUAGES.iterdir() if folder.is_dir())


@pytest.mark.parametrize("language", PACKS)
def test_every_month_has_its_number(language: str) -> None:
    known = load_pack(pack_files(language), [], CORE).time.months
    for number, name in get_month_names("wide", locale=language).items():
        assert known[name] == number


@pytest.mark.parametrize("language", PACKS)
def test_every_weekday_has_its_number(language: str) -> None:
    known = load_pack(pack_files(language), [], CORE).time.weekdays
    for index, name in get_day_names("wide", locale=language).items():
        assert known[name] == index + 1
