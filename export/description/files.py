"""The files that describe a release."""

import json

from risalah.export.description.about import About
from risalah.export.description.card import card
from risalah.export.description.citation import citation
from risalah.export.description.croissant import croissant

CARD, CROISSANT, CITATION = "README.md", "croissant.json", "CITATION.cff"


def described(of: About) -> dict[str, str]:
    """Return the content of every file that describes a release, by path within it."""
    return {
        CARD: card(of),
        CROISSANT: json.dumps(croissant(of), ensure_ascii=False, indent=1) + "\n",
        CITATION: citation(of),
    }
