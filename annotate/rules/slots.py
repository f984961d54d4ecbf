"""Where around a trigger the fillers of a role stand: one small function for each slot of a rule."""

from collections.abc import Callable
from typing import Final

from risalah.annotate.rules.actors import Cast, Entity
from risalah.annotate.rules.clause import ADVERBS, CLAUSE_END, REACH, clause_end
from risalah.annotate.rules.kinds import (
    ACCOMPANIED,
    ACCOMPANIES,
    ACTOR,
    ACTUAL,
    AFTERWARDS,
    AND,
    ASIDE,
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
    INVITED_BY,
    INVITES,
    LISTING,
    MARK,
    NAME,
    NO_PLACE,
    NUMBER,
    OBLIQUE,
    ONE,
    OTHER,
    PACT,
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
    TIME,
    TO,
    TOGETHER,
    TRIGGER,
    VENUE,
    WITH,
    WORD,
    Item,
    among,
    kinds_of,
    mask,
)
from risalah.annotate.rules.lexicon import Geo
from risalah.annotate.rules.pack import Slot
from risalah.annotate.rules.phrases import Actor

_DESCRIPTION: Final = 5
_JOINS: Final = mask(AND, WITH, TOGETHER)
_NAMED: Final = mask(ACTOR, GEO)
_SAYS: Final = mask(SAY, ASIDE)
_COMPANY: Final = mask(ACCOMPANIED, ACCOMPANIES, PRESENT)
_INVITE: Final = mask(INVITES, INVITED_BY)
_ACTS: Final = mask(ACTOR, ONE, PAIR)
_HOME: Final = mask(VENUE, ACTOR)
_LIST_REACH: Final = 6
_PLACES: Final = mask(GEO, VENUE)
_PLACE_REACH: Final = 7
_STALE: Final = 500
"""Code points after which "mereka" no more means the two told last."""
_DENIAL_REACH: Final = 4
_IN_ELABORATION: Final = mask(WORD, DEFINITE, RELATIVE, COMMA)
_LIST_MARKS: Final = mask(MARK, STOP)
_BEFORE_LIST: Final = _LIST_MARKS | mask(LISTING, COMMA)
_ENDS_LISTING: Final = CLAUSE_END | mask(COMMA, TRIGGER, ACTOR, AND, SAY)
_BEFORE_BETWEEN: Final = mask(WORD, DEFINITE, TIME, GEO, AT, MARK, VENUE, NAME, AND, PACT)
_ADVERB: Final = mask(WORD, DEFINITE)
_OWNED: Final = mask(WORD, NAME, NUMBER, TIME)
_PARTNER: Final = mask(WITH, TOGETHER)
_TOGETHER_WITH: Final = mask(WITH, TO, BETWEEN)
_THING: Final = mask(WORD, NAME, NUMBER, BY)
_BEFORE_VERB: Final = mask(WORD, TIME, LISTING, ACTUAL, PLANNED, HYPOTHETICAL, DEFINITE)
"""What may stand between who does it and the verb."""
_WHEN: Final = mask(CLAUSE, AFTERWARDS, OBLIQUE, WORD, TIME, ATTENDS, NO_PLACE)
"""What may stand between what is said and when."""
_PREDICATED: Final = mask(SAY, PLANNED, DENIED, ACTUAL, HYPOTHETICAL)
"""What tells of a capital at the head of a sentence that it is a government."""
_DOER_REACH: Final = 10
_OBLIQUE: Final = mask(
    BY,
    WITH,
    INVITED_BY,
    OBLIQUE,
    SOURCE,
    AT,
    TO,
    ACCOMPANIED,
    ACCOMPANIES,
    ATTENDED,
    BETWEEN,
    NO_PLACE,
    LISTING,
    REPRESENTED,
    ASIDE,
    PURPOSE,
)


class Scene:
    """A sentence as a slot sees it: its items, the people told so far, and the pair that "keduanya" refers to."""

    def __init__(self, text: str, number: int, items: list[Item], cast: Cast) -> None:
        self.text = text
        self.number = number
        """Which of the sentences read it is."""
        self.items = items
        self.cast = cast
        self.pair: list[Entity] = []
        self.kinds = kinds_of(items)
        """The kinds of all its items, so that a slot whose cue is not there need not look for it."""
        self.attributed = _speaker(items) if self.kinds & _SAYS else None
        """Who says what is quoted, where the sentence itself tells."""
        self.speaker = self.attributed or cast.speaker or _goes_on(items, cast)
        """Whom "saya" means."""


def actors_at(scene: Scene, index: int) -> list[Actor]:
    """Return whom the item names or refers to."""
    if not 0 <= index < len(scene.items):
        return []
    item = scene.items[index]
    if item.kind == ACTOR:
        actor: Actor = item.data
        return [] if actor.entity.convening else [actor]
    if item.kind == GEO:
        place: Geo = item.data
        span = (item.start, item.end)
        acts = place.level == "country"
        return [Actor(scene.cast.country(place.name, place.country, span), [span])] if acts else []
    if item.kind == SPEAKER:
        return [_referred(scene.speaker)] if scene.speaker else []
    if item.kind == PAIR:
        recent = any(item.start - entity.span[1] < _STALE for entity in scene.pair)
        return [_referred(entity) for entity in scene.pair] if recent else []
    if item.kind == ONE:
        return [_referred(entity) for entity in _one(scene, index)]
    return []


def _speaker(items: list[Item]) -> Entity | None:
    """Who says what the sentence quotes: the name beside a verb of saying, after it or before."""
    for index, item in enumerate(items):
        if item.kind in (SAY, ASIDE) and item.data != "says_he":
            around = items[index + 1 : index + 2] + items[max(0, index - _LIST_REACH) : index][::-1]
            for other in around:
                if other.kind == ACTOR and other.data.entity.kind == "person":
                    speaker: Entity = other.data.entity
                    return speaker
    return None


def _goes_on(items: list[Item], cast: Cast) -> Entity | None:
    """Who says it, where "katanya" names nobody and nobody has spoken yet: the person told last."""
    return cast.last if any(item.cue == "says_he" for item in items) else None


def _one(scene: Scene, index: int) -> list[Entity]:
    """Whom "ia" refers to: the first person of the sentence before it, or of the one before."""
    people = acting(scene.items[:index])
    if people:
        return people[:1]
    return [scene.cast.last] if scene.cast.last else []


def acting(items: list[Item]) -> list[Entity]:
    """The people whom the items name, but for those after a preposition: "suami dari Ani"."""
    return [
        item.data.entity
        for index, item in enumerate(items)
        if item.kind == ACTOR
        and item.data.entity.kind == "person"
        and not (index and items[index - 1].data == "oblique")
    ]


def _referred(entity: Entity) -> Actor:
    return Actor(entity, [entity.span])


def _group_from(scene: Scene, index: int) -> list[Actor]:
    """The coordinated actors from `index` on: "A", "A dan B", "A, B, dan C"."""
    found = actors_at(scene, index)
    while found:
        index = _after_brackets(scene, index + 1)
        step = _connector(scene, index)
        following = _described(scene, index + step)
        more = actors_at(scene, following) if step else []
        if not more:
            break
        index = following
        found = found + more
    if found and _leads(scene, index + 2):
        found = found + actors_at(scene, index + 2)
    return _with_listed(scene, index, found) if found else found


def _with_listed(scene: Scene, index: int, found: list[Actor]) -> list[Actor]:
    """Add those listed as part of a group: "tokoh dunia seperti A, B dan C", "tiga menteri -- A, B dan C --"."""
    if found[-1].entity.kind == "person":
        return found
    named = _enumeration(scene, _after_marks(scene, index))
    if len(named) > 1 and found[-1].entity.kind == "group":
        return [*found[:-1], *named]
    for listing in range(index, min(len(scene.items), index + _LIST_REACH)):
        item = scene.items[listing]
        if item.kind == LISTING:
            listed = _enumeration(scene, listing + 1)
            return [*found[:-1], *listed] if len(listed) > 1 else found + listed
        introduces = item.kind == COMMA and _is(scene, listing + 1, LISTING)
        if among(item.kind, _ENDS_LISTING) and listing > index and not introduces:
            break
    return found


def _after_marks(scene: Scene, index: int) -> int:
    """The index after the dash, colon or bracket that begins a list here; past the end where none does."""
    start = index
    while _in(scene, index, _LIST_MARKS):
        index += 1
    return index if index > start else len(scene.items)


def _listed_near(scene: Scene, index: int) -> list[Actor]:
    """Those listed after a common noun: "dengan sejumlah tokoh seperti A, B dan C"."""
    for place in range(index, min(len(scene.items), index + _LIST_REACH)):
        kind = scene.items[place].kind
        if kind == LISTING:
            return _enumeration(scene, place + 1)
        introduces = kind == COMMA and _is(scene, place + 1, LISTING)
        if not introduces and kind not in (WORD, GEO, NAME, MARK, OBLIQUE):
            break
    return []


def _enumeration(scene: Scene, index: int) -> list[Actor]:
    """The actors of a list from `index` on, in which every comma goes on: "A, B, serta C"."""
    found: list[Actor] = []
    while index < len(scene.items):
        more = actors_at(scene, index)
        if not more:
            index = _next_listed(scene, index) if found else -1
            if index < 0:
                break
            continue
        found += more
        index = _after_brackets(scene, index + 1)
        if _is(scene, index, COMMA):
            index += 1
        if _in(scene, index, _JOINS):
            index += 1
    return found


def _next_listed(scene: Scene, index: int) -> int:
    """Where a list goes on after an element that names nobody known; -1 where it does not."""
    for place in range(index, min(len(scene.items), index + _LIST_REACH)):
        kind = scene.items[place].kind
        if kind in (COMMA, AND) and place > index and actors_at(scene, place + 1):
            return place + 1
        if kind not in (WORD, NAME, VENUE, PACT, MARK):
            break
    return -1


def _connector(scene: Scene, index: int) -> int:
    """How many items join the actor before `index` to one after it; 0 where nothing does."""
    if _in(scene, index, _JOINS):
        return 1
    if _is(scene, index, COMMA):
        if _is(scene, index + 1, AND):
            return 2
        return 1 if _list_goes_on(scene, index) else 0
    adjacent = _is(scene, index, MARK) and scene.items[index].start == scene.items[index - 1].end
    return 1 if adjacent and _in(scene, index + 1, _NAMED) else 0


def _list_goes_on(scene: Scene, index: int) -> bool:
    """Whether the comma stands in a list that ends in "dan", not before an apposition or a new clause."""
    while _is(scene, index, COMMA) and _in(scene, index + 1, _NAMED):
        index = _after_brackets(scene, index + 2)
    return _is(scene, index, AND) or (_is(scene, index, COMMA) and _is(scene, index + 1, AND))


def _after_brackets(scene: Scene, index: int) -> int:
    """The index after a short remark in brackets, if one stands here: "(kiri)"."""
    for length in (3, 4, 2):
        close = index + length - 1
        if _is(scene, index, MARK) and _is(scene, close, MARK) and close < len(scene.items):
            opening, closing = scene.items[index], scene.items[close]
            if opening.end - opening.start == 1 == closing.end - closing.start and closing.start - opening.start > 1:
                return close + 1
    return index


def _group_until(scene: Scene, index: int) -> tuple[list[Actor], int]:
    """The coordinated actors that end at `index`, in text order, and the index of the first."""
    found = actors_at(scene, index)
    while index > 1:
        before = _before_description(scene, index) - 1
        joined = _in(scene, before, _JOINS) or _is_hyphen(scene, before)
        if joined and _is(scene, before - 1, COMMA):
            before -= 1
        if joined or (_is(scene, before, COMMA) and len(found) > 1):
            last = _before_brackets(scene, before - 1)
            more = actors_at(scene, last)
            if more and (joined or not _is_where(scene, last, found)):
                found, index = more + found, last
                continue
        whole = _group_listed(scene, index) if len(found) > 1 else index
        if whole == index:
            break
        index = whole
    return found, index


def _before_description(scene: Scene, index: int) -> int:
    """Where the description of an actor begins that is joined to another: "dan perusahaan minyak Rusia [Rosneft]"."""
    first = index
    while first > index - _DESCRIPTION and _is(scene, first - 1, WORD):
        first -= 1
    return first if _is(scene, first - 1, AND) else index


def _before_brackets(scene: Scene, index: int) -> int:
    """The index before a short remark in brackets that ends here, if one does."""
    for length in (3, 4):
        first = index - length + 1
        if first > 0 and _after_brackets(scene, first) == index + 1:
            return first - 1
    return index


def _group_listed(scene: Scene, index: int) -> int:
    """The index of the group whose members are listed from `index` on, "tiga menteri, yakni A"; else `index`."""
    before = index - 1
    while _in(scene, before, _BEFORE_LIST):
        before -= 1
    listed = before < index - 1 and not _is(scene, index - 1, COMMA)
    return before if listed and _is_group(scene, before) else index


def _is_group(scene: Scene, index: int) -> bool:
    return _is(scene, index, ACTOR) and scene.items[index].data.entity.kind == "group"


def _is_where(scene: Scene, index: int, people: list[Actor]) -> bool:
    """Whether a country is where people do something: "in Japan, Ani and Budi met"."""
    located = index > 0 and _is(scene, index, GEO) and scene.items[index - 1].data in ("within", "toward")
    return _ends_place(scene, index) or (located and all(actor.entity.kind == "person" for actor in people))


def _is_hyphen(scene: Scene, index: int) -> bool:
    """Whether a mark joins what stands before and after it without a space: "Russia-Ukraine"."""
    if not _is(scene, index, MARK) or index < 1:
        return False
    item = scene.items[index]
    return scene.items[index - 1].end == item.start and scene.items[index + 1].start == item.end


def _is(scene: Scene, index: int, kind: int) -> bool:
    return 0 <= index < len(scene.items) and scene.items[index].kind == kind


def _in(scene: Scene, index: int, bits: int) -> bool:
    return 0 <= index < len(scene.items) and among(scene.items[index].kind, bits)


def subject(scene: Scene, trigger: int) -> list[Actor]:
    """The nearest actors before the trigger that are not oblique; failing these, those of the main clause after it."""
    if _is_told_of_a_thing(scene, trigger):
        return []
    if _is_said_then(scene, trigger):
        speaker = scene.cast.speaker or scene.cast.last
        return [_referred(speaker)] if speaker else []
    found = _subject_before(scene, trigger) or _capital(scene)
    return found or (_subject_after(scene, trigger) if _opens_sentence(scene, trigger) else [])


def _subject_before(scene: Scene, trigger: int) -> list[Actor]:
    index = trigger - 1
    together: list[Actor] = []
    while index >= max(0, trigger - REACH):
        if _is_apposition(scene, index):
            index -= 1
        elif actors_at(scene, index):
            group, first = _group_until(scene, index)
            if _is(scene, first - 1, TOGETHER) or _leads(scene, first):
                together = group
            elif _is_antecedent(scene, index, trigger):
                return actors_at(scene, index)
            elif _owns(scene, index, trigger):
                return group
            elif not _is_oblique(scene, first) and not _is_object(scene, first, index) and not _is_owner(scene, index):
                return group + together
            index = first
        index -= 1
    return together


def _is_apposition(scene: Scene, index: int) -> bool:
    """Whether an office tells who somebody is that stands before it: "Ani Wijaya, pengacara Budi, menemui ..."."""
    if not (_is(scene, index, ACTOR) and _is(scene, index - 1, COMMA) and _is(scene, index + 1, COMMA)):
        return False
    if not _is(scene, index - 2, ACTOR) or scene.items[index - 2].data.entity.kind != "person":
        return False
    item = scene.items[index]
    return item.data.spans[0][0] > item.start or scene.text[item.start].islower()


def _capital(scene: Scene) -> list[Actor]:
    """The government that a capital at the head of the sentence stands for: "Pyongyang tidak akan berunding"."""
    return government_at(scene, 0) if _in(scene, 1, _PREDICATED) else []


def _is_said_then(scene: Scene, trigger: int) -> bool:
    """Whether whoever spoke before says something then: "katanya saat berkunjung ke Bali"."""
    index = trigger - 1
    while _in(scene, index, _WHEN):
        index -= 1
    return _is(scene, index, SAY) and scene.items[index].data == "says_he"


def _is_told_of_a_thing(scene: Scene, trigger: int) -> bool:
    """Whether a relative clause tells it of a common noun: "keterangan yang diterima Ani", "warga yang menemui Ani"."""
    index = trigger - 1
    while _in(scene, index, _BEFORE_VERB):
        index -= 1
    if not _is(scene, index, RELATIVE):
        return False
    # "dalam keterangan yang ..."; but "Ani sendiri yang ..."
    return _is(scene, index - 1, SAY) or (_is(scene, index - 1, WORD) and not actors_at(scene, index - 2))


def _leads(scene: Scene, first: int) -> bool:
    """Whether the actors lead those before them: "delegasi yang dipimpin A menemui B"."""
    return _is(scene, first - 1, ATTENDED) and _is(scene, first - 2, RELATIVE)


def _is_antecedent(scene: Scene, index: int, trigger: int) -> bool:
    """Whether the trigger stands in a relative clause about the actor: "dengan Wang Yi yang akan tiba"."""
    if not _is(scene, index + 1, RELATIVE):
        return False
    return all(among(item.kind, _BEFORE_VERB) for item in scene.items[index + 2 : trigger])


def _is_noun(scene: Scene, trigger: int) -> bool:
    return any(rule.noun for rule in scene.items[trigger].data)


def _owns(scene: Scene, index: int, trigger: int) -> bool:
    """Whether the noun is theirs: "during Putin's first visit"."""
    if scene.items[index + 1].data != "possessive" or not _is_noun(scene, trigger):
        return False
    return all(among(item.kind, _OWNED) for item in scene.items[index + 2 : trigger])


def _is_owner(scene: Scene, index: int) -> bool:
    """Whether something else is theirs that is told to act: "Putin's spokesman met Ani"."""
    return scene.items[index + 1].data == "possessive" and scene.items[index].kind == ACTOR


def _is_oblique(scene: Scene, first: int) -> bool:
    """Whether the actor depends on a preposition: "dari Rusia", "dari negara-negara Uni Eropa"."""
    if _in(scene, first - 1, _OBLIQUE) or (_is(scene, first - 1, WORD) and _is(scene, first - 2, OBLIQUE)):
        # "menyebut Ani akan bertemu Budi"
        return not _is_called_so(scene, first)
    if _ends_place(scene, first):
        return True
    # "parade TNI", "konflik Myanmar": what no person is, tells of a noun before it.
    return first > 1 and _is(scene, first, ACTOR) and _is(scene, first - 1, NAME) and _is_body(scene, first)


def _is_called_so(scene: Scene, index: int) -> bool:
    """Whether somebody says of the actor here what a verb right after tells."""
    if not index or scene.items[index - 1].data != "calls":
        return False
    index += 1
    while _in(scene, index, _BEFORE_VERB):
        index += 1
    return _is(scene, index, TRIGGER)


def _ends_place(scene: Scene, index: int) -> bool:
    """Whether a country is the end of a place: "Ani di Jeddah, Arab Saudi, bertemu Budi"."""
    between = _is(scene, index - 1, COMMA) and _is(scene, index + 1, COMMA)
    if not (between and _is(scene, index, GEO) and _in(scene, index - 2, _PLACES)):
        return False
    return any(item.kind == AT for item in scene.items[max(0, index - _PLACE_REACH) : index])


def _is_body(scene: Scene, index: int) -> bool:
    return scene.items[index].data.entity.kind in ("organization", "country")


def _is_object(scene: Scene, first: int, last: int) -> bool:
    """Whether the actors follow another trigger's verb and do nothing themselves: "X menemui Y dalam lawatan"."""
    if not _is(scene, first - 1, TRIGGER) or _is(scene, last + 1, RELATIVE):
        return False
    return not _is_noun(scene, first - 1)


def _opens_sentence(scene: Scene, trigger: int) -> bool:
    return trigger <= 1 or any(item.kind in (CLAUSE, AFTERWARDS) for item in scene.items[:trigger])


def _subject_after(scene: Scene, trigger: int) -> list[Actor]:
    """Return the subject of the main clause after the comma: "Usai bertemu Prabowo, SBY mengatakan ..."."""
    for index in range(trigger + 1, min(len(scene.items), trigger + REACH)):
        if _is(scene, index, COMMA) and _in(scene, index + 1, _ACTS):
            return _group_from(scene, index + 1)
    return []


def acting_within(scene: Scene, noun: int) -> list[Actor]:
    """Who does something in what a noun refers to: "Dalam pertemuan tersebut, Ani meminta ..."."""
    index = noun + 1
    if not _is(scene, index, DEFINITE) or noun > 1:
        return []
    return _group_from(scene, index + 1 + _is(scene, index + 1, COMMA))


def directly_after(scene: Scene, trigger: int) -> list[Actor]:
    """The actors right after the trigger, but for adverbs: "menemui langsung X", "kunjungan kenegaraan X"."""
    if _holds_object(scene, trigger):
        return _somebody_else(scene, trigger)
    index = _object_index(scene, trigger)
    if not _is_noun(scene, trigger):
        # "bertamu ke kediaman Ani", "sowan ke Ani"
        index += _is(scene, index, TO) and _in(scene, index + 1, _HOME)
    if _is(scene, index, VENUE) and scene.items[index].data.owner:
        owner: Actor = scene.items[index].data.owner
        return [owner]
    if actors_at(scene, index):
        return _group_from(scene, index)
    return [] if _is_noun(scene, trigger) else _listed_near(scene, index)


def _holds_object(scene: Scene, trigger: int) -> bool:
    """Whether a clitic of the verb is its object: "menemuinya"."""
    item = scene.items[trigger]
    rule = item.data[0]
    active = not rule.noun and (rule.transitive or not rule.directed)
    return active and scene.text[item.start : item.end].endswith(rule.wording.clitics)


def _object_index(scene: Scene, trigger: int) -> int:
    index = trigger + 1
    while index <= trigger + ADVERBS and _in(scene, index, _ADVERB):
        index += 1
    return _described(scene, index)


def _described(scene: Scene, index: int) -> int:
    """The index of a person who is described first: "tersangka kasus suap Budi Santoso"; else `index`."""
    named = index
    while named < index + _DESCRIPTION and _is(scene, named, WORD):
        named += 1
    return named if _is(scene, named, ACTOR) and scene.items[named].data.entity.kind == "person" else index


def partner(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "dengan" or "bersama"; after "dengannya" whoever was told last and is not the subject."""
    if _is(scene, trigger + 1, OTHER):
        return _somebody_else(scene, trigger)
    return _after(scene, trigger, _PARTNER) or _at_home(scene, trigger)


def _at_home(scene: Scene, trigger: int) -> list[Actor]:
    """Whose home somebody goes to: "bersilaturahmi ke kediaman Budi"."""
    for index in range(trigger + 1, clause_end(scene.items, trigger)):
        if _is(scene, index, TO) and _is(scene, index + 1, VENUE) and scene.items[index + 1].data.owner:
            owner: Actor = scene.items[index + 1].data.owner
            return [owner]
    return []


def _somebody_else(scene: Scene, trigger: int) -> list[Actor]:
    """Whoever was told last and is not the subject."""
    acting = {actor.entity for actor in subject(scene, trigger)}
    return [_referred(entity) for entity in scene.cast.recent if entity not in acting][:1]


def has_unnamed_partner(scene: Scene, trigger: int) -> bool:
    """Whether a common noun stands after the trigger and "dengan": "pembicaraan dengan beberapa investor"."""
    index = trigger + 1
    while index <= trigger + ADVERBS and _is(scene, index, WORD):
        index += 1
    if not _is(scene, index, WITH) or not _is(scene, index + 1, WORD):
        return False
    # "merdeka.com" is no noun.
    return scene.text[scene.items[index + 1].end : scene.items[index + 1].end + 1] != "."


def partner_before(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "with" or "between" before the trigger: "spoke with Putin by phone"."""
    for index in range(trigger - 1, max(-1, trigger - 2 * _LIST_REACH), -1):
        if _in(scene, index, _TOGETHER_WITH):
            return _group_from(scene, _described(scene, index + 1))
        if _in(scene, index, CLAUSE_END | 1 << TRIGGER):
            break
    return []


def between(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after an "antara" that belongs to the noun."""
    if not among(BETWEEN, scene.kinds):
        return []
    for index in range(trigger + 1, min(len(scene.items), trigger + 2 * _LIST_REACH)):
        if _is(scene, index, BETWEEN):
            return _group_from(scene, _described(scene, index + 1))
        if not (_in(scene, index, _BEFORE_BETWEEN) or _is_pact(scene, index)):
            break
    return []


def _is_pact(scene: Scene, index: int) -> bool:
    """Whether a trigger names what another one signs: "penandatanganan nota kesepahaman antara Ani dan Budi"."""
    return _is(scene, index, TRIGGER) and all(rule.alone for rule in scene.items[index].data)


def attendee(scene: Scene, trigger: int) -> list[Actor]:
    """The actors after "dipimpin" and "dihadiri"."""
    found: list[Actor] = []
    if among(ATTENDED, scene.kinds):
        for index in range(trigger + 1, clause_end(scene.items, trigger)):
            if _is(scene, index, TRIGGER) and not _is_pact(scene, index):
                break
            if _is(scene, index, ATTENDED):
                found += _led_by(scene, index)
    return found


def company_of(scene: Scene, leaders: list[Entity]) -> list[Actor]:
    """Whom the sentence tells to go along with one of these, or with whoever it is."""
    found: list[Actor] = []
    for company in companies(scene):
        led_by = [actor.entity for actor in company.leaders]
        if not led_by or not leaders or any(entity in leaders for entity in led_by):
            found += company.members
    return found


class Company:
    """Who goes along with whom."""

    def __init__(self, leaders: list[Actor], members: list[Actor]) -> None:
        self.leaders = leaders
        """Empty where the sentence leaves it open."""
        self.members = members


def companies(scene: Scene) -> list[Company]:
    """Return who goes along with whom, as the sentence tells it, with or without an event of its own."""
    found: list[Company] = []
    if not scene.kinds & _COMPANY:
        return found
    for index, item in enumerate(scene.items):
        if item.kind == ACCOMPANIED:
            members = _enumeration(scene, index + 1)
            found.append(Company(_nearest_before(scene, index), members + _listed_later(scene, index + 1)))
        elif item.kind == ACCOMPANIES:
            leaders = _group_from(scene, index + 1)
            members = _listed_after(scene, index) or _nearest_before(scene, index) or _named_after(scene, index)
            if leaders:
                found.append(Company(leaders, members))
        elif item.kind == PRESENT and not _is_denied(scene, index):
            members = _enumeration(scene, index + 1) or _listed_after(scene, index) or _nearest_before(scene, index)
            found.append(Company([], members))
    return [company for company in found if company.members]


def _is_denied(scene: Scene, index: int) -> bool:
    """Whether it is told that somebody does not: "tak ada perwakilan partai tampak hadir"."""
    return any(item.kind == DENIED for item in scene.items[max(0, index - _DENIAL_REACH) : index])


def representatives(scene: Scene) -> list[Company]:
    """Return who takes part for whom: "Indonesia diwakili oleh Menteri Luar Negeri Ani"."""
    if not among(REPRESENTED, scene.kinds):
        return []
    return [
        Company(_nearest_before(scene, index), _enumeration(scene, index + 1))
        for index, item in enumerate(scene.items)
        if item.kind == REPRESENTED
    ]


def elaborated(scene: Scene) -> Company | None:
    """Whom a sentence names of a group told before: "Mereka adalah A dan B", "Ketiga menteri itu yakni A, B dan C"."""
    if not among(LISTING, scene.kinds) or not _in(scene, 0, _NAMED | 1 << PAIR):
        return None
    for index in range(1, min(len(scene.items), _LIST_REACH)):
        if _is(scene, index, LISTING):
            members = _enumeration(scene, index + 1)
            group = [] if _is(scene, 0, PAIR) else actors_at(scene, 0)
            named = len(members) > 1 and all(member.entity.kind != "group" for member in members)
            return Company(group, members) if named else None
        if not _in(scene, index, _IN_ELABORATION):
            break
    return None


def _named_after(scene: Scene, index: int) -> list[Actor]:
    """The actors after the first comma that some follow: "Turut menyertai Presiden ke Kabul, Menteri Ani, ..."."""
    for place in range(index + 1, len(scene.items)):
        if _is(scene, place, COMMA):
            named = _enumeration(scene, place + 1)
            if named:
                return named
    return []


def _nearest_before(scene: Scene, index: int) -> list[Actor]:
    place = index - 1
    while place > index - _LIST_REACH:
        if actors_at(scene, place):
            group, first = _group_until(scene, place)
            if not _is_oblique(scene, first):
                return group
            place = first
        elif _in(scene, place, CLAUSE_END):
            break
        place -= 1
    return []


def _listed_later(scene: Scene, index: int) -> list[Actor]:
    """Those named after "termasuk" in what is told of a company: "oleh pejabat senior, termasuk Menteri Ani"."""
    for place in range(index, min(len(scene.items), index + 2 * _LIST_REACH)):
        if _is(scene, place, LISTING):
            return _enumeration(scene, place + 1)
        if among(scene.items[place].kind, CLAUSE_END) or _is(scene, place, TRIGGER):
            break
    return []


def _listed_after(scene: Scene, index: int) -> list[Actor]:
    for place in range(index + 1, len(scene.items)):
        if scene.items[place].kind == LISTING:
            return _enumeration(scene, place + 1)
    return []


def agent(scene: Scene, trigger: int) -> list[Actor]:
    """Who does it, after a passive: "diterima (oleh) X"."""
    return directly_after(scene, trigger) or _after(scene, trigger, 1 << BY)


def recipient(scene: Scene, trigger: int) -> list[Actor]:
    """Who is given or told it: after "kepada", "ke" or "untuk"."""
    for index in range(trigger + 1, clause_end(scene.items, trigger)):
        item = scene.items[index]
        if item.kind == TRIGGER:
            break
        if item.data == "recipient" or item.kind in (TO, PURPOSE):
            found = _group_from(scene, index + 1)
            if item.data == "recipient" and not found:
                found = government_at(scene, index + 1)
            if found:
                return found
    return []


def owner(scene: Scene, trigger: int) -> list[Actor]:
    """Whose it is: right after what the trigger is of, "uji coba rudal balistik Korea Utara"."""
    for index in range(trigger + 1, min(len(scene.items), trigger + 1 + _LIST_REACH)):
        if actors_at(scene, index):
            return _group_from(scene, index)
        if not _in(scene, index, _THING):
            break
    return []


def doer(scene: Scene, trigger: int) -> list[Actor]:
    """Who does it, by name or capital, in the clause of the verb and nowhere else: no group, nobody oblique."""
    index = trigger - 1
    while index >= max(0, trigger - _DOER_REACH):
        found = actors_at(scene, index) or _convening_at(scene, index)
        if found and not _in(scene, index, 1 << PAIR | 1 << SPEAKER):
            group, first = _group_until(scene, index)
            if not _is_oblique(scene, first):
                return [actor for actor in group or found if actor.entity.kind != "group"]
            if _is(scene, first - 1, OBLIQUE) and scene.items[first - 1].data != "recipient":
                break
            index = first
        elif government_at(scene, index) and not _in(scene, index - 1, _OBLIQUE):
            return government_at(scene, index)
        elif _in(scene, index, CLAUSE_END | 1 << TRIGGER):
            break
        index -= 1
    return []


def just_before(scene: Scene, verb: int) -> list[Actor]:
    """Who does it, where only adverbs stand between: "Keduanya antara lain membahas"."""
    for index in range(verb - 1, max(-1, verb - 1 - _LIST_REACH), -1):
        if actors_at(scene, index):
            group, first = _group_until(scene, index)
            return [] if _is_oblique(scene, first) else group
        if not _in(scene, index, _BEFORE_VERB):
            break
    return []


def _convening_at(scene: Scene, index: int) -> list[Actor]:
    """An organization that convenes others, which can speak and give all the same."""
    return [scene.items[index].data] if _is(scene, index, ACTOR) else []


def following(scene: Scene, trigger: int) -> list[Actor]:
    """Who does it, right after a passive or a noun, with or without "oleh"."""
    index = trigger + 1
    if _is(scene, index, BY):
        index += 1
    return _group_from(scene, index) or _convening_at(scene, index) or government_at(scene, index)


def government_at(scene: Scene, index: int) -> list[Actor]:
    """The country that a city of another country stands for."""
    if not _is(scene, index, GEO) or not scene.items[index].data.nation:
        return []
    item = scene.items[index]
    span = (item.start, item.end)
    return [Actor(scene.cast.country(item.data.nation, item.data.country, span), [span])]


def inviter(scene: Scene, trigger: int) -> list[Actor]:
    """Who asks for it: before "mengundang", after "undangan dari"."""
    if not scene.kinds & _INVITE:
        return []
    for index in range(trigger - 1, max(-1, trigger - REACH), -1):
        if _is(scene, index, INVITES):
            return subject(scene, index)
        if _is(scene, index, INVITED_BY):
            return _group_from(scene, index + 1)
    return []


def _after(scene: Scene, trigger: int, cues: int) -> list[Actor]:
    if not scene.kinds & cues:
        return []
    for index in range(trigger + 1, clause_end(scene.items, trigger)):
        if _is(scene, index, TRIGGER) and not _is_pact(scene, index):
            break
        if _in(scene, index, cues):
            found = _led_by(scene, index)
            if not found and _is(scene, index, WITH) and not _is(scene, index + 2, NAME):
                # "berunding dengan Seoul", but not "dengan Paris Hilton"
                found = government_at(scene, index + 1)
            if found:
                return found
    return []


def _led_by(scene: Scene, cue: int) -> list[Actor]:
    """The actors that a cue leads to: "dengan A dan B", "dihadiri sejumlah tokoh, antara lain A"."""
    return _group_from(scene, _described(scene, cue + 1)) or _listed_near(scene, cue + 1)


ACTOR_SLOTS: dict[Slot, Callable[[Scene, int], list[Actor]]] = {
    "subject": subject,
    "object": directly_after,
    "partner": partner,
    "partner_before": partner_before,
    "between": between,
    "attendee": attendee,
    "agent": agent,
    "inviter": inviter,
    "recipient": recipient,
    "owner": owner,
    "doer": doer,
    "following": following,
}
