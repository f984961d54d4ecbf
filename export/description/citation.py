"""How a release is cited: CITATION.cff, and BibTeX."""

import re
from typing import Any

import yaml

from risalah.export.description.about import About
from risalah.export.description.licences import one_licence

_MESSAGE = "If you use this dataset, please cite the version you used."
_SPECIAL = re.compile(r"([&%$#_{}])")


def citation(of: About) -> str:
    """Return CITATION.cff, by the Citation File Format 1.2.0.

    https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md
    """
    content = {"type": "other", "value": of.manifest.content_sha256, "description": "SHA-256 of what this version says"}
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": of.dataset.title,
        "version": of.manifest.version,
        "date-released": of.released and of.released.isoformat(),
        "authors": [_author(name) for name in of.dataset.credited],
        "abstract": of.dataset.description,
        "keywords": of.dataset.keywords,
        "license": one_licence(of),
        "doi": of.dataset.doi,
        "url": of.dataset.url,
        "identifiers": [content],
    }
    there = {name: value for name, value in told.items() if value}
    return yaml.safe_dump(there, sort_keys=False, allow_unicode=True, width=120)


def _author(name: str) -> dict[str, str]:
    family, _, given = name.partition(", ")
    return {"family-names": family, "given-names": given} if given else {"name": name}


def bibtex(of: About) -> str:
    """Return the BibTeX entry of a release."""
    told = {
        "author": " and ".join(_plain(name) if ", " in name else f"{{{_plain(name)}}}" for name in of.dataset.credited),
        "title": f"{{{_plain(of.dataset.title)}}}",
        "version": of.manifest.version,
        "year": of.released and str(of.released.year),
        "doi": of.dataset.doi,
        "url": of.dataset.url,
    }
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in told.items() if value)
    return f"@misc{{{_key(of)},\n{fields}}}"


def _plain(text: str) -> str:
    """Return a text with the characters that mean something to TeX taken literally."""
    return _SPECIAL.sub(r"\\\1", text)


def _key(of: About) -> str:
    words = re.findall(r"[a-z0-9]+", of.dataset.title.lower())
    return "-".join([*words[:3], of.manifest.version])
