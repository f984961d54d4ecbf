"""The people, organizations, countries and groups of one document, each under one name."""

from typing import Final

from risalah.annotate.rules.lexicon import fold

_INITIALS: Final = 3
_NICKNAME: Final = 4

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
        self.country = ""

    def __repr__(self) -> str:
        return f"{self.kind} {self.value!r}"


def normal(name: str) -> str:
    """Return a name as it is compared: without case, hyphens and doubled spaces."""
    return " ".join(fold(name).replace("-", " ").replace("’", "'").replace(".", ". ").split())


class Cast:
    """Knows every actor told so far, and by what names, offices and order they were told."""

    def __init__(self, well_known: dict[str, str]) -> None:
        self._well_known = well_known
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
        self.pair: list[Entity] = []
        """The two actors that "dan" joined last: what "keduanya" refers to where nobody has met yet."""

    def person(self, name: str, span: Span, title: str = "", country: str = "") -> Entity:
        """Return the person of this name, who has this office if any is given."""
        form = normal(name)
        entity = self._known(form) or self._new(name, form, "person", span)
        if len(form) > len(normal(entity.value)) and form not in self._well_known:
            entity.value = one_line(name)
        self._learn(entity, form)
        entity.span = span
        if title and entity.kind == "person":
            entity.country = country or entity.country
            self._by_office[title, entity.country] = entity
            self._by_office[title, ""] = entity
        return entity

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
        """Return the person told to hold the office."""
        return self._by_office.get((title, country))

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
        return self._known(normal(name)) is not None

    def _known(self, form: str) -> Entity | None:
        entity = self._by_form.get(form) or self._by_form.get(normal(self._well_known.get(form, form)))
        if entity:
            return entity
        if " " in form:
            return self._shortened(form)
        return self._by_token.get(form) or self._nicknamed(form)

    def _shortened(self, form: str) -> Entity | None:
        """Somebody told by one of the words of this name before, or by all of them and more."""
        words = form.split()
        for word in (words[-1], words[0]):
            entity = self._by_form.get(word) or self._by_token.get(word)
            if entity and entity.kind == "person":
                known = set(normal(entity.value).split())
                if known <= set(words) or set(words) <= known:
                    return entity
        return None

    def _nicknamed(self, form: str) -> Entity | None:
        """Somebody whose initials these are, or whose name begins so."""
        if len(form) >= _INITIALS and form in self._by_initials:
            return self._by_initials[form]
        entity = self._by_beginning.get(form[:_NICKNAME])
        return entity if entity and normal(entity.value).startswith(form) else None

    def _new(self, name: str, form: str, kind: str, span: Span) -> Entity:
        entity = Entity(self._well_known.get(form) or one_line(name), kind, span)
        self._learn(entity, normal(entity.value))
        return entity

    def _learn(self, entity: Entity, form: str) -> None:
        self._by_form[form] = entity
        if entity.kind == "person":
            words = form.split()
            self._by_token.update((word, entity) for word in words if len(word) > 1)
            self._by_initials["".join(word[0] for word in words)] = entity
            if len(words) > 1:
                self._by_beginning[form[:_NICKNAME]] = entity


def one_line(name: str) -> str:
    """Return the name with single spaces."""
    return " ".join(name.split())
