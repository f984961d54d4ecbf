"""The three-way look: what new rules, or a model, have to say of a document on which a person has worked.

The person's work stands. What rules or model find in addition, and where they now
say otherwise what the person left as it was shown, becomes a suggestion.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from risalah.annotate.review.facts import annotation_of, by_event, in_common, renumbered
from risalah.schema import Annotation, Ontology, Problem, Source
from risalah.schema.fact import Fact
from risalah.schema.targets.labelling import MAX_EVENTS

SUGGESTIONS = "+suggestions"
"""What the version of rules, or a model, ends with where a person's work has become part of what they say."""
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Place = tuple[int, str, int, int]
"""Event, role, start and end: what stands there has one value at most, as a rule."""
Reading = tuple[str | None, str | None]
"""Kind and value."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person's work with what new rules add to it. False where they add nothing."""

    annotation: Annotation
    """All of it, events numbered as the person has them; new ones have numbers that were never shown."""
    added: tuple[Fact, ...]
    """What the person has not and was never shown."""
    changed: tuple[tuple[Fact, Fact], ...]
    """What the person left as shown and the new rules read otherwise, before and after; realis at the first trigger."""
    withheld: tuple[Fact, ...]
    """What the new rules say and the person has decided against, numbered beyond the person's events if of none."""
    problems: tuple[Problem, ...]
    """New events for which the page has no number left."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def differences(self) -> list[str]:
        """What is suggested, a line for each: what is added, then what changes."""
        return [*map(str, self.added), *(f"{before} → {after.reading}" for before, after in self.changed)]


def suggest(shown: Sequence[Annotation], reviewed: Annotation, new: Annotation, ontology: Ontology) -> Suggestion:
    """Return what a new pre-annotation suggests to a person who has worked on a document.

    `shown` is every pre-annotation that the person had before them when they submitted
    `reviewed`, oldest first; a suggestion that was pushed since is none of them. The
    person's work is never undone: what they have stays, though the new rules drop it, and
    what they removed is not proposed again, be it rebounded, nor anything of an event
    that they removed; and only a value that each of those shown had can be one that they
    left, not one that they chose. Nothing is proposed for an event that the new rules read
    as of another type than the person. What a type does not allow is not proposed: a second
    time, say. So what was accepted or refused is not suggested again, where no word tells
    two events. Raises ValueError where the annotations are not all of one text.
    """
    own, *past, said = in_common([reviewed, *shown, new])
    types = {fact.event: fact.type for fact in own}
    fitting = [fact for fact in said if types.get(fact.event, fact.type) == fact.type]
    read = _read_anew(own, past, fitting)
    added = _added(read, [fact for version in past for fact in version], fitting)
    accepted = _allowed(own, [*read, *added], reviewed, ontology)
    numbers, problems = _numbers(accepted, reviewed, shown)
    final = renumbered(accepted, numbers)
    source = Source(kind=new.source.kind, version=f"{new.source.version}{SUGGESTIONS}")
    annotation, faults = annotation_of(final, new.model_copy(update={"source": source}), ontology)
    before = {_place(fact) for fact in own}
    return Suggestion(
        annotation,
        added=tuple(fact for fact in final if _place(fact) not in before),
        changed=_changed(own, final),
        withheld=tuple(fact for fact in said if not any(_same(fact, other) for other in accepted)),
        problems=(*problems, *faults),
    )


def _read_anew(own: Sequence[Fact], past: Sequence[Sequence[Fact]], said: Sequence[Fact]) -> list[Fact]:
    """Return the person's facts, with what the new rules read where the person left what was always shown."""
    readings = _overruled(_readings(own), map(_readings, past), _readings(said))
    realis = _overruled(_realis(own), map(_realis, past), _realis(said))
    return [
        replace(fact, realis=realis.get(fact.event, fact.realis))
        if fact.is_trigger
        else _with(fact, readings.get(_place(fact)))
        for fact in own
    ]


def _overruled(own: Mapping[K, V], shown: Iterable[Mapping[K, V]], new: Mapping[K, V]) -> dict[K, V]:
    """Return what the new rules have where the person's own is as every one of those shown had it."""
    shown = list(shown)
    left = {key for key, said in own.items() if shown and all(key in one and one[key] == said for one in shown)}
    return {key: said for key, said in new.items() if key in left}


def _added(own: Sequence[Fact], seen: Sequence[Fact], said: Sequence[Fact]) -> list[Fact]:
    """Return what the person has not and has not seen, with the realis and the values that the person has."""
    removed = {fact.event for fact in seen} - {fact.event for fact in own}
    realis = _realis(own)
    values = _values(own, said)
    return [
        replace(
            _with(fact, values.get((fact.event, fact.role, fact.kind, fact.value))),
            realis=realis.get(fact.event, fact.realis) if fact.is_trigger else None,
        )
        for fact in said
        if fact.event not in removed and not any(_same(fact, other) for other in (*own, *seen))
    ]


def _values(own: Iterable[Fact], said: Iterable[Fact]) -> dict[tuple[int, str, str | None, str | None], Reading]:
    """Return what the person calls each filler of the new rules, known by the mentions that both have of it."""
    here, there = _readings(own), _readings(said)
    both = here.keys() & there.keys()
    return _only(((place[0], place[1], *there[place]), here[place]) for place in both)


def _allowed(own: Sequence[Fact], wanted: Sequence[Fact], like: Annotation, ontology: Ontology) -> list[Fact]:
    """Return what is wanted as far as the event types allow it, role by role; a new event whole or not at all."""
    held = by_event(own)
    allowed: list[Fact] = []
    for event, of_event in by_event(wanted).items():
        kept = held.get(event, [])
        roles = sorted({fact.role for fact in set(of_event).difference(kept)})
        for step in [{role} for role in roles] if kept else [set(roles)]:
            tried = [fact for fact in kept if fact.role not in step] + [fact for fact in of_event if fact.role in step]
            if not annotation_of(tried, like, ontology)[1]:
                kept = tried
        allowed += kept
    return allowed


def _numbers(
    accepted: Iterable[Fact], reviewed: Annotation, shown: Iterable[Annotation]
) -> tuple[dict[int, int], list[Problem]]:
    """Return the number of each event: the person's own, or one that no event was ever shown with."""
    numbers = {event.number: event.number for event in reviewed.events}
    used = numbers.keys() | {event.number for annotation in shown for event in annotation.events}
    free = [number for number in range(1, MAX_EVENTS + 1) if number not in used]
    new = sorted({fact.event for fact in accepted} - numbers.keys())
    problems = []
    if len(new) > len(free):
        what = f"has {len(new)} new events, but the page has numbers for {len(free)}"
        problems.append(Problem(reviewed.doc_id, what, "Cut the document into parts"))
    return numbers | dict(zip(new, free, strict=False)), problems


def _changed(own: Iterable[Fact], final: Iterable[Fact]) -> tuple[tuple[Fact, Fact], ...]:
    now = {_place(fact): fact for fact in final}
    as_it_was = set(final)
    changed: dict[Hashable, tuple[Fact, Fact]] = {}
    for fact in own:
        if fact not in as_it_was:
            changed.setdefault(fact.event if fact.is_trigger else _place(fact), (fact, now[_place(fact)]))
    return tuple(changed.values())


def _same(one: Fact, other: Fact) -> bool:
    """Return whether two facts compete for a stretch: in one role of one event, or as triggers of any."""
    return one.role == other.role and (one.event == other.event or one.is_trigger) and bool(one.shared(other))


def _place(fact: Fact) -> Place:
    return fact.event, fact.role, fact.start, fact.end


def _readings(said: Iterable[Fact]) -> dict[Place, Reading]:
    return _only((_place(fact), (fact.kind, fact.value)) for fact in said)


def _realis(said: Iterable[Fact]) -> dict[int, str | None]:
    return _only((fact.event, fact.realis) for fact in said if fact.is_trigger)


def _with(fact: Fact, reading: Reading | None) -> Fact:
    return replace(fact, kind=reading[0], value=reading[1]) if reading else fact


def _only(said: Iterable[tuple[K, V]]) -> dict[K, V]:
    """Return the value of each key that is said to have no more than one."""
    values: dict[K, set[V]] = defaultdict(set)
    for key, value in said:
        values[key].add(value)
    return {key: only for key, (only, *more) in values.items() if not more}
