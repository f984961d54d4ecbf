"""Language packs and rule files: TOML behind closed models."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from risalah.annotate.rules.toml_file import TomlFile
from risalah.schema import Event, Ontology
from risalah.schema.errors import Problem, RuleError

LANGUAGES = Path(__file__).parent.parent / "languages"
EXAMPLES = "examples.toml"
"""The file of a pack with sentences that carry their answer: they test the pack and are no part of it."""
_Forms = list[Annotated[str, Field(min_length=1)]]
_Names = list[Annotated[_Forms, Field(min_length=1)]]

_ActorSlot = Literal[
    "subject",
    "object",
    "partner",
    "partner_before",
    "between",
    "agent",
    "attendee",
    "companion",
    "inviter",
    "recipient",
    "owner",
    "doer",
    "following",
]
Slot = Literal[
    _ActorSlot,
    "place",
    "goal",
    "time",
    "topic",
    "purpose",
    "outcome",
    "occasion",
    "content",
    "amount",
]
"""Where in a sentence a role's filler stands, seen from the trigger (`slots.py`, `places.py`, `contents.py`)."""
SLOTS_OF_FILLER: dict[str, frozenset[str]] = {
    "Actor": frozenset(get_args(_ActorSlot)),
    "Place": frozenset(("object", "place", "goal")),
    "Time": frozenset(("time",)),
    "Quantity": frozenset(("object", "amount")),
    "Text": frozenset(("object", "subject", "topic", "purpose", "outcome", "occasion", "content")),
}


PACT = "pact"
"""The class of things that are agreed or signed, whose words are in `cues.toml`."""
CONTEXT = re.compile(r"\[[^\]]*\]")
"""What must stand beside a trigger and is no part of it."""


def _has_words(form: str) -> str:
    if not CONTEXT.sub("", form).strip():
        raise ValueError("has nothing outside its brackets")
    return form


class Closed(BaseModel):
    """A table of a TOML file, in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class TriggerRule(Closed):
    """Words that tell an event, and where its roles stand around them."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]
    """Names the rule, the event type first: "meeting.meet"."""
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
    alone: bool = False
    """Tells nothing as the object of another trigger of its type: "menandatangani perjanjian"."""
    about: list[Literal["pact"]] = []
    """Words of these classes must follow in the clause."""
    heads: dict[str, str] = {}
    """The class (`things.toml`) that begins what fills a role of words: { weapon = "weapon" }."""
    host: Slot | None = None
    """The slot of who receives the others, and so is the host of their visit: "disambut Ani"."""
    levels: dict[str, list[Literal["country", "region", "city", "venue"]]] = {}
    """What the places of a role may be; any other makes it no such event: a missile at a country is no test."""
    beside: _Forms = []
    """Words of which one must stand after the trigger: who talks "lewat telepon" calls."""
    apart: _Forms = []
    """Words beside which the trigger tells no event: a missile that kills is no test."""


class EventRules(Closed):
    """The rule file of one event type."""

    type: str
    """The event type, as its class has it."""
    trigger: list[TriggerRule]
    """The rules: one for each way to tell the event."""
    never: _Forms = []
    """Longer phrases in which a trigger's form tells no event."""
    shares: bool = True
    """Whether such an event takes day, place and company from others of the same people nearby, and gives its own."""
    official: bool = False
    """Whether such events count only of organizations, delegations, and people in an office or of public record."""
    not_in: _Forms = []
    """Topics (`cues.toml`) whose articles tell no such events."""


class TimeWords(Closed):
    """time.toml: the calendar."""

    month_first: bool
    """Whether a month may stand before its day, as in "March 3, 2025", and does so in 3/31/2025."""
    months: dict[str, Annotated[int, Field(ge=1, le=12)]]
    """Names of months, also short ones, each with its number: 1 to 12."""
    weekdays: dict[str, Annotated[int, Field(ge=1, le=7)]]
    """Names of weekdays, each with its number: 1 (Monday) to 7."""
    days: dict[str, int]
    """Words for a day seen from the day of publication, each with how many days after it: "kemarin" = -1."""
    units: dict[str, Literal["day", "week", "month", "year"]]
    """Nouns for stretches of time, each with "day", "week", "month" or "year": "pekan" = "week"."""
    numbers: dict[str, int]
    """Numbers in words, each with its value: "dua" = 2."""
    day_words: _Forms
    """Words before a date or weekday that say no more than that it is one: "hari", "tanggal"."""
    year_words: _Forms
    """A number of four digits after one of these is a year."""
    from_words: _Forms
    """A time after one of these begins an interval that is open: "sejak"."""
    range_words: _Forms
    """Words between the first and the last day of a range: "hingga"."""
    past: _Forms
    """Words after a time that say that it is past: "lalu"."""
    future: _Forms
    """Words after a time that say that it is to come: "mendatang"."""
    present: _Forms
    """Words after a time that say that it is the present one: "ini"."""
    directions: dict[str, Annotated[int, Field(ge=-1, le=1)]]
    """Words before a unit, weekday or month, with -1 (past), 0 (present) or 1 (to come): "last" = -1."""
    parts_of_day: _Forms
    """Words after a day for its hours and their zone: "pagi", "WIB"."""
    vague: _Forms
    """Times that no calendar resolves: "belum lama ini"."""
    feasts: dict[str, list[Annotated[str, Field(pattern=r"^(\d{4}-)?\d\d-\d\d(/\d{4}-\d\d-\d\d)?$")]]]
    """Feasts: month and day of those that stand still ("12-25"), else the days or intervals of each year."""
    parts: _Forms
    """Parts of a month or year: "awal", "pertengahan"."""
    then: dict[str, int]
    """Days from the time told before: "keesokan harinya" = 1."""
    after: _Forms
    """After a count of days these tell how long after the time told before: "tiga hari kemudian"."""
    before: _Forms
    """Likewise how long before it: "dua hari sebelumnya"."""


class Venues(Closed):
    """Places within a city."""

    names: _Forms
    """Names of buildings and places that the news knows: "Istana Merdeka"."""
    heads: _Forms
    """Words that begin the name of such a place: "hotel", "gedung"."""
    foreign: _Forms
    """Heads of places that are called after a country they do not lie in: "kedutaan besar"."""
    residences: _Forms
    """Heads after which a person's name tells who lives there: who goes there, meets them."""
    seats: dict[str, _Forms] = {}
    """Names of such places, each with the organizations whose seat it is: what is said there, is said at theirs."""


class PlaceNames(Closed):
    """places.toml: countries, cities, regions, venues."""

    countries: dict[Annotated[str, Field(pattern="^[A-Z]{3}$")], Annotated[_Forms, Field(min_length=1)]]
    """Names of countries by their ISO 3166-1 alpha-3 code, the usual one first."""
    demonyms: dict[Annotated[str, Field(pattern="^[A-Z]{3}$")], _Forms]
    """By the code of a country, adjectives for what is of it, which are no names of places: "Russian"."""
    home: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    """The country whose offices the news names without the country."""
    cities: dict[Annotated[str, Field(pattern="^[A-Z]{3}$")], _Forms]
    """Names of cities by the code of their country."""
    regions: dict[Annotated[str, Field(pattern="^[A-Z]{3}$")], _Forms]
    """Names of provinces, islands and the like by the code of their country."""
    areas: _Forms
    """Names of parts of the world with several countries: "Timur Tengah"."""
    aliases: dict[str, str]
    """Other names of cities and regions, each with the one that a record gives: "Moscow" = "Moskow"."""
    venues: Venues


class Titles(Closed):
    """Words before a name."""

    state: _Forms
    """Titles of those who lead a state: "presiden"."""
    minister: _Forms
    """Titles of ministers: "menteri luar negeri"."""
    office: _Forms
    """Titles of other offices and professions: "gubernur", "juru bicara"."""
    rank: _Forms
    """Military and police ranks: "jenderal"."""
    kin: _Forms
    """Words for somebody by whom they belong to: "istrinya", "rekannya"."""
    honorific: _Forms
    """Forms of address: "Pak", "Dr."."""
    former: _Forms
    """Words before a title for an office that is held no more: "former Russian President"."""
    of: _Forms
    """Words between a title and the country or organization it is of: "president of Russia"."""
    same: dict[str, str]
    """Short forms of titles: "menlu" = "menteri luar negeri"."""
    offices: dict[str, str]
    """The office in the table of holders that a title is of: "presiden" = "president"."""
    both: _Forms
    """Words between two offices that one person holds: "ketua sekaligus pendiri"."""
    shared: _Forms
    """Titles that many hold at a time, so that without a name they tell of a group: "anggota DPR"."""
    suffixes: _Forms
    """Words after an office that say which holder: "gubernur terpilih"."""
    firm: _Forms
    """Titles after which the first of three names is the firm's: "CEO Tesla Elon Musk"."""
    body: _Forms
    """Titles after which the name of a body may stand before the holder's: "Ketua Umum Igindo Ani Wijaya"."""
    words: _Forms
    """Words inside the names of offices that are no part of a holder's name: "Hubungan Masyarakat"."""


class Organizations(Closed):
    """Organizations, their head words, and words for governments."""

    names: _Names
    """Organizations, each with all its names, the one that a record gives first."""
    convening: _Forms
    """Canonical names of those that take no part in the meetings they convene."""
    heads: _Forms
    """Words that begin the name of an organization: "kementerian"."""
    governments: _Forms
    """Words for the government of a place whose name follows: "pemerintah"."""


class Groups(Closed):
    """Words that begin the name of a group."""

    heads: _Forms
    """Words that begin the name of a group: "delegasi", "para menteri"."""
    origins: _Forms
    """Words before where a group comes from: "para menteri dari ASEAN"."""
    singular: _Forms
    """Numbers that count one, and so no group."""
    quantifiers: _Forms
    """Words that count like a number: "sejumlah"."""
    members: _Forms
    """Words that name a group after a number: "tiga perusahaan"."""


class People(Closed):
    """People of public record, and particles inside names."""

    names: _Names
    """People of public record, each with all their names, the one that a record gives first."""
    particles: _Forms
    """Small words inside names: "bin", "de"."""


class ActorNames(Closed):
    """actors.toml: who acts."""

    titles: Titles
    organizations: Organizations
    groups: Groups
    people: People


class Cues(Closed):
    """cues.toml: function words."""

    articles: _Forms
    """Words before a noun that tell nothing and are passed over: "the"."""
    possessive: _Forms
    """Endings of a name before what is theirs: "'s"."""
    heads_last: list[Literal["title", "group", "organization", "venue", "thing"]]
    """What has its head word last: "Russian President", "Chinese delegation", "Bogor Palace", "trade agreement"."""
    with_: Annotated[_Forms, Field(alias="with")]
    """Who stands after one of these takes part: "dengan"."""
    together: _Forms
    """Who stands after one of these does the same as who stands before: "bersama"."""
    and_: Annotated[_Forms, Field(alias="and")]
    """Words that join two of a kind: "dan"."""
    by: _Forms
    """Who stands after one of these does what a passive tells: "oleh"."""
    between: _Forms
    """Who stands after one of these takes part on both sides: "antara"."""
    at: _Forms
    """A place after one of these is where it happens: "di"."""
    within: _Forms
    """The same; between two places, the second holds the first: "the palace in Bogor"."""
    to: _Forms
    """A place after one of these is where somebody goes: "ke"."""
    toward: _Forms
    """The same, where it may be a person too: "to"."""
    attended: _Forms
    """Who stands after one of these is present: "dihadiri"."""
    accompanied: _Forms
    """Who stands after one of these goes along with who stands before: "didampingi"."""
    attends: _Forms
    """Who stands before one of these takes part in the event after it."""
    accompanies: _Forms
    """Who stands before one of these, or after it and "adalah", goes along with who stands after it."""
    represented: _Forms
    """Who stands after one of these takes part for who stands before it."""
    present: _Forms
    """Who stands beside one of these takes part too, in what is told already."""
    listing: _Forms
    """What is listed after one of these is part of what stands before it."""
    afterwards: _Forms
    """Who speaks at a place and time after an event was there then: "kata Budi di Medan usai bertemu Ani"."""
    no_place: _Forms
    """Phrases that begin like a place and are none: "di tengah"."""
    source: _Forms
    """Who stands after one of these is a source, and a time beside it is that of the report: "menurut"."""
    cites: _Forms
    """The same, where who stands after it is a newspaper or an agency: "dilansir"."""
    oblique: _Forms
    """After one of these a name is neither subject nor party, but addressee, topic or comparison: "kepada"."""
    calls: _Forms
    """The same; who stands before one of these says so: "menyebut"."""
    recipient: _Forms
    """The same; who stands after one of these receives or hears what is given or said: "kepada"."""
    concerning: _Forms
    """The same; what somebody talks about stands after one of these: "tentang"."""
    discusses: _Forms
    """The same, of verbs: "membahas"."""
    alongside: _Forms
    """What an event is held on the sidelines of stands after one of these: "di sela-sela"."""
    results: _Forms
    """What comes of an event stands after one of these: "menghasilkan"."""
    amounts: _Forms
    """How much it is stands after one of these: "senilai"."""
    held: _Forms = []
    """Verbs of an event itself: after "yang berlangsung" a place is still that of the event."""
    reports: _Forms
    """Words for what a source gives out: "menurut perkiraan Korea Selatan"."""
    states: _Forms
    """Verbs of saying as under `say`, before which stands who says it: "mengatakan"."""
    closes: _Forms
    """The same, also at the end of what is said: "..., the Kremlin said"."""
    say: _Forms
    """Verbs of saying: a time beside one of these is that of the statement."""
    says_he: _Forms = []
    """The same, of whoever spoke before: "katanya", "ujar dia"."""
    that: _Forms
    """Words that begin what somebody says: "bahwa"."""
    clause: _Forms
    """Words that begin another clause: "ketika", "karena"."""
    purpose: _Forms
    """Words that begin what something is for, where place and time are still the event's: "untuk"."""
    relative: _Forms
    """Words that begin a relative clause: "yang"."""
    verb_prefixes: _Forms
    """A long word that begins so is a verb, and ends the name of a group: "meng"."""
    one: _Forms
    """Words that refer to a person told before: "ia"."""
    speaker: _Forms
    """What a speaker calls themselves: "saya"."""
    other: _Forms
    """Words that refer to a person told before who is not the subject: "dengannya"."""
    pair: _Forms
    """Words that refer to two told before: "keduanya"."""
    definite: _Forms
    """Words after a noun that refer to what was told before: "tersebut"."""
    definite_before: _Forms
    """The same before a noun after which nobody is told to take part: "that meeting"."""
    invites: _Forms
    """Who stands before one of these invites: "mengundang"."""
    invited_by: _Forms
    """Who stands after one of these invites: "undangan dari"."""
    planned: _Forms
    """Words before a trigger that say that it is to come: "akan"."""
    denied: _Forms
    """Words before a trigger that say that it did not or will not happen: "tidak", "gagal"."""
    ahead: _Forms
    """What stands after one of these is still to come: "menjelang"."""
    cancelled: _Forms
    """Before an event or after it, these tell that it does not take place: "batal". Talks that fail took place."""
    hypothetical: _Forms
    """Words before a trigger that say that it is only thought of: "mungkin", "berharap"."""
    actual: _Forms
    """Words before a trigger that say that it has happened: "telah"."""
    no_denial: _Forms
    """Phrases with a word of denial that deny nothing: "tidak hanya"."""
    generic: _Forms
    """Words before a trigger that say that it happens ever again, which is no event: "sering"."""
    pact: _Forms
    """Words for what is agreed or signed: "nota kesepahaman"."""
    clitics: _Forms
    """Endings that a trigger may have: "nya"."""
    no_name: _Forms
    """Words that are no names although they are written large, in lower case: "bilateral"."""
    topics: dict[str, _Forms]
    """For each topic its words: an article with several of them is about it."""


class Quantities(Closed):
    """quantities.toml: numbers in words, and words around numbers."""

    numbers: dict[str, float]
    """Numbers of one word beside those of `time.toml`: "selusin" = 12."""
    teens: _Forms
    """A digit before one of these is that many more than ten: "dua belas"."""
    thousands: _Forms
    """Marks between the thousands of a number in digits: "."."""
    decimals: _Forms
    """Marks before its decimals: ","."""
    multipliers: dict[str, int]
    """What a number is multiplied by: "ribu" = 1000."""
    several: dict[str, int]
    """The least that a word for an unknown number means: "puluhan" = 20."""
    bounds: dict[str, Literal["~", "<", ">", "<=", ">="]]
    """What a phrase before a number makes of it: "lebih dari" = ">"."""
    more: dict[str, Literal["~", "<", ">", "<=", ">="]]
    """What a word after a number makes of it: "lebih" = ">"."""
    currencies: _Forms
    """Marks of money before a number: "Rp"."""
    ranges: _Forms
    """Words between the two numbers of a range, which is no one quantity: "hingga"."""


class Things(Closed):
    """things.toml: words for things."""

    heads: dict[str, _Forms]
    """By class, the words that a phrase about such a thing begins with: weapon = ["rudal"]."""
    ends: _Forms
    """Words that are no part of the phrase before them: "pada"."""
    verbs: _Forms
    """What long words begin with that are verbs, and no part of the phrase before them: "me"."""
    adverbs: _Forms
    """Words between a verb and what it is about that are no part of either: "mengecam keras serangan itu"."""


class Words(Closed):
    """words.toml: ordinary words."""

    abbreviations: _Forms
    """Words whose full stop ends no sentence: "dr.", "jl."."""
    common: _Forms
    """Words that a sentence may begin with, which are no names although they are written large there."""


class Boilerplate(Closed):
    """boilerplate.toml: what is no text of the article."""

    related: _Forms
    """A line that begins so links to another article: "baca juga"."""
    authors: _Forms
    """Those marks of a byline after which the author's name stands: "penulis:"."""
    byline: _Forms
    """A line that begins so names who wrote or edited: "penulis:"."""
    rights: _Forms
    """Beginnings of the line that says who may copy the article."""
    legal: _Forms
    """A line that begins so is about rights or subscriptions: "hak cipta"."""
    caption: _Forms
    """A line that begins so is a caption: "foto:"."""
    caption_end: _Forms
    """A short line that ends so is a caption: "/reuters"."""
    dateline_marks: _Forms
    """What ends a dateline at the head of an article: "--"."""
    publishers: _Forms
    """Names of publishers, in lower case, as datelines have them: "antara"."""


class Pack(BaseModel):
    """One language: its lexicon and the rules of its event types."""

    time: TimeWords
    places: PlaceNames
    actors: ActorNames
    cues: Cues
    boilerplate: Boilerplate
    words: Words
    quantities: Quantities
    things: Things
    events: list[EventRules]


LEXICON: dict[str, type[Closed]] = {
    "time": TimeWords,
    "places": PlaceNames,
    "actors": ActorNames,
    "cues": Cues,
    "boilerplate": Boilerplate,
    "words": Words,
    "quantities": Quantities,
    "things": Things,
}
"""The lexicon files of a pack by stem; every other file holds the rules of an event type."""


def pack_files(language: str, packs: Sequence[Path] = ()) -> list[Path]:
    """Return the files that decide what a language's pack finds, by name, also those that it lacks.

    `packs` are folders of a user's own packs, each named for its language: such a pack stands in for the shipped one.
    Raises RuleError where there is no pack of the language, or several of the user's.
    """
    folder = pack_folder(language, packs)
    files = {file for file in folder.glob("*.toml") if file.name != EXAMPLES}
    return sorted(files | {folder / f"{stem}.toml" for stem in LEXICON})


def pack_folder(language: str, packs: Sequence[Path] = ()) -> Path:
    """Return the folder of a language's pack; raises as `pack_files` does."""
    own = [pack for pack in packs if pack.name == language]
    if len(own) > 1:
        what = f"is a second pack of the language {language!r}, beside {own[0]}"
        raise RuleError(Problem(str(own[1]), what, "Leave one of them out"))
    folder = own[0] if own else LANGUAGES / language
    if not folder.is_dir():
        known = sorted({*shipped(), *(pack.name for pack in packs if pack.is_dir())})
        raise RuleError(Problem(str(folder), "is no language pack", f"Known languages are {', '.join(known)}"))
    return folder


def shipped() -> list[str]:
    """Return the languages whose packs come with the project."""
    return sorted(folder.name for folder in LANGUAGES.iterdir() if folder.is_dir())


def load_pack(files: Iterable[Path], rule_files: Iterable[Path], ontology: Ontology) -> Pack:
    """Read a pack's files and a user's own rule files; raises RuleError with everything that is wrong."""
    lexicon: dict[str, Any] = {}
    events: list[tuple[TomlFile, EventRules]] = []
    problems: list[Problem] = []
    models: list[tuple[Path, type[Closed]]] = [(path, LEXICON.get(path.stem, EventRules)) for path in files]
    models += [(path, EventRules) for path in rule_files]
    for path, model in models:
        try:
            file = TomlFile.read(path)
            read = file.fill(model)
        except RuleError as error:
            problems += error.problems
            continue
        if isinstance(read, EventRules):
            events.append((file, read))
        else:
            lexicon[path.stem] = read
    problems += _clashes(events, ontology, lexicon.get("cues"), lexicon.get("things"))
    if problems:
        raise RuleError(*problems)
    return Pack.model_construct(**lexicon, events=[rules for _, rules in events if rules.type in ontology])


def _clashes(
    events: list[tuple[TomlFile, EventRules]], ontology: Ontology, cues: Cues | None, things: Things | None
) -> Iterator[Problem]:
    seen: dict[str, tuple[TomlFile, int]] = {}
    for file, rules in events:
        # A project may leave out event types that the pack has rules for.
        if rules.type not in ontology and file.path.parent.parent != LANGUAGES:
            known = f"Known are {', '.join(ontology.type_names)}"
            yield Problem(file.where("type"), f"no event class is called {rules.type!r}", known)
        for index, topic in enumerate(rules.not_in):
            if cues and topic not in cues.topics:
                known = f"Known are {', '.join(cues.topics)}"
                yield Problem(file.where("not_in", index), f"no topic is called {topic!r}", known)
        for index, trigger in enumerate(rules.trigger):
            first, at = seen.setdefault(trigger.id, (file, index))
            if (first, at) != (file, index):
                what = f"the id {trigger.id!r} is used already, in {first.where('trigger', at, 'id')}"
                yield Problem(file.where("trigger", index, "id"), what, "Give each rule an id of its own")
            if rules.type in ontology:
                yield from _misfits(file, index, trigger, ontology[rules.type])
            if things:
                yield from _unheaded(file, index, trigger, things)


def _unheaded(file: TomlFile, number: int, trigger: TriggerRule, things: Things) -> Iterator[Problem]:
    for name, head in trigger.heads.items():
        where = file.where("trigger", number, "heads", name)
        if name not in trigger.roles:
            yield Problem(where, "the rule fills no such role", "Fill it in `roles`, or leave it out")
        if head not in things.heads and head != PACT:
            known = f"Known are {', '.join((*things.heads, PACT))}"
            yield Problem(where, f"no class of things is called {head!r}", known)


def _misfits(file: TomlFile, number: int, trigger: TriggerRule, event: type[Event]) -> Iterator[Problem]:
    roles = {role.name: role.filler.__name__ for role in event.roles()}
    for name, slots in trigger.roles.items():
        if name not in roles:
            where, known = file.where("trigger", number, "roles", name), f"Its roles are {', '.join(roles)}"
            yield Problem(where, f"the event type {event.type_name()!r} has no such role", known)
            continue
        fits = SLOTS_OF_FILLER.get(roles[name], frozenset())
        remedy = f"Use {', '.join(sorted(fits))}" if fits else "No slot does yet: leave the role out"
        for index, slot in enumerate(slots):
            if slot not in fits:
                where = file.where("trigger", number, "roles", name, index)
                yield Problem(where, f"the slot {slot!r} holds no {roles[name]}", remedy)
    for name in trigger.requires:
        if name not in trigger.roles:
            where = file.where("trigger", number, "requires", name)
            yield Problem(where, "the rule fills no such role", "Fill it in `roles`, or do not require it")
