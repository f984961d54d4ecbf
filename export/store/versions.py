"""Version numbers, as the names of folders."""

import re
from collections.abc import Iterable, Sequence

from risalah.schema import Problem
from risalah.schema.errors import ReleaseError

_VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", re.ASCII)


def is_version(name: str) -> bool:
    """Return whether a folder's name is a version."""
    return _VERSION.fullmatch(name) is not None


def order(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: numbers, not letters."""
    return tuple(map(int, version.split(".")))


def ordered(names: Iterable[str]) -> list[str]:
    """Return the versions among some names, the highest last."""
    return sorted(filter(is_version, names), key=order)


def last(versions: Sequence[str]) -> str | None:
    """Return the highest of ordered versions, null where there is none."""
    return versions[-1] if versions else None


def overtaken(address: str, version: str) -> ReleaseError:
    """Return the error of who was slower than another publisher."""
    what = f"{version} was not published: another release was published meanwhile"
    return ReleaseError(Problem(address, what, "Run the command again: it starts from that one"))
