"""The keys of the labelling page."""

import importlib.util
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from risalah.schema import CORE, AnyNumber, Event, Ontology, Text
from risalah.schema.targets.labelling import hotkeys

_KEYMAP = re.compile(r"JSON\.parse\('(\{\"audio:back\".+?\}\})'\)")
_OTHER_TAGS = ("audio", "ts", "tool", "image", "video", "media", "repeater", "phrases", "polygon", "segment")
"""What of its keymap belongs to tags that are not on our page."""


def keymap() -> dict[str, dict[str, str]]:
    """Return the keys of the Label Studio that is installed, from its page's own code."""
    found = importlib.util.find_spec("label_studio")
    if not found or not found.origin:
        pytest.skip("Label Studio is not installed: pip install 'risalah[studio]'")
    scripts = (Path(found.origin).parents[1] / "web/dist/apps/labelstudio").glob("*.js")
    told = next(match for script in scripts if (match := _KEYMAP.search(script.read_text(encoding="utf-8"))))
    return json.loads(told[1].encode().decode("unicode_escape"))


@pytest.fixture
def elections(election: type[Event]) -> Ontology:
    return CORE.extended(election)


def test_no_two_keys_are_alike(elections: Ontology) -> None:
    assert Counter(hotkeys(elections).values()).most_common(1)[0][1] == 1


def test_no_key_is_one_of_label_studios_own(elections: Ontology) -> None:
    own = keymap()
    taken = {key["key"] for name, key in own.items() if name.partition(":")[0] not in _OTHER_TAGS}
    assert {"u", "alt+r", "enter", "ctrl+enter"} < taken
    assert not taken & set(hotkeys(elections).values())


def test_no_key_is_one_of_the_browsers_own(elections: Ontology) -> None:
    held = {frozenset(key.split("+")[:-1]) for key in hotkeys(elections).values()}
    assert held == {frozenset(), frozenset({"shift"}), frozenset({"alt", "shift"})}


@pytest.mark.parametrize("count", range(1, len(CORE.events)))
def test_an_added_type_changes_no_key_that_people_know(count: int) -> None:
    before, after = (hotkeys(Ontology(CORE.events[:number])) for number in (count, count + 1))
    assert after | before == after


def test_an_added_class_of_a_user_changes_no_key_that_people_know(elections: Ontology) -> None:
    assert hotkeys(elections) | hotkeys(CORE) == hotkeys(elections)
    assert len(hotkeys(elections)) == len(hotkeys(CORE)) + 3


def test_a_label_has_a_letter_of_its_own_where_one_is_free() -> None:
    keys = hotkeys(CORE)
    assert [keys[label] for label in ("Meeting", "Participant", "Attribution")] == ["m", "p", "a"]


def test_the_letter_that_label_studio_takes_is_pressed_with_shift() -> None:
    assert hotkeys(CORE)["Outcome"] == "shift+u"


def test_when_the_letters_are_used_up_shift_gives_more() -> None:
    roles = {f"peran_{letter}": AnyNumber[Text] for letter in "abcdefghij"}
    crowded = type("Rally", (Event,), {"__doc__": "A crowd.", "__annotations__": roles})
    keys = hotkeys(Ontology((crowded, *CORE)))
    assert keys["Statement"].startswith("shift+")
    assert keys["Attendee"].startswith("alt+shift+")


def test_an_event_has_its_last_digit_as_key() -> None:
    keys = hotkeys(CORE)
    assert [keys[number] for number in ("1", "9", "10", "11", "20", "30")] == [
        "1",
        "9",
        "0",
        "shift+1",
        "shift+0",
        "alt+shift+0",
    ]


def test_choices_about_a_region_have_shift_and_a_letter_of_their_own() -> None:
    keys = hotkeys(CORE)
    chosen = ("actual", "planned", "denied", "hypothetical", "no event", "person", "organization", "country", "group")
    assert [keys[choice][-1] for choice in chosen] == [*"apdhneocg"]


def test_the_docs_tell_every_key() -> None:
    told = (Path(__file__).parents[3] / "docs" / "labelling.md").read_text(encoding="utf-8")
    labels = {label: key for label, key in hotkeys(CORE).items() if not label.isdecimal()}
    assert [label for label, key in labels.items() if f"`{key}` {label}" not in told] == []
