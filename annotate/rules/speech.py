"""Who speaks in a quotation of several sentences, which tells so only where it closes."""

import re
from collections.abc import Iterable
from typing import Final

from risalah.annotate.rules.lexicon import alternation

_NAME: Final = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"


class Speech:
    """Finds the ends of quotations by one language's verbs of saying."""

    def __init__(self, says: Iterable[str]) -> None:
        self._closing = re.compile(rf"[^\n\"“”«»]*[\"“”»],?\s*(?:{alternation(says)}) ({_NAME})")

    def speaker(self, text: str, end: int) -> str:
        """Return the name after the quotation that goes on from here: "... Ani. ... besok," kata Budi."; else ""."""
        match = self._closing.match(text, end)
        return match[1] if match else ""
