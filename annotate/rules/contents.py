"""What a text says in its own words or numbers: topics, purposes, documents, things and how many of them.

Each slot begins at a cue or beside the trigger, and ends where the phrase does; better no words than wrong ones.
"""

import re
from collections.abc import Callable
from typing import Final

from risalah.annotate.rules.actors import Span, one_line
from risalah.annotate.rules.clause import CLAUSE_END, REACH, clause_end
from risalah.annotate.rules.kinds import (
    ACCOMPANIED,
    ACCOMPANIES,
    ACTOR,
    ACTUAL,
    AFTERWARDS,
    AND,
    AT,
    ATTENDED,
    ATTENDS,
    BETWEEN,
    BY,
    CLAUSE,
    COMMA,
    DEFINITE,
    DENIED,
    GEO,
    HYPOTHETICAL,
    INVITES,
    LISTING,
    MARK,
    NO_PLACE,
    OBLIQUE,
    ONE,
    PAIR,
    PLANNED,
    PRESENT,
    PURPOSE,
    RELATIVE,
    REPRESENTED,
    SAY,
    SOURCE,
    SPEAKER,
    STOP,
    THAT,
    TIME,
    TO,
    TOGETHER,
    TRIGGER,
    WITH,
    WORD,
    Item,
    among,
    mask,
)
from risalah.annotate.rules.lexicon import Words, alternation
from risalah.annotate.rules.pack import PACT, Pack, Slot
from risalah.annotate.rules.quantities import Quantity, QuantityReader

_LONGEST: Final = 15
"""Words of a phrase; a longer one is no phrase."""
_LONGEST_CLAUSE: Final = 25
_VERB_LENGTH: Final = 6
_BETWEEN: Final = 3
"""Words that may stand between a trigger and the thing: "mengirim dua ribu ton [beras]" after the number."""
_DESCRIBING: Final = 6
"""The same where the head stands last: "signed a landmark defence cooperation agreement"."""
_BEFORE: Final = 10
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_GAP: Final = re.compile(r"\s*")
_INSIDE: Final = frozenset("-–/&.%'’")
"""Marks within a phrase."""
_CONDITIONS: Final = mask(PLANNED, DENIED, HYPOTHETICAL, ACTUAL)
_NAMED: Final = mask(ACTOR, GEO)
_ENDS: Final = (
    CLAUSE_END
    | mask(COMMA, AT, TO, TIME, RELATIVE, BY, TOGETHER, INVITES, LISTING)
    | mask(ATTENDED, ACCOMPANIED, ACCOMPANIES, PRESENT, REPRESENTED)
)
_ENDS_CLAUSE: Final = mask(SAY, SOURCE, STOP, CLAUSE, AFTERWARDS)
_LOOSE: Final = mask(AND, OBLIQUE, WITH, PURPOSE, BETWEEN, NO_PLACE, MARK, COMMA)
"""What no phrase begins or ends in."""
_NO_BEGINNING: Final = _ENDS | _LOOSE | mask(DEFINITE, ONE, PAIR, SPEAKER)
_NO_END: Final = _LOOSE | _CONDITIONS


class Wording:
    """What reading phrases and quantities needs to know of a language."""

    def __init__(self, pack: Pack) -> None:
        self.quantities = QuantityReader(pack.quantities, pack.time.numbers)
        self.ends = frozenset(pack.things.ends)
        self.adverbs = frozenset(pack.things.adverbs)
        self.verbs = tuple(pack.things.verbs)
        self.passed_over = tuple(f"{word} " for word in (*pack.cues.articles, *pack.things.adverbs))
        self.clitics = tuple(pack.cues.clitics)
        self.definite = tuple(f" {word} " for word in pack.cues.definite_before)
        self.head_last = "thing" in pack.cues.heads_last
        heads = {**pack.things.heads, PACT: pack.cues.pact}
        self.near = {name: Words(forms) for name, forms in heads.items()}
        self.heads = {name: re.compile(rf"(?:{alternation(forms)})\b", re.IGNORECASE) for name, forms in heads.items()}


class Passage:
    """A sentence as a slot of words or numbers sees it, and what the words must begin with."""

    def __init__(self, text: str, items: list[Item], wording: Wording, head: "re.Pattern[str] | None") -> None:
        self.text = text
        self.items = items
        self.wording = wording
        self.head = head

    def until(self, index: int) -> "Passage":
        """Return the sentence before an item."""
        return Passage(self.text, self.items[:index], self.wording, self.head)

    def surface(self, index: int) -> str:
        """Return an item as written, in lower case."""
        item = self.items[index]
        return self.text[item.start : item.end].lower()


def _phrase(passage: Passage, start: int, first: int, *, thing: bool) -> list[Span]:
    """The phrase from an offset in the item `first` on, if it is one and tells no more after "bahwa"."""
    stop = first + 1
    while stop < len(passage.items) and not _ends(passage, first, stop, thing=thing):
        stop += 1
    more = stop < len(passage.items) and passage.items[stop].kind == THAT
    while stop > first and _is_loose(passage, stop - 1):
        stop -= 1
    if stop == first or more:
        return []
    end = passage.items[stop - 1].end
    words = len(_WORD.findall(passage.text[start:end]))
    return [(start, end)] if 0 < words <= _LONGEST else []


def _ends_thing(item: Item) -> bool:
    """Whether something begins that is no part of a thing, though it may be of a topic: what it is for or about."""
    return item.kind in (PURPOSE, WITH) or item.data in ("concerning", "discusses")


def _ends(passage: Passage, first: int, index: int, *, thing: bool) -> bool:
    """Whether the phrase that begins at item `first` ends before this one."""
    item = passage.items[index]
    if item.kind == AT:
        return not _is_country_of_word(passage, first, index)
    if among(item.kind, _ENDS) or passage.surface(index) in passage.wording.ends:
        return True
    if (thing and _ends_thing(item)) or (passage.head is not None and _ends_headed(passage, index)):
        return True
    if item.kind == MARK:
        return passage.text[item.start] not in _INSIDE
    if item.kind == WITH:
        return _is_person(passage, index + 1)
    return passage.items[index - 1].kind == DEFINITE or (item.kind == AND and _begins_another(passage, index + 1))


def _ends_headed(passage: Passage, index: int) -> bool:
    """Whether what begins here is no part of a thing: whose it is, what it is for."""
    item = passage.items[index]
    if _is_owner(item):
        return not passage.text[passage.items[index - 1].start].isupper()
    return item.kind in (OBLIQUE, DEFINITE)


def _is_person(passage: Passage, index: int) -> bool:
    if index >= len(passage.items) or passage.items[index].kind != ACTOR:
        return False
    return bool(passage.items[index].data.entity.kind == "person")


def _is_owner(item: Item) -> bool:
    """Whether a thing may be somebody's who is named here: "uji coba nuklir Korea Utara"."""
    if item.kind == GEO:
        return bool(item.data.level == "country")
    return item.kind == ACTOR and (item.data.entity.kind != "person" or bool(item.data.entity.country))


def _is_country_of_word(passage: Passage, first: int, at: int) -> bool:
    """Whether a single word stands before "di" and a country, which says no place but which: "perang di Ukraina"."""
    if at != first + 1 or passage.items[first].kind != WORD or at + 1 >= len(passage.items):
        return False
    where = passage.items[at + 1]
    return where.kind == GEO and where.data.level == "country"


def _begins_another(passage: Passage, index: int) -> bool:
    """Whether a verb, or one more thing, follows "dan"."""
    if index >= len(passage.items):
        return True
    word = passage.surface(index)
    if passage.head is not None and passage.head.match(passage.text, passage.items[index].start):
        return True
    return passage.items[index].kind == WORD and word.startswith(passage.wording.verbs)


def _is_loose(passage: Passage, index: int) -> bool:
    return among(passage.items[index].kind, _NO_END) or passage.surface(index) in passage.wording.ends


def _may_begin(passage: Passage, index: int) -> bool:
    if index >= len(passage.items) or among(passage.items[index].kind, _NO_BEGINNING):
        return False
    return passage.surface(index) not in passage.wording.ends


def _phrase_after(passage: Passage, cue: int, *, thing: bool) -> list[Span]:
    """The phrase that begins right after a cue."""
    first = cue + 1
    return _phrase(passage, passage.items[first].start, first, thing=thing) if _may_begin(passage, first) else []


def _cued(passage: Passage, trigger: int, key: str, *, thing: bool) -> list[Span]:
    """The phrase after the first cue of a kind in the trigger's clause, on its right."""
    for index in range(trigger + 1, clause_end(passage.items, trigger)):
        if passage.items[index].cue == key:
            return _phrase_after(passage, index, thing=thing)
    return []


def _is_verb(passage: Passage, index: int) -> bool:
    item = passage.items[index]
    if item.kind not in (WORD, ATTENDS) or item.end - item.start < _VERB_LENGTH:
        return False
    return passage.surface(index).startswith(passage.wording.verbs)


def topic(passage: Passage, trigger: int) -> list[Span]:
    """What it is about: "bertemu untuk membahas X", "pembicaraan tentang X", "membahas X dalam pertemuan itu"."""
    for index in range(trigger + 1, clause_end(passage.items, trigger)):
        if passage.items[index].cue in ("concerning", "discusses") and not _is_before_time(passage, index):
            return _phrase_after(passage, index, thing=False)
        if _is_verb(passage, index):
            break
    for index in range(trigger - 1, max(-1, trigger - REACH), -1):
        if passage.items[index].cue == "discusses":
            return _phrase_after(passage.until(trigger), index, thing=False)
        if among(passage.items[index].kind, CLAUSE_END | 1 << COMMA):
            break
    return []


def _is_before_time(passage: Passage, index: int) -> bool:
    """Whether a word tells when, and not about what: "talks on Monday on trade"."""
    return index + 1 < len(passage.items) and passage.items[index + 1].kind == TIME


def discussed(passage: Passage, verb: int) -> list[tuple[str, Span]]:
    """Return what stands after "membahas", and where."""
    after = range(verb + 1, len(passage.items))
    trigger = next((index for index in after if passage.items[index].kind == TRIGGER), len(passage.items))
    return _valued(passage, _phrase_after(passage.until(trigger), verb, thing=False))


def outcome(passage: Passage, trigger: int) -> list[Span]:
    """What comes of it: "pertemuan itu menghasilkan X"."""
    return _cued(passage, trigger, "results", thing=False)


def occasion(passage: Passage, trigger: int) -> list[Span]:
    """What it is held on the sidelines of, told after it or at the head of the sentence."""
    found = _cued(passage, trigger, "alongside", thing=True)
    if not found and passage.items[0].data == "alongside":
        found = _phrase_after(passage, 0, thing=True)
    return found


def purpose(passage: Passage, trigger: int) -> list[Span]:
    """What for: "untuk" and a verb."""
    for index in range(trigger + 1, clause_end(passage.items, trigger)):
        if _is_verb(passage, index):
            found = passage.items[index - 1].kind == PURPOSE
            return _phrase_after(passage, index - 1, thing=False) if found else []
    return []


def content(passage: Passage, trigger: int) -> list[Span]:
    """What is said: the clause after "bahwa"."""
    for index in range(trigger + 1, min(len(passage.items), trigger + REACH)):
        if passage.items[index].kind == THAT:
            return _clause(passage, index + 1)
        if among(passage.items[index].kind, CLAUSE_END):
            break
    return []


def _clause(passage: Passage, first: int) -> list[Span]:
    stop = first
    while stop < len(passage.items) and not _ends_clause(passage, stop):
        stop += 1
    while stop > first and _is_loose(passage, stop - 1):
        stop -= 1
    if stop == first:
        return []
    span = passage.items[first].start, passage.items[stop - 1].end
    return [span] if len(_WORD.findall(passage.text, *span)) <= _LONGEST_CLAUSE else []


def _ends_clause(passage: Passage, index: int) -> bool:
    """Whether another clause, or a remark about the last word, begins here."""
    kind = passage.items[index].kind
    return among(kind, _ENDS_CLAUSE) or [item.kind for item in passage.items[index : index + 2]] == [COMMA, RELATIVE]


def directly_after(passage: Passage, trigger: int) -> list[Span]:
    """The thing right after the trigger: of the role's class, behind how many there are, or whatever is told."""
    if passage.head is not None:
        return _things(passage, _head_after(passage, trigger))
    first = trigger + 1
    if first < len(passage.items) and passage.surface(first) in passage.wording.adverbs:
        first += 1
    if not _may_begin(passage, first):
        return []
    if among(passage.items[first].kind, _NAMED) and not _is_owner_of_thing(passage, first):
        return []
    return _phrase(passage, passage.items[first].start, first, thing=True)


def _is_owner_of_thing(passage: Passage, index: int) -> bool:
    """Whether the thing told is somebody's who stands before it: "condemned Russia's attack"."""
    return index + 1 < len(passage.items) and passage.items[index + 1].data == "possessive"


def _head_after(passage: Passage, trigger: int) -> int:
    """Where the thing after the trigger, or after whom it is given to, begins; -1 where none does soon."""
    head = _head_from(passage, trigger + 1)
    given_to = _recipient_end(passage, trigger)
    return _head_from(passage, given_to) if head < 0 and given_to else head


def _head_from(passage: Passage, index: int) -> int:
    amount = amount_at(passage, index)
    position = amount.end if amount else passage.items[index - 1].end
    limit = _clause_end(passage, position)
    first = -1
    for _ in range(_DESCRIBING if passage.wording.head_last else _BETWEEN):
        position = _skip(passage.text, position)
        if position >= limit:
            break
        if passage.head is not None and passage.head.match(passage.text, position):
            return first if first >= 0 and passage.wording.head_last else position
        if first < 0 and not passage.text.startswith(passage.wording.passed_over, position):
            first = position
        word = _WORD.match(passage.text, position, limit)
        if word is None:
            break
        position = word.end()
    return -1


def _recipient_end(passage: Passage, trigger: int) -> int:
    """The index after whom the thing is given to: "menghibahi Filipina tiga kapal"; 0 where nobody stands there."""
    index = trigger + 1
    named = index < len(passage.items) and among(passage.items[index].kind, _NAMED)
    return index + 1 if named and not _is_owner_of_thing(passage, index) else 0


def _skip(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def _clause_end(passage: Passage, position: int) -> int:
    """Where the first item after an offset stands that ends the phrase."""
    for item in passage.items:
        if item.start >= position and among(item.kind, _ENDS | _LOOSE | mask(GEO)):
            return item.start
    return passage.items[-1].end


def _things(passage: Passage, start: int) -> list[Span]:
    """The thing that begins at an offset, and those joined to it: "tentara dan senjata"."""
    found: list[Span] = []
    while start >= 0:
        first = _item_at(passage, start)
        phrase = _phrase(passage, start, first, thing=True)
        found += phrase
        start = _joined_thing(passage, phrase[0][1]) if phrase else -1
    return found


def _joined_thing(passage: Passage, end: int) -> int:
    """Where a thing joined to the one that ends here begins; -1 where none is."""
    index = _item_at(passage, end)
    joined = False
    while index < len(passage.items) and passage.items[index].kind in (COMMA, AND):
        index, joined = index + 1, True
    if not joined or index >= len(passage.items) or passage.head is None:
        return -1
    start = passage.items[index].start
    return start if passage.head.match(passage.text, start) else -1


def _item_at(passage: Passage, offset: int) -> int:
    """The index of the first item that ends after an offset."""
    for index, item in enumerate(passage.items):
        if item.end > offset:
            return index
    return len(passage.items)


def directly_before(passage: Passage, trigger: int) -> list[Span]:
    """The things before a passive, of the role's class: "rudal dan artileri juga dipasok"."""
    if passage.head is None:
        return []
    start = -1
    for index in range(trigger - 1, max(-1, trigger - _BEFORE), -1):
        item = passage.items[index]
        if among(item.kind, CLAUSE_END | mask(COMMA, AT, TO)):
            break
        if passage.head.match(passage.text, item.start):
            start = item.start
    return _things(passage.until(trigger), start)


TEXT_SLOTS: Final[dict[Slot, Callable[[Passage, int], list[Span]]]] = {
    "object": directly_after,
    "subject": directly_before,
    "topic": topic,
    "purpose": purpose,
    "outcome": outcome,
    "occasion": occasion,
    "content": content,
}


def amount_at(passage: Passage, index: int) -> Quantity | None:
    """Return the quantity that begins at an item, or at the one after an adverb."""
    for place in (index, index + 1):
        if place < len(passage.items) and not among(passage.items[place].kind, CLAUSE_END):
            item = passage.items[place]
            read = passage.wording.quantities.read(passage.text, item.start, passage.items[-1].end)
            if read is not None:
                return read
            if item.kind != WORD:
                break
    return None


def amount_after(passage: Passage, trigger: int) -> list[Quantity]:
    """How many right after the trigger, before a thing of a class."""
    read = amount_at(passage, trigger + 1) or amount_at(passage, _recipient_end(passage, trigger) or trigger + 1)
    return [read] if read is not None else []


def amount_told(passage: Passage, trigger: int) -> list[Quantity]:
    """How many, after "sebanyak" or "senilai"."""
    for index in range(trigger + 1, clause_end(passage.items, trigger)):
        if passage.items[index].data == "amounts":
            read = amount_at(passage, index + 1)
            return [read] if read is not None else []
    return []


QUANTITY_SLOTS: Final[dict[Slot, Callable[[Passage, int], list[Quantity]]]] = {
    "object": amount_after,
    "amount": amount_told,
}


def contents(passage: Passage, filler: str, slot: Slot, trigger: int) -> list[tuple[str, Span]]:
    """Return what a slot of words or numbers holds: canonical values, and where they stand."""
    if filler == "Quantity":
        return [(read.value, (read.start, read.end)) for read in QUANTITY_SLOTS[slot](passage, trigger)]
    return _valued(passage, TEXT_SLOTS[slot](passage, trigger))


def _valued(passage: Passage, spans: list[Span]) -> list[tuple[str, Span]]:
    return [(one_line(passage.text[start:end]), (start, end)) for start, end in spans]
