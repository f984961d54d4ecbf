"""Documents annotated: in this process, or shared out among several."""

import signal
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from risalah.annotate.annotator import Annotator, annotator, ruleset_of
from risalah.annotate.reading import Rejected
from risalah.annotate.reading.inputs import Ids, unparsed
from risalah.annotate.reading.rows import Raw, Row, document_of
from risalah.schema import Problem, RisalahError

CHUNK: Final = 2**18
"""Bytes of documents after which a process is given no more at a time; one long document may be many more."""
_DOCUMENTS: Final = 1000
"""Documents in a chunk at most, however short."""
_AHEAD: Final = 4
"""Chunks for each process that are being worked on, or done and not yet their turn."""

Found = Raw | Row | Rejected
"""What stands somewhere in the inputs."""


class Line(NamedTuple):
    """A document's annotation, as it is written."""

    doc_id: str
    where: str
    """The file, and the line or row in it."""
    json: bytes
    """One line, with its end."""


class _Making(NamedTuple):
    """What makes an annotator, in any process."""

    workspace: Path
    model: Path | None
    minimum: float | None

    def annotator(self) -> Annotator:
        """Return the rules of the workspace, or the model in its folder."""
        return annotator(ruleset_of(self.workspace), self.model, self.minimum)


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
    making = _Making(workspace, model, minimum)
    found, annotating = unparsed(inputs), making.annotator()
    annotated = lines(found, annotating) if jobs == 1 else _shared_out(found, making, jobs)
    ids = Ids()
    for line in annotated:
        if isinstance(line, Rejected):
            yield line
        else:
            yield ids.repeated(line.doc_id, line.where) or line.json


def lines(unparsed: Iterable[Found], annotator: Annotator) -> Iterator[Line | Rejected]:
    """Yield the annotation of each document, and in its place what is rejected."""
    encode = msgspec.json.Encoder().encode
    for found in unparsed:
        if isinstance(found, Rejected):
            yield found
            continue
        document = document_of(found)
        if isinstance(document, Rejected):
            yield document
            continue
        try:
            annotation = annotator.plain(document)
        except Exception as error:  # whatever a strange text does to the rules, the others are still annotated
            what = f"breaks the {annotator.source.kind}: {type(error).__name__}: {error}"
            yield Rejected(Problem(found.where, what, "Report it, with the text"), document.id)
        else:
            yield Line(document.id, found.where, encode(annotation) + b"\n")


def _shared_out(unparsed: Iterable[Found], making: _Making, jobs: int) -> Iterator[Line | Rejected]:
    # Not a pool of the standard library: a process that is killed while it writes to the pipe that all of a pool
    # share stops the others for ever.
    chunks = enumerate(_chunks(unparsed))
    turn = 0
    done: dict[int, list[Line | Rejected]] = {}
    working: dict[Connection, int] = {}
    with _processes(jobs, making) as free:
        while True:
            while free and len(working) + len(done) < _AHEAD * jobs and (taken := next(chunks, None)):
                process = free.pop()
                working[process], chunk = taken
                with _death_told():
                    process.send(chunk)
            if not working:
                return
            answering = wait(list(working))
            for process in [one for one in working if one in answering]:
                with _death_told():
                    done[working.pop(process)] = process.recv()
                free.append(process)
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
def _processes(number: int, making: _Making) -> Iterator[list[Connection]]:
    """Start processes that answer a chunk with its lines; they end with the block, or when this process is gone."""
    # Not forked: a fork would copy locks as the threads of this process, the progress bar's for one, hold them.
    context = get_context("spawn")
    resource_tracker.ensure_running()  # or the first process would start it, and that lets Ctrl-C through again
    started: list[BaseProcess] = []
    free: list[Connection] = []
    try:
        for _ in range(number):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, making), daemon=True)
            with _uninterrupted():
                process.start()
            started.append(process)
            free.append(ours)
            theirs.close()  # or its death would not close the pipe
        yield free
    finally:
        for one in started:
            one.terminate()
            one.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Leave Ctrl-C to this process alone, and not to one that is started in the block."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _death_told() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError):
        what = "one of the processes ended by itself, perhaps because memory ran out"
        raise RisalahError(Problem("", what, "Run it again: what was printed is not complete")) from None


def _work(connection: Connection, making: _Making) -> None:
    annotating = making.annotator()
    with suppress(EOFError, OSError):  # the other process is gone
        while True:
            connection.send(list(lines(connection.recv(), annotating)))
