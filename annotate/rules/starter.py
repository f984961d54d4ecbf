"""A starter pack for another language: every file and key that a pack needs, filled with what CLDR knows."""

import json
import re
import tempfile
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Any, Final, get_args, get_origin

from pydantic.fields import FieldInfo

from risalah.annotate.rules.examples import Examples
from risalah.annotate.rules.pack import EXAMPLES, LEXICON, SLOTS_OF_FILLER, Closed, EventRules
from risalah.schema import Event, Ontology
from risalah.schema.errors import Problem, RuleError
from risalah.storage.atomic import write

_WIDTH: Final = 118
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def write_starter(folder: Path, ontology: Ontology) -> None:
    """Make a starter pack in a new folder, whose name is the language's code.

    Raises RuleError where something of that name is there already, the language is not known, or babel is missing.
    """
    if folder.exists():
        raise RuleError(Problem(str(folder), "is there already", "Remove it, or choose another folder"))
    files = starter(folder.name, ontology)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".writing-") as temporary:
        made = Path(temporary) / folder.name
        made.mkdir()
        for name, text in files.items():
            write(made / name, text.encode())
        made.rename(folder)


def starter(language: str, ontology: Ontology) -> dict[str, str]:
    """Return the files of a starter pack by name; raises RuleError as `write_starter` does."""
    try:
        from risalah.annotate.rules.cldr import date_formats, lexicon  # noqa: PLC0415 - needs babel, an extra
    except ImportError:
        raise RuleError(Problem("babel", "is not installed", "Run: pip install 'risalah[packs]'")) from None
    known = lexicon(language)
    files = {f"{stem}.toml": _file(model, known.get(stem, {})) for stem, model in LEXICON.items()}
    files["time.toml"] = _file(LEXICON["time"], known["time"], _about_dates(date_formats(language)))
    for event in ontology:
        files[f"{event.type_name()}.toml"] = _file(EventRules, {"type": event.type_name()}, _about_event(event))
    return files | {EXAMPLES: _file(Examples, {})}


def unwritten(folder: Path) -> dict[str, list[str]]:
    """Return by file the keys of a pack that are still empty."""
    read = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
    return {name: empty for name, table in read.items() if (empty := list(_empty(table)))}


def _empty(table: Mapping[str, Any], within: str = "") -> Iterator[str]:
    for key, value in table.items():
        if value in ([], {}):
            yield f"{within}{key}"
        elif isinstance(value, dict):
            yield from _empty(value, f"{within}{key}.")


def _about_dates(formats: list[str]) -> str:
    return f"CLDR has dates of this language as {' and '.join(formats)}. Babel has no number words."


def _about_event(event: type[Event]) -> str:
    """What is such an event, and which slots can fill its roles."""
    slots = {role.name: SLOTS_OF_FILLER.get(role.filler.__name__) for role in event.roles()}
    fits = [f"Slots of {name}: {', '.join(sorted(fitting))}." for name, fitting in slots.items() if fitting]
    return "\n".join([event.guideline().partition("\n\n")[0], *fits])


def _file(model: type[Closed], known: Mapping[str, Any], about: str = "") -> str:
    """The TOML file of a model, with the values that are known."""
    head = _comment(f"{cleandoc(model.__doc__ or '')}\n{about}".strip())
    return head + "".join(_keys(model, known)) + "".join(_tables(model, known))


def _keys(model: type[Closed], known: Mapping[str, Any]) -> Iterator[str]:
    """The keys of a table; one that may be left out stands in a comment."""
    for key, field in _fields(model):
        if not _is_table(field):
            value = field.default if not field.is_required() else known.get(key, [])
            yield f"\n{_about(field)}{'' if field.is_required() else '# '}{key} = {_toml(value)}\n"


def _tables(model: type[Closed], known: Mapping[str, Any], within: str = "") -> Iterator[str]:
    for key, field in _fields(model):
        if _is_table(field):
            values, inner = known.get(key, {}), _model(field.annotation)
            yield f"\n{_comment(cleandoc(inner.__doc__ or '')) if inner else _about(field)}[{within}{key}]\n"
            if inner:
                yield from _keys(inner, values)
                yield from _tables(inner, values, f"{within}{key}.")
            else:
                yield from (f"{_key(name)} = {_toml(value)}\n" for name, value in values.items())


def _fields(model: type[Closed]) -> Iterator[tuple[str, FieldInfo]]:
    return ((field.alias or name, field) for name, field in model.model_fields.items())


def _is_table(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is dict or _model(field.annotation) is not None


def _model(annotation: Any) -> type[Closed] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, Closed) else None


def _about(field: FieldInfo) -> str:
    """What belongs into a key; for an array of tables, also what belongs into each table's keys."""
    lines = [field.description or ""]
    element = _model(next(iter(get_args(field.annotation)), None))
    if element:
        lines.append("In place of the empty list, write one table for each, under the key in [[ ]], with these keys:")
        for key, inner in _fields(element):
            lines.append(f"  {key}{'' if inner.is_required() else ' (may be left out)'}: {inner.description}")
    return _comment("\n".join(lines))


def _comment(text: str) -> str:
    lines = [
        line
        for told in text.splitlines()
        for line in textwrap.wrap(told, _WIDTH, subsequent_indent="    " * told.startswith(" ")) or [""]
    ]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _toml(name)


def _toml(value: Any) -> str:
    """A value in TOML, which writes strings, numbers, booleans and arrays of them as JSON does."""
    return json.dumps(value, ensure_ascii=False)
