"""How far the clause of a trigger goes."""

from collections.abc import Iterator

from risalah.annotate.rules.kinds import Item, Kind

REACH = 40
"""Items on one side of a trigger that may tell of its event."""
ADVERBS = 2
"""Words that may stand between a verb and its object."""
CLAUSE_END = frozenset((Kind.SAY, Kind.SOURCE, Kind.THAT, Kind.CLAUSE, Kind.STOP, Kind.QUOTE))
"""What begins another clause, or ends this one."""


def clause_after(items: list[Item], trigger: int) -> Iterator[int]:
    """Yield the indices to the right of the trigger, as far as its clause goes."""
    for index in range(trigger + 1, min(len(items), trigger + REACH)):
        if items[index].kind in CLAUSE_END:
            return
        yield index
