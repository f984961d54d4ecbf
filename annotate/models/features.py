"""What is known of each question, as words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from risalah.annotate.models.candidates import Candidate, Offer, Sighting, Word
from risalah.annotate.models.draft import Chance, Draft
from risalah.annotate.rules.kinds import ACTOR, DEFINITE, DENIED, HYPOTHETICAL, PAIR, PLANNED, QUOTE, SAY, TRIGGER, Item

Near = tuple[Word, Sighting]
"""A trigger, and a place where somebody or something is named."""
RULES: Final = "rules "
"""What a feature begins with that says what rules found: worth more than any other before anything is learnt."""
TOLD: Final = f"{RULES}yes"
"""The feature of what rules tell."""
_BETWEEN: Final = 4
"""Items between a trigger and a mention that are told one by one."""
_FAR: Final = 99
"""More sentences or items than ever count."""
_CUES: Final = 6
"""Items before a trigger among which those stand that say whether it took place."""
_MOODS: Final = frozenset((PLANNED, DENIED, HYPOTHETICAL, SAY, QUOTE, DEFINITE, PAIR))


def of_trigger(word: Word, type: str, record: int | None, offer: Offer) -> list[str]:
    """Return what is known of a word as a trigger of a type; `record` is that of rules which has it, if any does."""
    items, index = word.items, word.index
    actors = sum(item.kind == ACTOR for item in items)
    before, after = _tag(items, index - 1), _tag(items, index + 1)
    features = [
        f"word {word.text}",
        f"by {word.rules.get(type)}",
        f"before {before}",
        f"after {after}",
        f"around {before} {after}",
        f"actors {min(actors, 3)}",
        f"early {word.sentence < 2}",
        f"triggers {min(sum(item.kind == TRIGGER for item in items), 3)}",
        *_moods(items, index),
    ]
    if record is None:
        return [*features, f"{RULES}none", f"{RULES}none {word.text}", f"others {min(len(offer.events), 2)}"]
    event = offer.events[record]
    first = event["triggers"][0]["start"] == word.span[0]
    size = min(len(event["triggers"]), 3)
    fillers = min(sum(one.candidate.filler == "Actor" for one in offer.told[record]), 3)
    return [
        *features,
        TOLD,
        f"{RULES}yes {word.rules.get(type)}",
        f"first {first}",
        f"size {size}",
        f"size {size} first {first}",
        f"fillers {fillers}",
        f"realis {event['realis']}",
        f"records {min(len(offer.events), 4)}",
    ]


def of_pair(one: Draft, other: Draft, offer: Offer) -> list[str]:
    """Return what is known of whether a draft, told later, is of the same event as another."""
    ours, theirs = _actors(one, offer), _actors(other, offer)
    shared = len(ours & theirs)
    apart = min(one.sentences) - max(other.sentences)
    words = {word.text for word in one.words.values()} & {word.text for word in other.words.values()}
    first = one.words[one.first]
    told = f"{RULES}both" if one.records and other.records else f"{RULES}one" if one.records or other.records else "no"
    return [
        told,
        f"shared {min(shared, 3)} of {min(len(ours), 3)} and {min(len(theirs), 3)}",
        f"shared {min(shared, 2)}",
        f"disjoint {bool(ours and theirs and not shared)}",
        f"equal {bool(ours) and ours == theirs}",
        f"within {bool(ours) and ours <= theirs}",
        f"apart {_distance(apart)}",
        f"same word {bool(words)}",
        f"definite {_tag(first.items, first.index + 1) == 'definite'}",
        f"word {first.text}",
        f"days {_days(one, other, offer)}",
        f"realis {one.realis == other.realis}",
    ]


def of_realis(draft: Draft, offer: Offer) -> list[str]:
    """Return what is known of whether an event took place."""
    first = draft.words[draft.first]
    told = [offer.events[record]["realis"] for record in draft.records[:1]]
    return [
        *(f"{RULES}{realis}" for realis in told),
        f"word {first.text}",
        f"before {_tag(first.items, first.index - 1)}",
        *_moods(first.items, first.index),
        f"size {min(len(draft.words), 3)}",
    ]


def of_argument(draft: Draft, chance: Chance, near: Near | None, *, others: int, taken: bool) -> list[str]:
    """Return what is known of a candidate as the filler of a role.

    `near` is where it is named nearest to a trigger, `others` how many fillers rules have for the role, and `taken`
    whether they have it in any event.
    """
    candidate, told = chance.candidate, chance.told
    features = [
        f"kind {candidate.kind}",
        *candidate.traits,
        *(_of_places(*near, candidate) if near else ()),
        f"sighted {min(len(candidate.sightings), 4)}",
        f"words {min(len(draft.words), 3)}",
        f"realis {draft.realis}",
    ]
    others = min(others, 4)
    if not told:
        features += (f"{RULES}none", f"filled {others}", f"elsewhere {taken}")
        return features
    slots = sorted({rule for one in told for rule in one.rules.values()})
    features += (TOLD, f"{RULES}{candidate.kind}", f"others {others}", f"slots {min(len(slots), 3)}")
    features += (f"{RULES}{slot}" for slot in slots)
    features += (f"{slot} {candidate.kind}" for slot in slots)
    if len(slots) == 1:
        features.append(f"only {slots[0]}")
    features.append(f"mentions {min(sum(len(one.rules) for one in told), 3)}")
    return features


def nearest(draft: Draft, candidate: Candidate) -> Near | None:
    """Return the trigger of an event and the place where a candidate is named that are nearest to each other."""
    least, near = (_FAR, 0), None
    for word in draft.words.values():
        for seen in candidate.sightings:
            apart = abs(word.sentence - seen.sentence)
            if apart <= least[0]:
                far = (apart, _FAR if apart or seen.index < 0 else abs(word.index - seen.index))
                if far < least or near is None:
                    least, near = far, (word, seen)
    return near


def _of_places(word: Word, seen: Sighting, candidate: Candidate) -> Iterator[str]:
    """Yield how a place where a candidate is named stands to a trigger."""
    sentences = seen.sentence - word.sentence
    items = abs(word.index - seen.index)
    if sentences or seen.index < 0:
        told = f"sentences {_distance(sentences)}"
        yield told
        yield f"{told} {candidate.kind}"
    else:
        side = "before" if seen.index < word.index else "after"
        yield f"{side} {_distance(items)}"
        yield f"{side} {candidate.kind}"
        low, high = (seen.index, word.index) if side == "before" else (word.index, seen.index)
        if high - low - 1 <= _BETWEEN:
            path = " ".join([_tag(word.items, at) for at in range(low + 1, high)])
            yield f"path {side} {path}"
        yield f"{side} {word.text}"
    if seen.index >= 0:
        left = _tag(seen.items, seen.index - 1)
        yield f"left {left}"
        yield f"right {_tag(seen.items, seen.index + 1)}"
        yield f"left {left} {candidate.kind}"


def _actors(draft: Draft, offer: Offer) -> set[str | None]:
    """Return who takes part, as rules have it; where they tell nothing, all who stand in the sentence."""
    told = {one.candidate.value for one in draft.told(offer) if one.candidate.filler == "Actor"}
    return told or {
        item.data.entity.value for word in draft.words.values() for item in word.items if item.kind == ACTOR
    }


def _days(one: Draft, other: Draft, offer: Offer) -> str:
    ours, theirs = (
        {told.value for told in draft.told(offer) if told.candidate.filler == "Time"} - {None} for draft in (one, other)
    )
    return "unknown" if not ours or not theirs else "same" if ours & theirs else "different"


def _moods(items: Sequence[Item], index: int) -> Iterable[str]:
    return (
        f"mood {_tag(items, at)}"
        for at in range(max(0, index - _CUES), min(len(items), index + 3))
        if items[at].kind in _MOODS
    )


def _tag(items: Sequence[Item], index: int) -> str:
    """Return what stands at a place of a sentence: its cue, or its kind."""
    if not 0 <= index < len(items):
        return "edge"
    item = items[index]
    return item.data if isinstance(item.data, str) and item.data else str(item.kind)


def _distance(steps: int) -> str:
    size = abs(steps)
    if size <= 3:
        return str(steps)
    told = "4-6" if size <= 6 else "7-12" if size <= 12 else "far"
    return f"-{told}" if steps < 0 else told
