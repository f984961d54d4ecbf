"""Where a project and what is known of it differ, found by counting instead of listing.

The server counts the tasks and annotations of any range of ids in one short answer. A
range in which both counts are as known is left alone; another is cut in two, until it
is small enough to be listed. With nothing changed that is one question, whatever the
size of the project.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from risalah.annotate.studio.server.client import Studio, Totals

LEAF = 64
"""Tasks of a range that is listed rather than cut in two."""


def differing(
    studio: Studio, project: int, known: Sequence[int], submitted: Mapping[int, int] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the first and last id of each range in which the server has other tasks or annotations than are known.

    `known` are the ids of the tasks in order, `submitted` how many annotations each of
    them has, 0 where it does not say; without it only tasks are counted.
    """
    if not known:
        return
    sums = [0, *accumulate((submitted or {}).get(task, 0) for task in known)]
    ranges = [(known[0], known[-1])]
    while ranges:
        first, last = ranges.pop()
        left, right = bisect_left(known, first), bisect_right(known, last)
        there = studio.totals(project, first, last)
        if there == Totals(right - left, there.submitted if submitted is None else sums[right] - sums[left]):
            continue
        if right - left <= LEAF:
            yield first, last
            continue
        middle = known[(left + right) // 2]
        ranges += [(middle, last), (first, middle - 1)]
