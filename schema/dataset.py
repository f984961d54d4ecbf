"""What a dataset is called, who made it and under which terms: the table `[dataset]` of `risalah.toml`."""

from typing import Annotated

from pydantic import Field

from risalah.schema.model import Model

_Line = Annotated[str, Field(pattern=r"^\S(.*\S)?$")]
"""Text on one line, without spaces around it."""


class Dataset(Model):
    """What the card, `croissant.json` and `CITATION.cff` of every release say of the dataset as a whole."""

    title: _Line = "Event records from news articles"
    """What it is cited as."""
    description: _Line = (
        "Meetings, visits, calls and other events that news articles tell: who took part, where, when and about what. "
        "Each mention is marked in its article, and every row says how far people have confirmed it."
    )
    """What it is, in a sentence or two."""
    authors: list[_Line] = []
    """Whom to cite, as BibTeX writes it: "Siregar, Budi" is a person with a family name, anything else one name."""
    licence: _Line | None = None
    """The rights in the annotations, as an SPDX identifier; null where nobody said. Each text has its own licence."""
    url: _Line | None = None
    """Where people find it."""
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}(\.\d+)?/\S+$")] | None = None
    """Under which all its versions are known."""
    keywords: list[_Line] = ["event extraction", "news"]
    """By which people look for it."""

    @property
    def credited(self) -> list[str]:
        """The authors; where none are told, the annotators as a body."""
        return self.authors or [f"The annotators of {self.title}"]
