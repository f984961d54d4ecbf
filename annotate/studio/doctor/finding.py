"""What a check finds."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "fault", "not checked"]
"""A fault keeps the work from going on or spoils it; a warning is what a curator may have wanted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found."""

    state: State
    what: str
    remedy: str = ""
    """The command that mends it, or what a person does; empty where nothing need be done."""
    code: str = ""
    """Names the check."""


def ok(what: str) -> Finding:
    """Return that all is well, with what a person may want to know of it."""
    return Finding("ok", what)


def warning(what: str, remedy: str = "") -> Finding:
    """Return what may be wanted, and is to be known."""
    return Finding("warning", what, remedy)


def fault(what: str, remedy: str = "") -> Finding:
    """Return what keeps the work from going on or spoils it."""
    return Finding("fault", what, remedy)
