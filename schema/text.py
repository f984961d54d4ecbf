"""Text as offsets count in it: normalised once, then frozen."""

import hashlib
import re
import unicodedata

UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")
"""A lone surrogate has no UTF-8 form, and no server stores U+0000: neither can travel."""


def freeze(raw: str) -> str:
    """Return `raw` in Unicode NFC, with LF line ends and without leading byte order marks.

    Every offset in this project is a code point index into text in this form.
    Freezing twice changes nothing. Raises ValueError for a text that cannot be
    stored (a lone surrogate, U+0000).
    """
    bad = UNWRITABLE.search(raw)
    if bad:
        raise ValueError(f"holds U+{ord(bad.group()):04X} at code point {bad.start()}, which cannot be stored")
    lines = raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines)


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()
