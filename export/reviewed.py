"""What people made of the documents of a release, as annotations again: what a model learns from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError

from risalah.export.formats.example import Argument, Event, Example, Span
from risalah.export.formats.source import examples
from risalah.export.manifest import Manifest, read_manifest
from risalah.export.tables.files import data_files, scan, split_of
from risalah.schema import Annotation, Document, Mention, Ontology, Problem
from risalah.schema.errors import ReleaseError
from risalah.schema.ontology import ATTRIBUTION
from risalah.schema.report import problems_of
from risalah.schema.version import SCHEMA_VERSION

_UNREAD = "unreviewed"
_ABOUT = ("title", "language", "published", "publisher", "url", "licence")


@dataclass(frozen=True, slots=True)
class Origin:
    """The release that something was made of."""

    version: str
    content_sha256: str
    """Hash of what its tables say."""
    schema_version: str
    """Of the schema that it was written by."""


def origin(release: Path) -> Origin:
    """Return which release lies in a folder; raises ReleaseError where none does."""
    manifest = read_manifest(release)
    return Origin(manifest.version, manifest.content_sha256, manifest.schema_version)


def unread(release: Path, split: str) -> int:
    """Return how many documents of a split no person has read; raises ReleaseError where the folder is no release."""
    if not read_manifest(release).splits["documents"].get(split):
        return 0
    files = [path for path in data_files(release, "documents") if split_of(path) == split]
    counted = pl.scan_parquet(files).select((pl.col("status") == _UNREAD).sum())
    return int(counted.collect(engine="streaming").item())


def reviewed(release: Path, split: str, ontology: Ontology) -> Iterator[tuple[Document, Annotation]]:
    """Yield the documents of a split with what is true of them, a bounded number in memory.

    An annotation's source is who submitted it. Its mentions name no rule and no confidence,
    its events no flags: a release tells of them, but they are not what is true. Documents
    that no person has read are left out, and `unread` counts them. Raises ReleaseError
    where the folder is no release, where it lacks the texts or the split, and where its schema or
    its event types are not known here; later, where its tables do not fit together.
    """
    if problems := [*_misfits(release, read_manifest(release), split, ontology)]:
        raise ReleaseError(*problems)
    read = (example for example in examples(release, split) if example.about["status"] != _UNREAD)
    return (_annotated(example, ontology, f"{release} {example.doc_id}") for example in read)


def _misfits(release: Path, manifest: Manifest, split: str, ontology: Ontology) -> Iterator[Problem]:
    where = str(release)
    if split not in manifest.splits["documents"]:
        yield Problem(where, f"has no split {split!r}", f"It has {', '.join(manifest.splits['documents'])}")
    if manifest.text != "full":
        yield Problem(where, "is there without the texts of its documents", "Attach them with `risalah hydrate`")
    yield from _of_schema(where, manifest.schema_version)
    if manifest.ontology != ontology.fingerprint() and (unknown := _unknown(release, ontology)):
        what = f"tells of events that are not known here: {', '.join(unknown)}"
        remedy = "Name the module of their classes in `events` of risalah.toml, as where it was released"
        yield Problem(where, what, remedy)


def _of_schema(where: str, version: str) -> Iterator[Problem]:
    """Yield a problem where data of this version of the schema does not read, or may say more than is known here."""
    theirs, ours = (tuple(map(int, one.split(".")[:2])) for one in (version, SCHEMA_VERSION))
    what = f"is of version {version} of the schema, and this is {SCHEMA_VERSION}"
    if theirs > ours:
        yield Problem(where, what, "Install a newer Risalah")
    elif theirs[0] < ours[0]:
        yield Problem(where, what, "Make it again with `risalah release`")


def _unknown(release: Path, ontology: Ontology) -> list[str]:
    """Return the types of a release, and the roles with what kinds fill them, that these event types lack."""
    arguments = pl.col("arguments").struct
    told = scan(release, "nested").select("type", "arguments").explode("arguments")
    rows = told.select("type", role=arguments.field("role"), kind=arguments.field("kind")).unique()
    known = {
        (event.type_name(), role.name, kind)
        for event in ontology
        for role in event.roles()
        for kind in role.filler.kinds()
    }
    return sorted(
        {
            f"{kind} as {event_type}.{role}" if event_type in ontology else event_type
            for event_type, role, kind in rows.collect(engine="streaming").iter_rows()
            if event_type not in ontology or (role not in {None, ATTRIBUTION} and (event_type, role, kind) not in known)
        }
    )


def _annotated(example: Example, ontology: Ontology, where: str) -> tuple[Document, Annotation]:
    try:
        document = Document.model_validate(
            {"id": example.doc_id, "text": example.text} | {name: example.about[name] for name in _ABOUT}
        )
        annotation = Annotation.model_validate(
            {
                "doc_id": document.id,
                "text_sha256": document.text_sha256,
                "source": {"kind": "person", "version": example.about["annotator"]},
                "events": [_record(event, document.text) for event in example.events],
            },
            context={"ontology": ontology},
        )
    except ValidationError as error:
        raise ReleaseError(*problems_of(error, where)) from None
    return document, annotation


def _record(event: Event, text: str) -> dict[str, Any]:
    roles: dict[str, list[dict[str, Any]]] = {}
    for argument in event.arguments:
        roles.setdefault(argument.role, []).append(_filler(argument, text))
    return {
        "number": event.number,
        "type": event.type,
        "realis": event.realis,
        "triggers": _mentions(event.triggers, text),
        "attribution": roles.pop(ATTRIBUTION, []),
        "roles": roles,
    }


def _filler(argument: Argument, text: str) -> dict[str, Any]:
    return {"value": argument.value, "kind": argument.kind, "mentions": _mentions(argument.mentions, text)}


def _mentions(spans: tuple[Span, ...], text: str) -> list[Mention]:
    return [Mention.at(text, span.start, span.end) for span in spans]
