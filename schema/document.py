"""A news article as every stage sees it."""

import datetime
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator

from risalah.schema.model import Model
from risalah.schema.text import freeze, sha256


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _on_one_line(name: str) -> str:
    if name != name.strip() or len(name.splitlines()) > 1:
        raise ValueError(f"{name!r} is not one line, or has spaces around it")
    return name


Frozen = Annotated[str, AfterValidator(freeze)]


class Document(Model):
    """One article. Its text is frozen on construction and never changes afterwards."""

    id: Annotated[Frozen, AfterValidator(_not_blank), AfterValidator(_on_one_line)]
    """Names the document for ever; unique within a workspace."""
    text: Annotated[Frozen, AfterValidator(_not_blank)]
    """The article as read, in Unicode NFC with LF line ends: what offsets count in."""
    title: Frozen | None = None
    """The headline, where it is known apart from the text."""
    language: Frozen | None = None
    """A BCP 47 tag such as `id`; null where nobody said."""
    published: datetime.date | None = None
    """The day of publication; null where it is unknown, and then relative dates stay unresolved."""
    publisher: Frozen | None = None
    """Who published it."""
    url: Frozen | None = None
    """Where it was published."""
    licence: Frozen | None = None
    """The rights in the text, as an SPDX expression or in the publisher's words."""

    @cached_property
    def text_sha256(self) -> str:
        """The hexadecimal SHA-256 of the text, by which an annotation names the text it was made on."""
        return sha256(self.text)
