"""How far the clause of a trigger goes."""

from typing import Final

from risalah.annotate.rules.kinds import CLAUSE, QUOTE, SAY, SOURCE, STOP, THAT, Item, among, mask

REACH: Final = 40
"""Items on one side of a trigger that may tell of its event."""
ADVERBS: Final = 2
"""Words that may stand between a verb and its object."""
CLAUSE_END: Final = mask(SAY, SOURCE, THAT, CLAUSE, STOP, QUOTE)
"""What begins another clause, or ends this one."""


def clause_after(items: list[Item], trigger: int) -> range:
    """Return the indices to the right of the trigger, as far as its clause goes."""
    end = min(len(items), trigger + REACH)
    for index in range(trigger + 1, end):
        if among(items[index].kind, CLAUSE_END):
            return range(trigger + 1, index)
    return range(trigger + 1, end)
