"""The people, organizations, countries and groups of one document, each under one name."""

import datetime
import functools
from typing import Final

from risalah.annotate.offices import Offices
from risalah.annotate.rules.lexicon import fold
from risalah.annotate.rules.pack import Pack

_INITIALS: Final = 3
_NICKNAME: Final = 4
_CODE: Final = 3

Span = tuple[int, int]
"""Where a mention starts and ends, in code points."""


class Entity:
    """An actor of the document."""

    def __init__(self, value: str, kind: str, span: Span) -> None:
        self.value = value
        self.kind = kind
        self.span = span
        """Its last mention by name, or by office where it has no name."""
        self.convening = False
        """Whether it only brings others together."""
        self.public = kind != "person"
        """Told with an office or of public record, and so one whose doings are news; whatever is no person is."""
        self.known = ""
        """Its canonical name, where it is of public record."""
        self.title = ""
        self.titled: Span = (0, 0)
        """Where it is named with its title; nowhere if the title is empty."""
        self.country = ""
        """Code of the country it is or belongs to; empty where the text and the table of offices do not tell."""
        self.bodies: frozenset[str] = frozenset()
        """Canonical names of the organizations it has an office in."""
        self.office = ""
        """The longest of the offices that the text names it with, as written: "Direktur Utama Pertamina"."""

    def represents(self, other: "Entity") -> bool:
        """Say whether a person acts for a country or an organization."""
        if self.kind not in ("person", "group") or other.kind == "person" or other is self:
            return False
        if other.kind == "country":
            return bool(self.country) and self.country == other.country
        return other.value in self.bodies or (other.kind == "organization" and self._holds_office_in(other.value))

    def _holds_office_in(self, body: str) -> bool:
        """Whether the office names a body, or all of its name but what kind of body it is: "PT Telkom"."""
        own = body.partition(" ")[2]
        return bool(self.office) and (body in self.office or (len(own) > _NICKNAME and own in self.office))

    def __repr__(self) -> str:
        return f"{self.kind} {self.value!r}"


class Actor:
    """Who a phrase names, and every string of it that does so."""

    def __init__(self, entity: Entity, spans: list[Span]) -> None:
        self.entity = entity
        self.spans = spans


@functools.lru_cache(maxsize=1 << 13)
def normal(name: str) -> str:
    """Return a name as it is compared: without case, hyphens and doubled spaces."""
    return " ".join(fold(name).replace("-", " ").replace("’", "'").replace(".", ". ").split())


class Known:
    """Somebody of public record."""

    def __init__(self, name: str, country: str = "") -> None:
        self.name = name
        """The canonical name."""
        self.country = country
        """ISO 3166-1 alpha-3 code, where an office is on record."""


def well_known(pack: Pack, table: Offices) -> dict[str, Known]:
    """Return every name of the people of public record, as names are compared."""
    canonical = {normal(name): names[0] for names in pack.actors.people.names for name in names}
    known: dict[str, Known] = {}
    for holder in table.holders:
        names = [holder.name, *holder.names]
        name = next((canonical[normal(form)] for form in names if normal(form) in canonical), holder.name)
        country = holder.of if len(holder.of) == _CODE else ""
        for form in names:
            known.setdefault(normal(form), Known(name, country))
        known.setdefault(normal(name), Known(name, country))
    for form, name in canonical.items():
        known.setdefault(form, known.get(normal(name)) or Known(name))
    return known


class Register:
    """Who is on record as holding an office on the day an article was published."""

    def __init__(self, table: Offices, offices: dict[str, str], published: datetime.date | None) -> None:
        self._table = table
        self._offices = offices
        self._published = published

    def holder(self, title: str, country: str) -> str:
        """Return the holder's canonical name; empty where the day or the holder is not known."""
        office = self._offices.get(title)
        if not office or self._published is None:
            return ""
        held = self._table.holder(country, office, self._published)
        return held.name if held else ""


class Cast:
    """Knows every actor told so far, and by what names, offices and order they were told."""

    def __init__(self, well_known: dict[str, Known], home: str, register: Register) -> None:
        self._well_known = well_known
        self._register = register
        self.home = home
        self._names: dict[str, _Name] = {}
        self._by_form: dict[str, Entity] = {}
        self._by_token: dict[str, Entity] = {}
        self._by_office: dict[tuple[str, str], Entity] = {}
        self._by_initials: dict[str, Entity] = {}
        self._by_beginning: dict[str, Entity] = {}
        self._leaders: dict[str, Entity] = {}
        self.recent: list[Entity] = []
        """The people of the sentences before, the last one first."""
        self.last: Entity | None = None
        """The person named last as one who acts: what "ia" refers to."""
        self.speaker: Entity | None = None
        """Who spoke last: what "saya" refers to."""
        self.pair: list[Entity] = []
        """The two actors that "dan" joined last: what "keduanya" refers to where nobody has met yet."""

    def person(
        self, name: str, known: Entity | None, span: Span, *, title: str = "", country: str = "", national: bool = False
    ) -> Entity:
        """Return the person of this name, who has this office if any is given: one of the home country if national.

        `known` is who of the name was told before.
        """
        form = normal(name)
        entity = known or self._new(name, form, "person", span)
        if name != entity.value and len(form) > len(normal(entity.value)):
            entity.value = self._spelled(name, form)
        self._learn(entity, form)
        entity.span = span
        entity.public = entity.public or bool(title)
        if title and entity.kind == "person":
            entity.country = country or entity.country or (self.home if national else "")
            self._by_office[title, entity.country] = entity
            self._by_office.setdefault((title, ""), entity)
        return entity

    @property
    def public(self) -> bool:
        """Whether anybody told is a person in an office or of public record."""
        return any(entity.public and entity.kind == "person" for entity in self._by_form.values())

    def thing(self, name: str, kind: str, span: Span, canonical: str = "") -> Entity:
        """Return the organization, country or group of this name, or of another with the same canonical one."""
        form = normal(canonical or name)
        entity = self._by_form.get(form)
        if entity is None or entity.kind == "person":
            entity = self._by_form[form] = Entity(one_line(name), kind, span)
        if len(name) > len(entity.value):
            entity.value = one_line(name)
        entity.span = span
        return entity

    def country(self, name: str, code: str, span: Span) -> Entity:
        """Return the country of this code as one who acts."""
        entity = self.thing(name, "country", span, code)
        entity.country = code
        return entity

    def holder(self, title: str, country: str) -> Entity | None:
        """Return who holds an office, that of the home country where none is named.

        It is whoever the text tells to hold it, or else whoever of those it names is on record.
        """
        told = self._by_office.get((title, country or self.home))
        if told is None and not country:
            told = self._by_office.get((title, ""))
        if told is None:
            told = self._by_form.get(normal(self._register.holder(title, country or self.home)))
        return told

    def lead(self, entity: Entity, country: str) -> None:
        """Note who leads a country, whatever the office is called."""
        self._leaders[country] = entity

    def leader(self, country: str) -> Entity | None:
        """Return the person told to lead the country."""
        return self._leaders.get(country)

    def office(self, phrase: str, span: Span, title: str, country: str) -> Entity:
        """Return who holds an office that the text gives no name for."""
        entity = self._by_form.get(normal(phrase))
        if entity is None:
            entity = Entity(one_line(phrase), "person", span)
            entity.public = True
            self._by_form[normal(phrase)] = entity
            if country:
                self._by_office[title, country] = entity
        entity.span = span
        return entity

    def alias(self, entity: Entity, name: str) -> None:
        """Note another name of a person: "Joko Widodo (Jokowi)"."""
        self._learn(entity, normal(name))

    def knows(self, name: str) -> bool:
        """Say whether somebody of this name was told before."""
        return self.known(name) is not None

    def known(self, name: str) -> Entity | None:
        """Return who of this name was told before; null where nobody was."""
        form = normal(name)
        entity = self._by_form.get(form) or self._known_by_record(form)
        if entity or (" " in form and form in self._well_known):
            # "Iriana Joko Widodo" is on record, and is not Joko Widodo.
            return entity
        if " " in form:
            return self._shortened(form)
        return self._by_token.get(spelling(form)) or self._nicknamed(form)

    def _known_by_record(self, form: str) -> Entity | None:
        known = self._well_known.get(form)
        return self._by_form.get(normal(known.name)) if known else None

    def _shortened(self, form: str) -> Entity | None:
        """Somebody told by one of the words of this name before, or by all of them and more."""
        name = self._name(form)
        for index in (-1, 0):
            entity = self._by_form.get(name.words[index]) or self._by_token.get(name.spelled[index])
            if entity and entity.kind == "person":
                known, told = set(self._name(normal(entity.value)).spelled), set(name.spelled)
                if known <= told or told <= known:
                    return entity
        return None

    def _name(self, form: str) -> "_Name":
        name = self._names.get(form)
        if name is None:
            name = self._names[form] = _Name(form)
        return name

    def _nicknamed(self, form: str) -> Entity | None:
        """Somebody whose initials these are, or whose name begins so."""
        if len(form) >= _INITIALS and form in self._by_initials:
            return self._by_initials[form]
        entity = self._by_beginning.get(form[:_NICKNAME])
        return entity if entity and normal(entity.value).startswith(form) else None

    def _new(self, name: str, form: str, kind: str, span: Span) -> Entity:
        known = self._well_known.get(form)
        entity = Entity(self._spelled(name, form), kind, span)
        if known:
            entity.known = known.name
            entity.public = True
            entity.country = known.country
            self._learn(entity, normal(known.name))
        if entity.value != name:
            self._learn(entity, normal(entity.value))
        return entity

    def _spelled(self, name: str, form: str) -> str:
        """The name as it is on record, where the text writes just that name in another spelling."""
        known = self._well_known.get(form)
        return known.name if known and normal(known.name) == form else one_line(name)

    def _learn(self, entity: Entity, form: str) -> None:
        self._by_form[form] = entity
        if entity.kind == "person":
            name = self._name(form)
            if not name.learnt:
                name.learnt = True
                for index, word in enumerate(name.words):
                    if len(word) > 1:
                        self._by_token.setdefault(name.spelled[index], entity)
            self._by_initials[name.initials] = entity
            if len(name.words) > 1:
                self._by_beginning[form[:_NICKNAME]] = entity


class _Name:
    """A name as it is compared, and its words."""

    def __init__(self, form: str) -> None:
        self.words = form.split()
        self.spelled = [spelling(word) for word in self.words]
        self.initials = "".join([word[0] for word in self.words])
        self.learnt = False
        """Whether its words are known to be somebody's."""


def spelling(word: str) -> str:
    """Return a word as it is compared where spellings differ: "Prasetyo" and "Prasetio", "Soekarno" and "Sukarno"."""
    return word.replace("oe", "u").replace("dj", "j").replace("tj", "c").replace("y", "i").replace("sh", "s")


def one_line(name: str) -> str:
    """Return the name with single spaces."""
    return " ".join(name.split())
