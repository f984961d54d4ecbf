"""What describes a release to people and programs: its card, croissant.json and CITATION.cff."""

from risalah.export.description.about import About, about
from risalah.export.description.files import described

__all__ = ["About", "about", "described"]
