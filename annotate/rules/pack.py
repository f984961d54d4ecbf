"""Language packs and rule files: TOML behind closed models."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from risalah.schema import Event, Ontology
from risalah.schema.errors import Problem, RuleError

LANGUAGES = Path(__file__).parent.parent / "languages"
_Forms = list[Annotated[str, Field(min_length=1)]]
_Names = list[Annotated[_Forms, Field(min_length=1)]]

Slot = Literal[
    "subject", "object", "partner", "between", "agent", "attendee", "companion", "inviter", "place", "goal", "time"
]
"""Where in a sentence a role's filler stands, seen from the trigger (`slots.py`)."""
SLOTS_OF_FILLER: dict[str, frozenset[str]] = {
    "Actor": frozenset(("subject", "object", "partner", "between", "agent", "attendee", "companion", "inviter")),
    "Place": frozenset(("object", "place", "goal")),
    "Time": frozenset(("time",)),
}


CONTEXT = re.compile(r"\[[^\]]*\]")
"""What must stand beside a trigger and is no part of it."""


def _has_words(form: str) -> str:
    if not CONTEXT.sub("", form).strip():
        raise ValueError("has nothing outside its brackets")
    return form


class Closed(BaseModel):
    """A table of a TOML file, in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TriggerRule(Closed):
    """Words that tell an event, and where its roles stand around them."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]
    forms: Annotated[list[Annotated[str, AfterValidator(_has_words)]], Field(min_length=1)]
    """Every affixed form, in lower case; words in [brackets] must stand there, but are no part of the trigger."""
    roles: dict[str, Annotated[list[Slot], Field(min_length=1)]]
    """For each role the slots that fill it, the likeliest first."""
    noun: bool = False
    """A noun may refer back to an event told before."""
    bare: bool = False
    """A noun without "itu" may refer back too: "usai pertemuan"."""
    requires: dict[str, Annotated[int, Field(ge=1)]] = {}
    """How many fillers of a role must stand around the trigger itself; an anaphor ("pertemuan itu") needs none."""
    named: bool = False
    """Actors must be people, by name or office: no groups, no organizations."""
    about: list[Literal["pact"]] = []
    """Words of these classes must follow in the clause."""


class EventRules(Closed):
    """The rule file of one event type."""

    type: str
    trigger: Annotated[list[TriggerRule], Field(min_length=1)]
    never: _Forms = []
    """Longer phrases in which a trigger's form tells no event."""
    not_in: _Forms = []
    """Topics (`cues.toml`) whose articles tell no such events."""


class TimeWords(Closed):
    """time.toml: the calendar."""

    months: dict[str, Annotated[int, Field(ge=1, le=12)]]
    weekdays: dict[str, Annotated[int, Field(ge=1, le=7)]]
    days: dict[str, int]
    units: dict[str, Literal["day", "week", "month", "year"]]
    numbers: dict[str, int]
    day_words: _Forms
    year_words: _Forms
    """A number of four digits after one of these is a year."""
    from_words: _Forms
    range_words: _Forms
    past: _Forms
    future: _Forms
    present: _Forms
    parts_of_day: _Forms
    vague: _Forms


class Venues(Closed):
    """Places within a city."""

    names: _Forms
    heads: _Forms


class PlaceNames(Closed):
    """places.toml: countries, cities, regions, venues."""

    countries: dict[Annotated[str, Field(pattern="^[A-Z]{3}$")], Annotated[_Forms, Field(min_length=1)]]
    clipped: _Forms
    cities: dict[Annotated[str, Field(pattern="^[A-Z]{3}$")], _Forms]
    regions: dict[Annotated[str, Field(pattern="^[A-Z]{3}$")], _Forms]
    aliases: dict[str, str]
    venues: Venues


class Titles(Closed):
    """Words before a name."""

    state: _Forms
    minister: _Forms
    office: _Forms
    rank: _Forms
    kin: _Forms
    honorific: _Forms
    same: dict[str, str]
    """Short forms of titles: "menlu" = "menteri luar negeri"."""


class Organizations(Closed):
    """Organizations, their head words, and words for governments."""

    names: _Names
    convening: _Forms
    """Canonical names of those that take no part in the meetings they convene."""
    heads: _Forms
    governments: _Forms


class Groups(Closed):
    """Words that begin the name of a group."""

    heads: _Forms


class People(Closed):
    """People of public record, and particles inside names."""

    names: _Names
    particles: _Forms


class ActorNames(Closed):
    """actors.toml: who acts."""

    titles: Titles
    organizations: Organizations
    groups: Groups
    people: People


class Cues(Closed):
    """cues.toml: function words."""

    with_: Annotated[_Forms, Field(alias="with")]
    together: _Forms
    and_: Annotated[_Forms, Field(alias="and")]
    by: _Forms
    between: _Forms
    at: _Forms
    to: _Forms
    attended: _Forms
    accompanied: _Forms
    no_place: _Forms
    source: _Forms
    oblique: _Forms
    say: _Forms
    that: _Forms
    clause: _Forms
    purpose: _Forms
    relative: _Forms
    namely: _Forms
    verb_prefixes: _Forms
    one: _Forms
    other: _Forms
    pair: _Forms
    definite: _Forms
    invites: _Forms
    invited_by: _Forms
    planned: _Forms
    denied: _Forms
    hypothetical: _Forms
    actual: _Forms
    no_denial: _Forms
    generic: _Forms
    pact: _Forms
    clitics: _Forms
    no_name: _Forms
    topics: dict[str, _Forms]


class Boilerplate(Closed):
    """boilerplate.toml: what is no text of the article."""

    related: _Forms
    byline: _Forms
    legal: _Forms
    caption: _Forms
    caption_end: _Forms
    dateline_marks: _Forms
    publishers: _Forms


class Pack(BaseModel):
    """One language: its lexicon and the rules of its event types."""

    time: TimeWords
    places: PlaceNames
    actors: ActorNames
    cues: Cues
    boilerplate: Boilerplate
    events: list[EventRules]


LEXICON: dict[str, type[Closed]] = {
    "time": TimeWords,
    "places": PlaceNames,
    "actors": ActorNames,
    "cues": Cues,
    "boilerplate": Boilerplate,
}
"""The lexicon files of a pack by stem; every other file holds the rules of an event type."""

M = TypeVar("M", bound=BaseModel)


def pack_files(language: str) -> list[Path]:
    """Return the files of a language's pack by name; raises RuleError where there is no such pack."""
    files = sorted((LANGUAGES / language).glob("*.toml"))
    missing = sorted(LEXICON.keys() - {file.stem for file in files})
    if missing:
        known = sorted(folder.name for folder in LANGUAGES.iterdir() if folder.is_dir())
        raise RuleError(
            Problem(
                str(LANGUAGES / language),
                f"is no language pack: it has no {' and no '.join(f'{stem}.toml' for stem in missing)}",
                f"Known languages are {', '.join(known)}",
            )
        )
    return files


def load_pack(files: Iterable[Path], rule_files: Sequence[Path], ontology: Ontology) -> Pack:
    """Read a pack's files and a user's own rule files; raises RuleError with everything that is wrong."""
    lexicon: dict[str, Any] = {}
    events: list[tuple[Path, EventRules]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            if file.stem in LEXICON:
                lexicon[file.stem] = _read(file, LEXICON[file.stem])
            else:
                events.append((file, _read(file, EventRules)))
        except RuleError as error:
            problems += error.problems
    for file in rule_files:
        try:
            events.append((file, _read(file, EventRules)))
        except RuleError as error:
            problems += error.problems
    problems += _clashes(events, ontology, lexicon.get("cues"))
    if problems:
        raise RuleError(*problems)
    return Pack.model_construct(**lexicon, events=[rules for _, rules in events if rules.type in ontology])


def _read(file: Path, model: type[M]) -> M:
    try:
        return model.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise RuleError(Problem(str(file), f"cannot be read: {error.strerror or error}")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(Problem(str(file), f"is no TOML: {error}")) from None
    except ValidationError as error:
        raise RuleError(*(_wrong_key(file, dict(detail)) for detail in error.errors())) from None


def _wrong_key(file: Path, detail: dict[str, Any]) -> Problem:
    key = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        return Problem(f"{file}: {key}", "is no key of this file", "Correct the spelling, or remove it")
    if detail["type"] == "missing":
        return Problem(f"{file}: {key}", "is missing")
    return Problem(f"{file}: {key}", f"{detail['msg']}, not {detail['input']!r}")


def _clashes(events: list[tuple[Path, EventRules]], ontology: Ontology, cues: Cues | None) -> Iterable[Problem]:
    seen: dict[str, Path] = {}
    for file, rules in events:
        # A project may leave out event types that the pack has rules for.
        if rules.type not in ontology and file.parent.parent != LANGUAGES:
            yield Problem(
                f"{file}: type",
                f"no event class is called {rules.type!r}",
                f"Known are {', '.join(ontology.type_names)}",
            )
        for topic in rules.not_in:
            if cues and topic not in cues.topics:
                yield Problem(f"{file}: not_in", f"no topic is called {topic!r}", f"Known are {', '.join(cues.topics)}")
        for index, trigger in enumerate(rules.trigger):
            where = f"{file}: trigger.{index} ({trigger.id})"
            if trigger.id in seen:
                yield Problem(where, f"the id is used already in {seen[trigger.id]}", "Give each rule an id of its own")
            seen[trigger.id] = file
            if rules.type in ontology:
                yield from _misfits(where, trigger, ontology[rules.type])


def _misfits(where: str, trigger: TriggerRule, event: type[Event]) -> Iterable[Problem]:
    roles = {role.name: role for role in event.roles()}
    for name, slots in trigger.roles.items():
        if name not in roles:
            yield Problem(
                f"{where}.roles.{name}", f"a {event.type_name()} has no such role", f"Its roles are {', '.join(roles)}"
            )
            continue
        fits = SLOTS_OF_FILLER.get(roles[name].filler.__name__, frozenset())
        for slot in slots:
            if slot not in fits:
                yield Problem(
                    f"{where}.roles.{name}",
                    f"the slot {slot!r} holds no {roles[name].filler.__name__}",
                    f"Use {', '.join(sorted(fits))}" if fits else "No slot does yet: leave the role out",
                )
    for name in trigger.requires:
        if name not in trigger.roles:
            yield Problem(f"{where}.requires.{name}", "the rule fills no such role")
