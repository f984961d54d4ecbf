"""Documents annotated: in this process, or shared out among several."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from risalah.annotate.annotated import Found, annotated
from risalah.annotate.annotator import Annotator, Making
from risalah.annotate.engines.worker import Answer, DeadWorkerError, Worker, workers
from risalah.annotate.reading import Rejected
from risalah.annotate.reading.inputs import Ids, unparsed
from risalah.schema import Problem, RisalahError

CHUNK: Final = 2**18
"""Bytes of documents after which a process is given no more at a time; one long document may be many more."""
_DOCUMENTS: Final = 1000
"""Documents in a chunk at most, however short."""
_AHEAD: Final = 4
"""Chunks for each process that are being worked on, or done and not yet their turn."""


class Line(NamedTuple):
    """A document's annotation, as it is written."""

    doc_id: str
    where: str
    """The file, and the line or row in it."""
    json: bytes
    """One line, with its end."""


def annotate(
    inputs: Sequence[str | Path],
    workspace: Path,
    jobs: int = 1,
    model: Path | None = None,
    minimum: float | None = None,
) -> Generator[bytes | Rejected, None, None]:
    """Yield a line of JSON for every document of the inputs in their order, and in its place what is rejected.

    `workspace` is the folder of one, whose event classes and rules take part, or
    any other; `model` is the folder of a model that works together with these rules,
    and `minimum` the confidence below which it tells nothing, null for its own. With more
    than one job as many processes work on documents at once; they end with the iterator,
    or with this process. Raises RisalahError where one of them ends by itself, and what
    the rules of the workspace and the model raise.
    """
    making = Making(workspace, model, minimum)
    found, annotating = unparsed(inputs), making.annotator()
    told = lines(found, annotating) if jobs == 1 else _shared_out(found, making, jobs)
    ids = Ids()
    for line in told:
        if isinstance(line, Rejected):
            yield line
        else:
            yield ids.repeated(line.doc_id, line.where) or line.json


def lines(unparsed: Iterable[Found], annotator: Annotator) -> Iterator[Line | Rejected]:
    """Yield the annotation of each document, and in its place what is rejected."""
    encode = msgspec.json.Encoder().encode
    for told in annotated(unparsed, annotator):
        if isinstance(told, Rejected):
            yield told
        else:
            yield Line(told.document.id, told.where, encode(told.annotation) + b"\n")


def _shared_out(unparsed: Iterable[Found], making: Making, jobs: int) -> Iterator[Line | Rejected]:
    chunks = enumerate(_chunks(unparsed))
    turn = 0
    done: dict[int, list[Line | Rejected]] = {}
    working: dict[Connection, tuple[Worker, int]] = {}
    with workers(partial(_annotating, making)) as start:
        free = [start() for _ in range(jobs)]
        while True:
            while free and len(working) + len(done) < _AHEAD * jobs and (taken := next(chunks, None)):
                worker, (number, chunk) = free.pop(), taken
                working[worker.connection] = worker, number
                worker.send(chunk)
            if not working:
                return
            answering = wait([*working])
            for connection in [one for one in working if one in answering]:
                worker, number = working.pop(connection)
                with _death_told():
                    done[number] = worker.receive()
                free.append(worker)
            while turn in done:
                yield from done.pop(turn)
                turn += 1


def _chunks(unparsed: Iterable[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    size = 0
    for found in unparsed:
        chunk.append(found)
        size += 0 if isinstance(found, Rejected) else found.size
        if size >= CHUNK or len(chunk) == _DOCUMENTS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


@contextmanager
def _death_told() -> Iterator[None]:
    try:
        yield
    except DeadWorkerError:
        what = "one of the processes ended by itself, perhaps because memory ran out"
        raise RisalahError(Problem("", what, "Run it again: what was printed is not complete")) from None


def _annotating(making: Making) -> Answer:
    annotating = making.annotator()
    return lambda chunk: [*lines(chunk, annotating)]
