"""A starter pack is whole, says what belongs where, and loads as it is."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.cldr import lexicon
from risalah.annotate.rules.examples import Examples, Group, read_examples
from risalah.annotate.rules.pack import LEXICON, Closed, EventRules, TriggerRule, pack_folder, shipped
from risalah.annotate.rules.starter import starter, unwritten, write_starter
from risalah.schema import CORE, Document
from risalah.schema.errors import RuleError

RULE = """
[[trigger]]
id = "meeting.meet"
forms = ["bertemu"]
[trigger.roles]
participant = ["subject", "object"]
place = ["place"]
"""

MAY_BE_EMPTY = {
    *("articles", "closes", "definite_before", "demonyms", "directions", "heads_last", "possessive", "titles.former"),
    *("titles.of", "toward", "within"),  # stand before a noun or time, of which Indonesian has nothing
    *(
        "clitics",
        "day_words",
        "definite",
        "present",
        "teens",
        "titles.body",
        "titles.firm",
        "verb_prefixes",
        "verbs",
    ),  # English has no such words
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Make a starter pack for Malay."""
    folder = tmp_path / "packs" / "ms"
    write_starter(folder, CORE)
    return folder


def keys(model: type[Closed], table: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield every key that a file may have, and whether it is there."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        if isinstance(field.annotation, type) and issubclass(field.annotation, Closed):
            yield from keys(field.annotation, table[key])
        elif field.is_required():
            yield key, key in table


@pytest.mark.parametrize("language", ["ms", "jv", "vi", "fil", "fr", "ru", "ar", "zh", "pt_BR", "pt-BR"])
def test_it_loads_as_it_is(tmp_path: Path, language: str) -> None:
    folder = tmp_path / language
    write_starter(folder, CORE)
    rules = Ruleset.load(language, packs=[folder])
    assert rules.annotate(Document(id="a", text="Anwar Ibrahim bertemu Narendra Modi.")).events == []
    assert read_examples(folder, CORE) == []


def test_it_has_every_file_and_every_key_that_must_be_there(made: Path) -> None:
    models = {**LEXICON, **dict.fromkeys(CORE.type_names, EventRules), "examples": Examples}
    assert {path.stem for path in made.iterdir()} == set(models)
    for stem, model in models.items():
        table = tomllib.loads((made / f"{stem}.toml").read_text(encoding="utf-8"))
        assert [key for key, there in keys(model, table) if not there] == []


@pytest.mark.parametrize("model", [*LEXICON.values(), EventRules, TriggerRule, Examples, Group])
def test_every_key_says_what_belongs_there(model: type[Closed]) -> None:
    assert model.__doc__
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Closed):
            test_every_key_says_what_belongs_there(field.annotation)
        else:
            assert field.description, f"{model.__name__}.{name} has no docstring"


def test_every_key_stands_below_what_belongs_there(made: Path) -> None:
    for path in made.glob("*.toml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for before, line in zip(["", *lines], lines, strict=False):
            keeps_on = before.partition(" = ")[1] or before.startswith("[")
            assert not line or line.startswith("#") or before.startswith("#") or keeps_on, f"{path.name}: {line}"
            assert len(line) <= 120 or " = " in line


def test_the_comment_is_the_docstring(made: Path) -> None:
    cues = (made / "cues.toml").read_text(encoding="utf-8")
    assert f"# {LEXICON['cues'].model_fields['oblique'].description}\noblique = []\n" in cues
    meeting = (made / "meeting.toml").read_text(encoding="utf-8")
    assert f"#   forms: {TriggerRule.model_fields['forms'].description}" in meeting
    assert "# never = []\n" in meeting
    assert "# Slots of time: time.\n" in meeting


def test_the_calendar_and_the_countries_are_there(made: Path) -> None:
    time = tomllib.loads((made / "time.toml").read_text(encoding="utf-8"))
    assert (time["months"]["Ogos"], time["months"]["Ogo"], time["months"]["Disember"]) == (8, 8, 12)
    assert (time["weekdays"]["Isnin"], time["weekdays"]["Ahad"], time["weekdays"]["Ahd"]) == (1, 7, 7)
    assert time["month_first"] is False
    assert "d MMMM y and d/MM/yy" in (made / "time.toml").read_text(encoding="utf-8")
    places = tomllib.loads((made / "places.toml").read_text(encoding="utf-8"))
    assert places["home"] == "MYS"
    assert places["countries"]["ESP"] == ["Sepanyol"]
    quantities = tomllib.loads((made / "quantities.toml").read_text(encoding="utf-8"))
    assert (quantities["thousands"], quantities["decimals"]) == ([","], ["."])


def test_countries_have_their_iso_code() -> None:
    countries = lexicon("id")["places"]["countries"]
    assert len(countries) == 249, "as many as ISO 3166-1 has"
    names = Locale("id").territories
    for code, short in {"FRA": "FR", "COD": "CD", "DEU": "DE", "MMR": "MM", "TLS": "TL", "YEM": "YE"}.items():
        assert countries[code] == [names[short]]
    assert not countries.keys() & {"FXX", "ZAR", "DDR", "BUR", "TMP", "YMD", "QUU", "ZZZ", "XKK", "ASC"}


def test_russian_months_stand_in_dates_and_alone() -> None:
    months = lexicon("ru")["time"]["months"]
    assert (months["мая"], months["май"], months["января"], months["январь"]) == (5, 5, 1, 1)


@pytest.mark.parametrize(("language", "first"), [("en", True), ("en_GB", False), ("fr", False)])
def test_the_order_of_month_and_day_is_there(language: str, first: bool) -> None:
    assert lexicon(language)["time"]["month_first"] is first


def test_what_is_left_to_write_is_told_by_file_and_key(made: Path) -> None:
    left = unwritten(made)
    assert left["meeting.toml"] == ["trigger"]
    assert left["examples.toml"] == ["group"]
    assert {"numbers", "days", "past"} < set(left["time.toml"])
    assert not {"months", "weekdays"} & set(left["time.toml"])
    assert "venues.heads" in left["places.toml"]
    assert "titles.same" in left["actors.toml"]
    (made / "meeting.toml").write_text(f'type = "meeting"{RULE}')
    (made / "examples.toml").write_text('[[group]]\nname = "a"\nsentences = ["b"]\n')
    assert not {"meeting.toml", "examples.toml"} & unwritten(made).keys()


@pytest.mark.parametrize("language", shipped())
def test_the_shipped_packs_are_written(language: str) -> None:
    assert {key for keys in unwritten(pack_folder(language)).values() for key in keys} <= MAY_BE_EMPTY


def test_what_is_there_is_never_overwritten(made: Path) -> None:
    (made / "cues.toml").write_text("mine")
    with pytest.raises(RuleError, match=f"{made}: is there already"):
        write_starter(made, CORE)
    assert (made / "cues.toml").read_text() == "mine"
    assert list(made.parent.iterdir()) == [made]


@pytest.mark.parametrize(
    ("language", "told"),
    [("tlh", "is not known to CLDR"), ("..", "is not known"), ("eo", "is at home in no")],
)
def test_a_language_that_is_not_known_is_told_and_nothing_made(tmp_path: Path, language: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        starter(language, CORE)
    with pytest.raises(RuleError):
        write_starter(tmp_path / language, CORE)
    assert list(tmp_path.iterdir()) == []


def test_without_babel_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "risalah.annotate.rules.cldr")
    monkeypatch.setitem(sys.modules, "babel", None)
    with pytest.raises(RuleError, match=r"babel: is not installed. Run: pip install 'risalah\[packs\]'"):
        starter("ms", CORE)


def test_an_empty_list_matches_nothing(made: Path) -> None:
    """A language without a word for something, or a pack half written, finds what its other words tell."""
    meeting = made / "meeting.toml"
    meeting.write_text(meeting.read_text(encoding="utf-8").replace("trigger = []\n", "") + RULE)
    cues = made / "cues.toml"
    cues.write_text(cues.read_text(encoding="utf-8").replace("\nat = []", '\nat = ["di"]'))
    document = Document(id="a", text="Anwar Ibrahim bertemu Narendra Modi di Sepanyol.")
    (event,) = Ruleset.load("ms", packs=[made]).annotate(document).events
    told = {role: [filler.value for filler in fillers] for role, fillers in event.roles.fillers().items()}
    assert told == {"participant": ["Anwar Ibrahim", "Narendra Modi"], "place": ["Sepanyol"]}
