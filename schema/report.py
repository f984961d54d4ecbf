"""What pydantic finds wrong, told with addresses."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from risalah.schema.errors import Problem


def problems_of(error: ValidationError, where: str, remedy: str = "") -> list[Problem]:
    """Return every fault of a validation error, addressed below `where`: `where events[2].triggers[0].end`."""
    return [
        Problem(f"{where} {path}" if (path := _path(fault["loc"])) else where, _what(fault), remedy)
        for fault in error.errors(include_url=False)
    ]


def _path(location: tuple[int | str, ...]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")


def _what(fault: ErrorDetails) -> str:
    bounds = fault.get("ctx", {})
    match fault["type"]:
        case "too_long" | "too_short":
            most = "at most" if fault["type"] == "too_long" else "at least"
            bound = bounds.get("max_length", bounds.get("min_length"))
            return f"has {bounds['actual_length']} entries, but takes {most} {bound}"
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is not known here"
        case _:
            return str(fault["msg"]).removeprefix("Value error, ")
