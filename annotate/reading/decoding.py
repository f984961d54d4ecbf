"""Bytes to text: UTF-8, and the Windows-1252 of older newsroom systems."""

from risalah.annotate.reading.rejected import Rejected
from risalah.schema import Problem


def decode(raw: bytes, where: str) -> str | Rejected:
    """Return the text of UTF-8 bytes, with or without a byte order mark, or else of Windows-1252 bytes."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if _is_utf_16(raw) or _is_damaged_utf_8(raw):
        return undecodable(where)
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return undecodable(where)


def undecodable(where: str) -> Rejected:
    """Return what bytes are rejected with that stand for no text."""
    return Rejected(Problem(where, "is neither UTF-8 nor Windows-1252", "Save it as UTF-8"))


def _is_utf_16(raw: bytes) -> bool:
    return raw.startswith((b"\xff\xfe", b"\xfe\xff"))


def _is_damaged_utf_8(raw: bytes) -> bool:
    # One lost byte would else turn every dash and quotation mark of an article into three odd letters,
    # because nearly all bytes mean something in Windows-1252.
    text = raw.decode(errors="replace")
    broken = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - broken > broken
