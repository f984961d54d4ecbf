"""Publishers that are killed at random moments, and two at once: `python -m benchmarks.kills`.

Each publisher is a child that has everything imported, and does nothing but release. This
process runs no query of its own: the threads that polars and obstore start do not live on in children.
"""

import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from benchmarks import objects, records
from risalah.export import release
from risalah.export.store import opened
from risalah.export.verify import verify
from risalah.schema import CORE
from risalah.schema.errors import ReleaseError
from risalah.schema.truth import Truth

VERSIONS = 20
"""Releases in one place, before the next place."""
LATEST = 1.2
"""Of the time that a release takes: until then publishers are killed."""
_REFUSED = 3
"""Exit status of a publisher that is told that another was faster."""


def main(
    kills: Annotated[int, typer.Option(help="Publishers to kill.")] = 1_000,
    races: Annotated[int, typer.Option(help="Times that two publish at once.")] = 100,
    s3: Annotated[bool, typer.Option("--s3", help="To a server that speaks S3, and not to a folder.")] = False,
) -> None:
    """Kill and race publishers, check after each that all is well, and print counts as JSON."""
    print(json.dumps(stormed(kills, races, s3=s3)))


def stormed(kills: int, races: int, *, s3: bool) -> dict[str, float]:
    """Kill so many publishers, and let two publish at once so often; return how often what became of them.

    Ends the process with status 1 where a version is not whole, one is lost, or the next
    publisher does not succeed.
    """
    start, tally = time.perf_counter(), Counter[str]()
    with ExitStack() as stack:
        server = stack.enter_context(objects.serving()) if s3 else None
        os.environ |= server.environment if server else {}
        for storm, times in ((Place.kill, kills), (Place.race, races)):
            for number in range(times):
                if number % VERSIONS == 0:
                    place = stack.enter_context(_place(server, Random(number)))  # noqa: S311 - no secret
                    place.begin()
                tally[storm(place)] += 1
    return {**tally, "seconds": round(time.perf_counter() - start, 1)}


@contextmanager
def _place(server: objects.Server | None, random: Random) -> Iterator["Place"]:
    """Yield a place where nothing lies yet."""
    if server:
        server.empty()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = f"s3://{objects.BUCKET}/releases" if server else str(folder / "releases")
        yield Place(address, folder / "seen.json", [*records.truths(3 * VERSIONS)], random)


@dataclass
class Place:
    """A folder, or a prefix of an object store, where releases are published."""

    address: str
    notes: Path
    """A file for the versions that were seen there."""
    told: Sequence[Truth]
    """Each release tells one document more than the one before."""
    random: Random
    seconds: float = 0.0
    """What the last release took, with its process."""

    def begin(self) -> None:
        """Publish the first release."""
        _must(self._release(1))
        _must(self._check)

    def kill(self) -> str:
        """Kill a publisher at a random moment: everything must be as before or as after, and the next one succeed."""
        documents = len(self.seen) + 1
        publisher = _forked(self._release(documents))
        time.sleep(self.random.uniform(0, LATEST * self.seconds))
        os.kill(publisher, signal.SIGKILL)
        ended = _ended(publisher) != -signal.SIGKILL
        _must(self._check)
        published = len(self.seen) == documents
        start = time.perf_counter()
        _must(self._release(documents))
        self.seconds = time.perf_counter() - start
        _must(self._check)
        _expect(len(self.seen) == documents, f"{self.address}: the release after the kill is not there")
        return "after it ended" if ended else "after it published" if published else "before it published"

    def race(self) -> str:
        """Let two publish at once: each publishes a version of its own, or one is told to run again."""
        documents, publishers = len(self.seen), []
        for more in (1, 2):
            publishers.append(_forked(self._release(documents + more)))
            time.sleep(self.random.uniform(0, self.seconds))
        statuses = sorted(map(_ended, publishers))
        _expect(statuses in ([0, 0], [0, _REFUSED]), f"{self.address}: the publishers ended with {statuses}")
        _must(self._check)
        return "two versions" if statuses == [0, 0] else "one version and one refusal"

    @property
    def seen(self) -> dict[str, str]:
        """The versions that were there when it was last checked, with their manifests."""
        return json.loads(self.notes.read_bytes()) if self.notes.exists() else {}

    def _release(self, documents: int) -> Callable[[], object]:
        told = self.told[:documents]
        return lambda: release(self.address, told, CORE, links=records.linked(told))

    def _check(self) -> None:
        """See that nothing was lost, that what is new is whole, and that each version follows the one before."""
        store, seen = opened(self.address), self.seen
        manifests = {version: store.manifest(version) for version in store.versions()}
        now = {version: manifest.model_dump_json() for version, manifest in manifests.items()}
        _expect(now | seen == now, f"{self.address}: a version was lost or has changed")
        for version in now.keys() - seen.keys() | {self.random.choice([*now])}:
            problems = verify(f"{self.address}/{version}")
            _expect(not problems, "\n".join(map(str, problems)))
        for before, after in pairwise([None, *now]):
            _expect(manifests[str(after)].previous == before, f"{self.address}: {after} does not follow {before}")
        self.notes.write_text(json.dumps(now), encoding="utf-8")


def _expect(right: bool, otherwise: str) -> None:
    if not right:
        sys.exit(otherwise)


def _must(do: Callable[[], object]) -> None:
    """Do something in a child, which must succeed."""
    if _ended(_forked(do)) != 0:
        sys.exit(1)


def _forked(do: Callable[[], object]) -> int:
    """Do something in a child, and return its number."""
    if child := os.fork():
        return child
    status = 1
    try:
        do()
        status = 0
    except ReleaseError as error:
        print(error, file=sys.stderr)
        status = _REFUSED if "again" in str(error) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    typer.run(main)
