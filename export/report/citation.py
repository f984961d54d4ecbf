"""How to cite a release."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from risalah.export.manifest import Manifest

FILE = "CITATION.cff"
TITLE = "Event records from news articles"
"""Of a release that does not say what it is called."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation is made of."""

    title: str
    authors: str
    """Empty where nobody is named, as is the address."""
    version: str
    year: str
    """Empty where neither a day of release is told nor when anything was submitted."""
    address: str

    @property
    def sentence(self) -> str:
        """The release as a list of references names it."""
        title = f"{self.title} (version {self.version}) [data set]"
        year = f"({self.year})" if self.year else ""
        lead = [f"{self.authors} {year}".strip(), title] if self.authors else [f"{title} {year}".strip()]
        return " ".join([*(f"{part.rstrip('.')}." for part in lead), self.address]).strip()

    @property
    def bibtex(self) -> str:
        """The same for BibTeX."""
        fields = {"title": self.title, "author": self.authors, "year": self.year, "version": self.version}
        fields["url"] = self.address
        told = "".join(f",\n  {name} = {{{_bibtex(value)}}}" for name, value in fields.items() if value)
        return f"@misc{{risalah-{self.version}{told}\n}}"


def citation(release: Path, manifest: Manifest) -> Citation:
    """Return how a release wants to be cited: as its CITATION.cff says, or else by version alone."""
    path = release / FILE
    told = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    said: Mapping[str, Any] = told if isinstance(told, dict) else {}
    day = said.get("date-released") or manifest.high_water_mark
    return Citation(
        title=str(said.get("title") or TITLE),
        authors=" and ".join(filter(None, map(_author, said.get("authors") or []))),
        version=manifest.version,
        year=str(day.year) if isinstance(day, datetime.date) else str(day or "")[:4],
        address=f"https://doi.org/{said['doi']}" if said.get("doi") else str(said.get("url") or ""),
    )


def _author(author: Mapping[str, Any]) -> str:
    given, family = author.get("given-names"), author.get("family-names")
    return ", ".join(filter(None, (family, given))) or str(author.get("name") or "")


def _bibtex(value: str) -> str:
    return "".join(f"\\{letter}" if letter in "{}%&#_$" else letter for letter in value)
