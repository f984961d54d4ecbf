"""Text as offsets count in it: normalised once, then frozen."""

import hashlib
import re
import unicodedata

UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")
"""A lone surrogate has no UTF-8 form, and no server stores U+0000: neither can travel."""
_MARKS = 30
"""Combining marks that may follow each other, as in Unicode's stream-safe text: no language needs ten."""
_SHORT = 10_000
"""Code points of a text in which too many marks do no harm."""
_FAR_FROM_LATIN = re.compile(rf"[^\x00-\u02ff\u2000-\u206f]{{{_MARKS + 1},}}")


def freeze(raw: str) -> str:
    """Return `raw` in Unicode NFC, with LF line ends and without leading byte order marks.

    Every offset in this project is a code point index into text in this form.
    Freezing twice changes nothing. Raises ValueError for a text that cannot be
    stored (a lone surrogate, U+0000) or normalised (endless combining marks).
    """
    if not _can_travel(raw) and (bad := UNWRITABLE.search(raw)):
        raise ValueError(f"holds U+{ord(bad.group()):04X} at code point {bad.start()}, which cannot be stored")
    text = raw.lstrip("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if len(lines) > _SHORT:
        _demand_few_marks(lines)
    return unicodedata.normalize("NFC", lines)


def _can_travel(text: str) -> bool:
    # Five times as fast as the pattern, which says where.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _demand_few_marks(text: str) -> None:
    # To put marks in order takes time by the square of their number.
    for run in _FAR_FROM_LATIN.finditer(text):
        marks = 0
        for place, letter in enumerate(run.group(), run.start()):
            marks = marks + 1 if unicodedata.combining(letter) else 0
            if marks > _MARKS:
                raise ValueError(f"holds more than {_MARKS} combining marks in a row at code point {place - _MARKS}")


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()
