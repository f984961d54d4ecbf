"""Links of a million records, by partitions: `python -m benchmarks.linking`."""

import datetime
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Annotated

import msgspec
import numpy as np
import typer
from rich.console import Console

from benchmarks import ROOT, measure
from benchmarks.filler import FILLER, people
from benchmarks.measure import Measured
from benchmarks.tables import Table, figure, put
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.linking.duplicates import Row
from risalah.annotate.linking.key import Key
from risalah.annotate.linking.names import party, spot
from risalah.annotate.linking.partitions import Partitions
from risalah.annotate.linking.spans import Span
from risalah.annotate.linking.wishes import Wishes
from risalah.annotate.linking.work import Work, write_keys
from risalah.schema.truth import record_id

PAGE = ROOT / "docs" / "scale.md"
RECORDS = 1_000_000
PARTITIONS = (1, 8, 64)
_FILE = 50_000
"""Records in a file of keys, about."""
_SEED = 7
_PEOPLE = 5_000
_DAYS = 1_826
"""In which all takes place: five years."""
_FIRST = datetime.date(2020, 1, 1)
_TYPES = ("meeting", "visit", "call", "statement", "agreement")
_REPRINTED = 0.2
"""Of so many documents the text is nearly that of another that tells the same story."""
_SUMMIT = 50
"""Of so many documents one tells of the same summit."""
_HASHES = 128

Event = Callable[[str, int], Key]


class Told(msgspec.Struct):
    """What was linked, as a process prints it."""

    records: int
    clusters: int
    groups: int
    sha256: str
    crowds: int


def main(
    quick: Annotated[bool, typer.Option("--quick", help="A hundredth of it.")] = False,
    records: Annotated[int, typer.Option(min=1, help="How many records.")] = RECORDS,
) -> None:
    """Link with 1, 8 and 64 partitions, each in a process of its own, and write what that took into docs/scale.md."""
    told = table(records // 100 if quick else records)
    Console().print(told.rich())
    if not quick and records == RECORDS:
        put(PAGE, told.title, f"This section is written by `python -m benchmarks.linking`.\n\n{_below(told)}")


def _below(told: Table) -> str:
    return told.markdown().partition("\n\n")[2]


def table(records: int = RECORDS) -> Table:
    """Return what it took, as a section of a page."""
    done = Table(
        "Linking a million records",
        ("partitions", "seconds", "peak MB", "events", "groups of texts", "hash"),
        f"{records:,} records made for it, linked by one process after the keys were written. The hash is that of all\n"
        "events and groups: it must be the same in every row. Others may have used the machine meanwhile.",
    )
    with tempfile.TemporaryDirectory() as name:
        files = write(Path(name), records)
        for partitions in PARTITIONS:
            usage, told = _run(Path(name), files, partitions)
            cells = (figure(usage.seconds), figure(usage.peak / 1e6), f"{told.clusters:,}", f"{told.groups:,}")
            done.rows.append((str(partitions), *cells, told.sha256[:12]))
    return done


def write(folder: Path, records: int) -> int:
    """Write the keys of about so many records, the same in every run, and return into how many files."""
    work, number = Work(str(folder), "of-0", 0, 0), 0
    keys: list[Key] = []
    sketches: list[tuple[str, Row]] = []
    left = records
    for doc_id, sketch, some in documents():
        sketches.append((doc_id, sketch))
        keys += some
        if len(keys) >= min(_FILE, left):
            write_keys(work, number, sketches, keys)
            number, left = number + 1, left - len(keys)
            keys, sketches = [], []
            if left <= 0:
                return number
    raise AssertionError


def documents() -> Iterator[tuple[str, Row, list[Key]]]:
    """Yield documents without end: their ids, sketches and keys. Some tell a story that others told before."""
    random, rows = Random(_SEED), np.random.default_rng(_SEED)  # noqa: S311 - no secret
    names = [*islice(people(), _PEOPLE)]
    summit = _story(random, names)
    stories: list[tuple[list[Key], Row]] = []
    number = 0
    while True:
        number += 1
        doc_id = f"artikel-{(number * 7919) % 10_000_019:08}"
        if number % _SUMMIT == 0:
            yield (
                doc_id,
                _text(rows),
                [_told(random, event, doc_id, place, own=names) for place, event in enumerate(summit, 1)],
            )
            continue
        if not stories or random.random() < 0.4:
            stories.append((_story(random, names), _text(rows)))
        story, text = stories[-1 - int(random.paretovariate(1.2)) % min(len(stories), 500)]
        is_reprint = random.random() < _REPRINTED
        events = [_told(random, event, doc_id, place) for place, event in enumerate(story, 1)]
        yield doc_id, _reprinted(rows, text) if is_reprint else _text(rows), events


def _text(rows: np.random.Generator) -> Row:
    return rows.integers(2**32, size=_HASHES, dtype=np.uint32)


def _reprinted(rows: np.random.Generator, text: Row) -> Row:
    return np.where(rows.random(_HASHES) < 0.1, _text(rows), text)


def _story(random: Random, names: list[str]) -> list[Key]:
    """Return the events of a story, two to seven; one person of thousands is in one of thirty, and most in few."""
    day, count = random.randrange(_DAYS), random.randint(2, 7)
    cast = [names[int(_PEOPLE * random.random() ** 2.5)] for _ in range(4)]
    places = random.sample(FILLER["words"]["city"], 2)
    return [
        _event(random, day + number % 3, random.sample(cast, random.randint(1, 3)), places) for number in range(count)
    ]


def _event(random: Random, day: int, cast: list[str], places: list[str]) -> Key:
    first = _FIRST.toordinal() + day
    return Key(
        record_id="",
        doc_id="",
        type=random.choice(_TYPES),
        realis="actual" if random.random() < 0.8 else "planned",
        actors=tuple(dict.fromkeys(party("person", name) for name in cast)),
        places=(spot(random.choice(places)),),
        words=frozenset(random.sample(FILLER["words"]["goods"], random.randint(0, 2))),
        span=Span(first, first),
        dated=True,
        published=_FIRST + datetime.timedelta(day + 1),
        publisher=None,
        group="",
    )


def _told(random: Random, event: Key, doc_id: str, number: int, own: list[str] | None = None) -> Key:
    """Return an event as a document tells it: maybe without the place, or the day, or with one name in part."""
    assert event.span is not None  # noqa: S101 - as every event here
    actors, places, span, dated = event.actors, event.places, event.span, True
    if random.random() < 0.3:
        actors = (actors[0]._replace(words=actors[0].words[-1:]), *actors[1:])
    if own:
        actors = (*actors, party("person", random.choice(own)))
    if random.random() < 0.4:
        places = ()
    if random.random() < 0.1:
        first = datetime.date.fromordinal(span.first).replace(day=1).toordinal()
        span = Span(first, first + 27)
    elif random.random() < 0.2:
        span, dated = Span(span.first - 13, span.first + 1), False
    here = replace(event, record_id=record_id(doc_id, number), doc_id=doc_id, group=doc_id)
    return replace(here, actors=actors, places=places, span=span, dated=dated)


def _run(folder: Path, files: int, partitions: int) -> tuple[Measured, Told]:
    """Link in a process of its own, on files of its own that are the same."""
    for file in range(files):
        os.link(folder / f"of-0/keys-{file:06}", _made(folder / f"of-{partitions}") / f"keys-{file:06}")
    output = folder / "told.json"
    command = [sys.executable, "-m", "benchmarks.linking", "link", str(folder), str(files), str(partitions)]
    usage = measure.launched(command, output, ROOT)
    return Measured(usage.seconds, 0, peak=usage.peak), msgspec.json.decode(output.read_bytes(), type=Told)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def link(folder: Path, files: int, partitions: int) -> None:
    """Link what lies in a folder, and print what became of it."""
    found = Partitions(Work(str(folder), f"of-{partitions}", files, partitions), InProcess(), Wishes()).found()
    content = hashlib.sha256(found.events.tobytes() + found.groups.tobytes()).hexdigest()
    clusters, groups = len(np.unique(found.events)), len(np.unique(found.groups))
    told = Told(len(found.record_ids), clusters, groups, content, len(found.crowds))
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    if sys.argv[1:2] == ["link"]:
        link(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        typer.run(main)
