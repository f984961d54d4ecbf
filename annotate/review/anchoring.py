"""An annotation carried over to another version of its text.

A mention goes with its sentence, never with its words alone. The W3C's TextQuoteSelector
(https://www.w3.org/TR/annotation-model/#text-quote-selector) finds a quotation again by its words and some 32
characters before and after them. In news that is too little: titles repeat ("pertemuan dengan Presiden Amerika
Serikat Donald Trump" fills such a prefix), and a name whose sentence was deleted stands in ten others. So the
texts are compared first, each word of the new one taken by at most one word of the old one, and a mention's
context is the words around it that went the same way: what was another sentence's before is never a candidate.

An orphan is shown, and costs a person a look; a wrong highlight looks like all others, and ends in a release. Where the
text leaves a doubt, a mention is therefore an orphan.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from risalah.annotate.review.comparison import Comparison, Span, Tokens, folded_words
from risalah.schema import Annotation, Document, EventRecord, Filler, Mention, Quantity, Time
from risalah.schema.article import Article
from risalah.schema.errors import SchemaError
from risalah.schema.fillers import once_in_text_order
from risalah.schema.flag import Flag
from risalah.schema.mention import in_text_order
from risalah.schema.model import Model
from risalah.schema.ontology import TRIGGER

How = Literal["exact", "shifted", "fuzzy"]
"""How a mention was found again: where it was, elsewhere, or in slightly other words."""
Reason = Literal["sentence", "words", "triggers", "role"]
"""Why a mention was not carried over.

sentence: its sentence is no longer in the text.
words: its sentence is, but other words stand there.
triggers: its event has no trigger left.
role: its event has nobody and nothing left in a role without which there is no such event.
"""

_EXPLAINED: dict[Reason, str] = {
    "sentence": "its sentence is no longer in the text",
    "words": "other words stand in its place",
    "triggers": "its event has no trigger left in the text",
    "role": "its event has lost a role without which there is no such event",
}


class Anchor(Model):
    """A mention that was found again."""

    address: str
    """Where it is in the old annotation: "events[0].triggers[1]"."""
    old: Mention
    new: Mention
    how: How


class Orphan(Model):
    """A mention that was not carried over, with what a person needs to mark it anew."""

    address: str
    """Where it is in the old annotation."""
    event: int | None
    """The number of its event; null for a mention of the article itself, or of a flag of no event."""
    role: str
    """Its role, "trigger", "attribution" or "flag"; of the article's mentions the field, such as "author"."""
    value: str | None
    """The filler's canonical value, or the flag's code; null where it has none."""
    mention: Mention
    """The mention in the old text."""
    reason: Reason


class Anchored(Model):
    """An annotation on another text. Every mention of the old one is in `anchors` or in `orphans`."""

    annotation: Annotation
    """What could be carried over, on the new text."""
    anchors: list[Anchor]
    orphans: list[Orphan]

    def counts(self) -> dict[str, int]:
        """Return the number of mentions by how they were found, and of orphans."""
        found = Counter(anchor.how for anchor in self.anchors)
        return {"exact": found["exact"], "shifted": found["shifted"], "fuzzy": found["fuzzy"]} | {
            "orphans": len(self.orphans)
        }

    def told(self) -> str:
        """Return the counts as a line: "12 mentions: 3 exact, 7 shifted, 1 fuzzy, 1 orphan"."""
        counts = self.counts()
        orphans = counts.pop("orphans")
        total = sum(counts.values()) + orphans
        found = ", ".join(f"{count} {how}" for how, count in counts.items())
        return f"{total} mention{'s' * (total != 1)}: {found}, {orphans} orphan{'s' * (orphans != 1)}"


def reanchor(annotation: Annotation, old: Document, new: Document) -> Anchored:
    """Carry an annotation of the old text over to the new one, its source unchanged.

    A mention stays where its sentence is still there (half of its words in order) with the words around the mention,
    and in it the mention's own words or others spelt nearly so. Times, quantities and flags are carried over
    unchanged or not at all: another spelling of a number is another number. A filler without mentions is left out,
    and an event without triggers or a required role as a whole.

    Raises SchemaError where the annotation does not fit the old text.
    """
    if problems := annotation.problems(old):
        raise SchemaError(*problems)
    said = list(_said(annotation))
    places = _Places(old.text, new.text, {one.mention.span for one in said})
    lost = {event.number: reason for event in annotation.events if (reason := _lost(event, places))}
    anchors, orphans = [], []
    for one in said:
        place = places.of(one.mention, exactly=one.exactly)
        reason = lost.get(one.event) if one.event else None
        if place and not reason:
            anchors.append(Anchor(address=one.address, old=one.mention, new=place, how=_how(one.mention, place)))
        else:
            orphans.append(_orphan(one, reason or places.missing(one.mention)))
    carried = {
        "doc_id": new.id,
        "text_sha256": new.text_sha256,
        "article": _article(annotation.article, places),
        "events": [_event(event, places) for event in annotation.events if event.number not in lost],
        "flags": _flags(annotation.flags, places),
    }
    return Anchored(annotation=annotation.model_copy(update=carried), anchors=anchors, orphans=orphans)


def orphan_notes(anchored: Anchored) -> list[str]:
    """Return a sentence for each orphan: what it was, and why it was not carried over."""
    return [
        f"{_called(orphan)} “{orphan.mention.text}” was not carried over: {_EXPLAINED[orphan.reason]}."
        for orphan in anchored.orphans
    ]


def _called(orphan: Orphan) -> str:
    of = f"Event {orphan.event}" if orphan.event else "Article"
    value = f" {orphan.value}" if orphan.value and orphan.value != orphan.mention.text else ""
    return f"{of}, {orphan.role}{value}:"


class _Said(NamedTuple):
    """A mention of the old annotation, and what it says there."""

    address: str
    event: int | None
    role: str
    value: str | None
    mention: Mention
    exactly: bool
    """Whether other words would say another thing."""


def _said(annotation: Annotation) -> Iterator[_Said]:
    for name, mention in annotation.article.mentions() if annotation.article else ():
        yield _Said(f"article.{name}", None, name, None, mention, exactly=False)
    for index, event in enumerate(annotation.events):
        roles = [
            *((TRIGGER, None, False) for _ in event.triggers),
            *(
                (role, filler.value, _is_measured(filler))
                for role, _, filler in event.fillers()
                for _ in filler.mentions
            ),
            *(("flag", flag.code, True) for flag in event.flags),
        ]
        for (address, mention), (role, value, exactly) in zip(event.mentions(), roles, strict=True):
            yield _Said(f"events[{index}].{address}", event.number, role, value, mention, exactly)
    for index, flag in enumerate(annotation.flags):
        yield _Said(f"flags[{index}].mention", None, "flag", flag.code, flag.mention, exactly=True)


def _is_measured(filler: Filler) -> bool:
    return isinstance(filler, Time | Quantity)


def _how(old: Mention, new: Mention) -> How:
    if old.text != new.text:
        return "fuzzy"
    return "exact" if old.span == new.span else "shifted"


def _orphan(one: _Said, reason: Reason) -> Orphan:
    address, event, role, value, mention, _ = one
    return Orphan(address=address, event=event, role=role, value=value, mention=mention, reason=reason)


def _lost(event: EventRecord, places: "_Places") -> Reason | None:
    if not places.all_of(event.triggers):
        return "triggers"
    left = _roles(event, places)
    return "role" if any(len(left.get(role.name, ())) < role.minimum for role in event.roles.roles()) else None


def _event(event: EventRecord, places: "_Places") -> EventRecord:
    update = {
        "triggers": places.all_of(event.triggers),
        "roles": type(event.roles).model_validate(_roles(event, places)),
        "attribution": once_in_text_order(_fillers(event.attribution, places)),
        "flags": _flags(event.flags, places),
    }
    return event.model_copy(update=update)


def _flags(flags: Iterable[Flag], places: "_Places") -> list[Flag]:
    placed = ((flag, places.of(flag.mention, exactly=True)) for flag in flags)
    return [flag.model_copy(update={"mention": place}) for flag, place in placed if place]


def _roles(event: EventRecord, places: "_Places") -> dict[str, list[Filler]]:
    return {role: _fillers(fillers, places) for role, fillers in event.roles.fillers().items()}


def _fillers(fillers: Iterable[Filler], places: "_Places") -> list[Filler]:
    placed = ((filler, places.all_of(filler.mentions, exactly=_is_measured(filler))) for filler in fillers)
    return [filler.model_copy(update={"mentions": mentions}) for filler, mentions in placed if mentions]


def _article(article: Article | None, places: "_Places") -> Article | None:
    placed = {name: places.of(mention) for name, mention in article.mentions()} if article else {}
    return Article(**placed) if any(placed.values()) else None


class _Places:
    """Where each mention of one text is in another."""

    def __init__(self, old: str, new: str, spans: Iterable[Span]) -> None:
        self._text = new
        self._comparison = Comparison(Tokens(old), Tokens(new))
        ordered = sorted(spans)
        self._found = {span: place for span in ordered if (place := self._comparison.same(*span))}
        self._find_respelt([span for span in ordered if span not in self._found])

    def of(self, mention: Mention, *, exactly: bool = False) -> Mention | None:
        """Return the mention in the new text, null where it is not there; `exactly`: but for case and spaces."""
        span = self._found.get(mention.span)
        if not span:
            return None
        place = Mention.at(self._text, *span, mention.rule)
        return None if exactly and folded_words(place.text) != folded_words(mention.text) else place

    def all_of(self, mentions: Iterable[Mention], *, exactly: bool = False) -> list[Mention]:
        """Return those of the mentions that are in the new text, in its order."""
        return in_text_order([place for mention in mentions if (place := self.of(mention, exactly=exactly))])

    def missing(self, mention: Mention) -> Reason:
        """Return why a mention is not there."""
        return "words" if self._comparison.has_sentence_of(*mention.span) else "sentence"

    def _find_respelt(self, spans: Iterable[Span]) -> None:
        # The likest first, and no place twice: what was told in two ways is not told once.
        respelt = [(found, span) for span in spans if (found := self._comparison.respelt(*span))]
        taken = set(self._found.values())
        for (_, place), span in sorted(respelt, key=lambda one: (-one[0][0], one[1])):
            if place not in taken:
                taken.add(place)
                self._found[span] = place
