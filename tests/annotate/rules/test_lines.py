"""A place in a TOML text is found by the keys that lead to it."""

import tomllib
from collections.abc import Iterator

import pytest

from risalah.annotate.rules.lines import Location, line_of
from risalah.annotate.rules.pack import LANGUAGES, LEXICON

TEXT = '''\
type = "meeting"  # key = "no key"
never = [
  "a = 1", # [table]
  'two', "]",

  """
three
""", "four",
]
a.b . "c d" = 3.14

[titles] # = [
  same = { pm = "perdana menteri", "menlu.x" = [1,
    2] }
[titles.deep."er.x"]
state = []
[[trigger]]
id = "one"
[trigger.roles]
participant = ["subject",
  "object"]
[[trigger]]
id = "two"
[[trigger.note]]
text = 2024-11-12
[[trigger.note]]
text = \'\'\'x
text = no key
\'\'\'
[trigger.note.inner]
last = true
[plain]
names = [["a", "b"], [
  "c"], [{ x = 1 },
  { x = 2, y = 3 }]]
'''
PLACES: list[tuple[Location, int]] = [
    (("type",), 1),
    (("never",), 2),
    (("never", 0), 3),
    (("never", 1), 4),
    (("never", 2), 4),
    (("never", 3), 6),
    (("never", 4), 8),
    (("a",), 10),
    (("a", "b", "c d"), 10),
    (("titles",), 12),
    (("titles", "same", "pm"), 13),
    (("titles", "same", "menlu.x", 1), 14),
    (("titles", "deep"), 15),
    (("titles", "deep", "er.x", "state"), 16),
    (("trigger", 0), 17),
    (("trigger", 0, "id"), 18),
    (("trigger", 0, "roles"), 19),
    (("trigger", 0, "roles", "participant", 1), 21),
    (("trigger", 1), 22),
    (("trigger", 1, "id"), 23),
    (("trigger", 1, "note", 0, "text"), 25),
    (("trigger", 1, "note", 1), 26),
    (("trigger", 1, "note", 1, "inner"), 30),
    (("trigger", 1, "note", 1, "inner", "last"), 31),
    (("plain", "names", 0, 1), 33),
    (("plain", "names", 1, 0), 34),
    (("plain", "names", 2, 0, "x"), 34),
    (("plain", "names", 2, 1, "y"), 35),
]


def walk(value: object, location: Location = ()) -> Iterator[tuple[Location, object]]:
    """Yield everything that was read from a TOML text, with its location."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*location, key), inner
            yield from walk(inner, (*location, key))


@pytest.mark.parametrize(("location", "line"), PLACES)
def test_what_is_there_has_its_line(location: Location, line: int) -> None:
    assert location in [found for found, _ in walk(tomllib.loads(TEXT))]
    assert line_of(TEXT, location) == line


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("trigger", 1, "forms"), 22),
        (("trigger", 0, "roles", "place", 0), 19),
        (("never", 9), 2),
        (("titles", "same", "wapres"), 13),
        (("places",), 1),
        ((), 1),
    ],
)
def test_what_is_missing_has_the_line_of_what_is_around_it(location: Location, line: int) -> None:
    assert line_of(TEXT, location) == line


def test_line_ends_of_windows_count_once() -> None:
    assert line_of(TEXT.replace("\n", "\r\n"), ("plain", "names", 2, 1, "y")) == 35


@pytest.mark.parametrize("file", LEXICON)
def test_every_word_of_the_shipped_packs_is_on_its_line(file: str) -> None:
    for path in LANGUAGES.glob(f"*/{file}.toml"):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for location, value in walk(tomllib.loads(text)):
            key, line = location[-1], lines[line_of(text, location) - 1]
            assert isinstance(key, int) or key in line, location
            assert not isinstance(value, str) or value in line, location
