"""An article as plain text, under optional YAML front matter."""

import re
from collections.abc import Iterator, Mapping

import yaml

from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Raw, Row
from risalah.schema import Problem

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_REMEDY = "Write `name: value` lines between the two lines of three hyphens"


def read(file: File) -> Iterator[Raw]:
    """Yield the article."""
    yield Raw(file.name, file.path.read_bytes(), _row, file.id)


def _row(written: str, raw: Raw) -> Row | Rejected:
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT_MATTER.match(text)
    if not found:
        return Row(raw.where, {"id": raw.id, "text": text})
    front = _fields(found["yaml"], raw)
    if isinstance(front, Rejected):
        return front
    return Row(raw.where, {**front, "id": front.get("id") or raw.id, "text": text[found.end() :]})


def _fields(front: str, raw: Raw) -> Mapping[str, object] | Rejected:
    try:
        fields = _Loader(front).get_single_data()
    except yaml.MarkedYAMLError as error:
        # Lines count from 0 in a mark, and the front matter begins on the file's second.
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        return _rejected(raw, line, f"is not YAML: {error.problem or error.context}")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return _rejected(raw, 2, f"is not YAML: {str(error).partition(chr(10))[0]}")
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        return _rejected(raw, 2, "front matter is no mapping of names to values")
    return fields


def _rejected(raw: Raw, line: int, what: str) -> Rejected:
    return Rejected(Problem(f"{raw.where}:{line}", what, _REMEDY), raw.id)


class _Loader(yaml.SafeLoader):
    """Reads every value as text except null: else `id: 0123` were 83, and `language: no` false."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
