"""What changed between two releases, and the version that follows from it."""

from risalah.export.difference.changelog import Listing, changelog, listing
from risalah.export.difference.comparison import Comparison, compare
from risalah.export.difference.corrections import corrections
from risalah.export.difference.events import relinked
from risalah.export.difference.facts import LINE, changes
from risalah.export.difference.rows import Difference, Tally, difference
from risalah.export.difference.version import next_version

__all__ = [
    "LINE",
    "Comparison",
    "Difference",
    "Listing",
    "Tally",
    "changelog",
    "changes",
    "compare",
    "corrections",
    "difference",
    "listing",
    "next_version",
    "relinked",
]
