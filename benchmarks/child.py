"""One measurement, in a process of its own on one core: `python -m benchmarks.child CONTENDER CORPUS [OPTION]...`.

So no contender finds the caches, the heap or the garbage of another, or its own of an earlier repeat.
"""

import os
import sys
import time
from collections import deque
from pathlib import Path

import msgspec

from benchmarks.contenders import CONTENDERS, Contender
from benchmarks.measure import Measured

_WARM_UP = 5
"""Documents before the clock starts: a pattern that is compiled at its first use is no part of the speed."""


def main() -> None:
    """Measure, and print what was measured as JSON."""
    name, corpus, *options = sys.argv[1:]
    [contender] = [contender for contender in CONTENDERS if contender.module == name]
    pin()
    sys.stdout.buffer.write(msgspec.json.encode(measure(contender, Path(corpus), *options)))


def pin() -> None:
    """Stay on one core, where the system lets us choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measure(contender: Contender, corpus: Path, *options: str) -> Measured:
    """Run the contender over the corpus, or as much of it as it is measured on, and return how it went.

    Seconds are those of the processor, for on one core they are what others on the machine take least from.
    """
    lines = portion(corpus.read_bytes().splitlines(keepends=True), contender.at_most)
    start = time.process_time()
    work = contender.prepare(*options)
    loading = time.process_time() - start
    deque(work(lines[:_WARM_UP]), maxlen=0)
    start = time.process_time()
    out = sum(map(len, work(lines)))
    seconds = time.process_time() - start
    return Measured(seconds, sum(map(len, lines)), out, loading)


def portion(lines: list[bytes], at_most: int | None) -> list[bytes]:
    """Return the first lines, until they hold so many bytes."""
    if at_most is None:
        return lines
    taken = 0
    for number, line in enumerate(lines):
        if taken >= at_most:
            return lines[:number]
        taken += len(line)
    return lines


if __name__ == "__main__":
    main()
