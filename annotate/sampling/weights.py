"""What each reason to choose a document weighs; the first three are added up to its score."""

from typing import Final

PRIORITY: Final = 1.0
"""How early people should see it, from 0 to 1: uncertainty, disagreement, rarity of its types among the reviewed."""
TRIGGER: Final = 0.5
"""How rare its rarest trigger is in the corpus, from 0 to 1."""
LOT: Final = 0.1
"""The lot that is drawn for it, from 0 to 1: enough to mix documents of about the same worth."""
PUBLISHER: Final = 0.2
"""Taken off with each doubling of what is chosen of its publisher: a publisher whose documents score so much more is
chosen from twice as often, and no more than that."""
MONTH: Final = 0.2
"""Likewise, of the month in which it was published."""
DEPTH: Final = 4
"""Candidates that are kept of each event type, for each document that is asked for: they hold the corpus' best,
spread over publishers and months, and bound the memory."""
