"""The annotators' guideline."""

import re
from html import unescape

import pytest

from risalah.schema import CORE, AnyNumber, Event, Ontology, Text
from risalah.schema.targets.guideline import guideline
from risalah.schema.targets.labelling import REALIS_CHOICES, hotkeys


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("event", CORE.events, ids=lambda event: event.type_name())
def test_it_tells_what_each_type_is_in_both_languages(event: type[Event]) -> None:
    assert " ".join(event.guideline().split()) in words(guideline(CORE))


@pytest.mark.parametrize("event", CORE.events, ids=lambda event: event.type_name())
def test_it_tells_what_each_role_is_with_its_key(event: type[Event]) -> None:
    told, keys = words(guideline(CORE)), hotkeys(CORE)
    for role in event.roles():
        assert f"{role.label} {keys[role.label]} {role.description}" in told


def test_it_tells_how_to_correct_in_both_languages() -> None:
    told = words(guideline(CORE))
    assert "Delete a false event with all its regions: click any of its triggers, press shift+n ." in told
    assert (
        "Menghapus peristiwa yang keliru beserta semua sebutannya: klik salah satu pemicunya, tekan shift+n ." in told
    )
    assert "Menggabung dua peristiwa: klik pemicu yang satu, tekan alt+r , klik pemicu yang lain." in told


def test_it_tells_what_each_realis_means() -> None:
    told, keys = words(guideline(CORE)), hotkeys(CORE)
    for choice in REALIS_CHOICES:
        assert f"{choice} {keys[choice]} " in told


def test_a_users_own_type_is_in_it(election: type[Event]) -> None:
    assert "Winner" in words(guideline(CORE.extended(election)))


def test_what_a_docstring_says_becomes_no_markup() -> None:
    noisy = type(
        "Rally", (Event,), {"__doc__": "More than <b>ten</b> & less.", "__annotations__": {"slogan": AnyNumber[Text]}}
    )
    assert "More than &lt;b&gt;ten&lt;/b&gt; &amp; less." in guideline(Ontology((noisy,)))
