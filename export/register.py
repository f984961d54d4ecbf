"""What a release keeps for ever: in which split a document is, and of which event a record."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import polars as pl

from risalah.schema.links import Links
from risalah.schema.truth import doc_id_of

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
HELD_OUT = 0.1
"""How many of the events, about, go to validation, and how many to test."""
DOCUMENTS, RECORDS = "register/documents.parquet", "register/records.parquet"
"""Its files in a release."""


@dataclass(frozen=True, slots=True)
class Register:
    """Splits of documents and events of records, also of those that no release holds any more."""

    splits: Mapping[str, Split] = field(default_factory=dict)
    """By document."""
    events: Mapping[str, str] = field(default_factory=dict)
    """Event ids by record."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Of each document in the release, the first of those that are nearly the same text."""
    leaks: int = 0
    """Events and groups with documents in several splits: found to be one when these were fixed already."""

    def split(self, doc_id: str) -> Split:
        """Return the split of a document; raises KeyError for one that is not registered."""
        return self.splits[doc_id]

    def event(self, record_id: str) -> str:
        """Return the id of the event that a record is of; raises KeyError for one that is not registered."""
        return self.events[record_id]

    def group(self, doc_id: str) -> str:
        """Return the id of the first of the documents that are nearly the same text."""
        return self.groups.get(doc_id, doc_id)

    def extended(self, links: Links, late: Collection[str] | None = None) -> "Register":
        """Return the register with what linking found.

        A document keeps its split and an event its id. What is new of a known event goes
        where most of its documents are; a new event goes, with all its documents and those
        that are nearly the same texts, to a split drawn from the id of the first of them.
        With `late`, the documents of a later time, new events go to test where any of
        their documents is one of these, and nowhere else.
        """
        splits: dict[str, Split] = dict(self.splits)
        leaks = 0
        for together in _components(links):
            known = Counter(splits[doc_id] for doc_id in together if doc_id in splits)
            leaks += len(known) > 1
            split = max(known, key=lambda name: (known[name], name)) if known else _drawn(together, late)
            splits.update((doc_id, split) for doc_id in together if doc_id not in splits)
        return Register(splits, {**self.events, **_named(links.events, self.events)}, links.groups, leaks)


def _drawn(together: Sequence[str], late: Collection[str] | None) -> Split:
    """Return the split of documents that belong together and are all new."""
    if late is not None and any(doc_id in late for doc_id in together):
        return "test"
    draw = int.from_bytes(_digest(min(together))[:8]) / 2**64
    if draw < HELD_OUT:
        return "validation"
    return "test" if late is None and draw < 2 * HELD_OUT else "train"


def _components(links: Links) -> Collection[list[str]]:
    """Return the documents that must not be torn apart, by event and by text."""
    together = [[*map(doc_id_of, records)] for records in links.events]
    first = {doc_id: doc_id for doc_ids in (links.groups, links.groups.values(), *together) for doc_id in doc_ids}

    def find(doc_id: str) -> str:
        while (before := first[doc_id]) != doc_id:
            first[doc_id] = doc_id = first[before]
        return doc_id

    for doc_ids in (*links.groups.items(), *together):
        root = find(doc_ids[0])
        for doc_id in doc_ids[1:]:
            first[find(doc_id)] = root
    components: dict[str, list[str]] = defaultdict(list)
    for doc_id in first:
        components[find(doc_id)].append(doc_id)
    return components.values()


def _named(clusters: Sequence[Sequence[str]], before: Mapping[str, str]) -> dict[str, str]:
    """Return the event id of every record.

    An id stays with the records of which most had it; where two events turn out to be
    one, the id of the larger stays, and where one is two, it stays with the larger part.
    """
    firsts = [min(records) for records in clusters]
    claims = sorted(
        (-count, event, firsts[number], number)
        for number, records in enumerate(clusters if before else ())
        for event, count in Counter(before[record] for record in records if record in before).items()
    )
    kept: dict[int, str] = {}
    claimed: set[str] = set()
    for _, event, _, number in claims:
        if number not in kept and event not in claimed:
            kept[number] = event
            claimed.add(event)
    taken = set(before.values())
    names = (kept.get(number) or _new_name(first, taken) for number, first in enumerate(firsts))
    return {record: name for records, name in zip(clusters, names, strict=True) for record in records}


def _new_name(record_id: str, taken: Collection[str]) -> str:
    """Return the id of an event of which this is the first record: another where that is another's already."""
    digest = _digest(record_id).hex()
    while (name := f"event-{digest[:16]}") in taken:
        digest = _digest(digest).hex()
    return name


def _digest(text: str) -> bytes:
    """Return a hash that is the same in every version of every library."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def read_register(release: Path | None) -> Register:
    """Return the register of a release's folder, an empty one where there is none."""
    if release is None:
        return Register()
    splits, events = (pl.read_parquet(release / name).rows() for name in (DOCUMENTS, RECORDS))
    return Register(dict(splits), dict(events))


def write_register(register: Register, folder: Path) -> None:
    """Write the register into a release's folder."""
    (folder / DOCUMENTS).parent.mkdir()
    for name, columns, entries in (
        (DOCUMENTS, ("doc_id", "split"), register.splits),
        (RECORDS, ("record_id", "event_id"), register.events),
    ):
        known, told = ([*some] for some in (entries, entries.values()))
        frame = pl.DataFrame((known, told), schema=dict.fromkeys(columns, pl.String()))
        frame.sort(columns[0]).write_parquet(folder / name)
