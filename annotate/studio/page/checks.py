"""What can be wrong with what Label Studio gives back: a code for each fault, and what a person does about it."""

import json

from risalah.schema import Problem

_MARK_AGAIN = "Delete it on the page and mark it again"
_SUBMIT_AGAIN = "Open it on the page and submit it again"
_CONFIG = "Put the project's labelling config back as it was pushed, then mark it again"

REMEDIES = {
    # a task
    "task-without-id": "Look at what the server exports: this is no task of Label Studio",
    "no-document": "Delete the task",
    "text-changed": "Delete the task, push again",
    "annotations-not-listed": "Look at what the server exports: a task has a list of annotations",
    # an annotation
    "annotation-not-object": "Look at what the server exports: this is no annotation of Label Studio",
    "skipped-or-not": _SUBMIT_AGAIN,
    "no-time": _SUBMIT_AGAIN,
    "no-result": _SUBMIT_AGAIN,
    # an item of its result
    "item-not-object": _SUBMIT_AGAIN,
    "no-region-id": _SUBMIT_AGAIN,
    "foreign-control": _CONFIG,
    "bad-answer": _MARK_AGAIN,
    # a region
    "no-offsets": _MARK_AGAIN,
    "two-spans": _MARK_AGAIN,
    "no-label": "Give it a type or a role, or delete it on the page",
    "several-values": "Leave one",
    "two-labels": "Click it and press the label that is to go; mark the words twice where both hold",
    "unknown-number": _CONFIG,
    "unknown-label": _CONFIG,
    "unknown-choice": _CONFIG,
    "empty-span": _MARK_AGAIN,
    "offset-past-end": _MARK_AGAIN,
    "only-space": _MARK_AGAIN,
    "no-number": "Select it and press its event's number",
    "unclear-time": "Write the whole date, such as 2025-09-04",
    "unclear-relation": "Delete the relation and give the triggers the number of their event",
    # an event
    "no-trigger": "Mark the word that tells the event with its type",
    "two-types": "Give one of them another event number, or delete the relation between them",
    "two-realis": "Choose one on all its triggers",
    "role-of-another-type": "Give it another label or another event number",
    "too-many-fillers": "Give them one value, or delete some on the page",
    "too-few-fillers": "Mark it on the page, or choose 'no event'",
    "bad-value": "Correct it on the page",
}
"""The codes of all faults, each with what to do."""

_LONGEST = 300
"""Characters of what is wrong that are told: nobody reads a label of a million."""
_SHOWN = 60
_MOST = 2**63
_DIGITS = len(str(_MOST))


class PayloadError(ValueError):
    """A part of a payload that cannot be taken: the code of its fault, and what is wrong with it."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(what)
        self.code = code
        self.what = what

    def at(self, where: str) -> Problem:
        """Return the fault with its address."""
        return fault(self.code, where, self.what)


def fault(code: str, where: str, what: str) -> Problem:
    """Return the fault of a code; raises KeyError for a code that is none."""
    short = what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…"
    told = short.encode(errors="backslashreplace").decode()  # a payload can hold a lone surrogate, a file cannot
    return Problem(where, told, REMEDIES[code], code)


def whole(raw: object) -> int | None:
    """Return a whole number of 64 bits in any form that JSON may give it (12, 12.0, "12"), null where it is none."""
    if type(raw) is int:  # nearly always
        return raw if abs(raw) < _MOST else None
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < _DIGITS:
        return int(raw)
    return int(raw) if isinstance(raw, float) and abs(raw) < _MOST and raw.is_integer() else None


def shown(raw: object) -> str:
    """Return what stands in a payload, short and on one line; of an object or a list only that it is one."""
    if isinstance(raw, dict | list):
        return "an object" if isinstance(raw, dict) else "a list"
    told = raw if isinstance(raw, str) and raw.strip() else json.dumps(raw, default=str)
    return (told if told.isprintable() else ascii(told))[:_SHOWN]
