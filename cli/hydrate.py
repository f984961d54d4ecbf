"""`risalah hydrate`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import exit_status, keep_rejected, outcome, progress, say
from risalah.cli.options import AsJson, Inputs, Strict

if TYPE_CHECKING:
    from risalah.annotate.reading import Rejected
    from risalah.export.rights.hydrate import Matched
    from risalah.schema import Document

_Release = Annotated[Path, typer.Argument(metavar="RELEASE", help="The folder of a release without text.")]
_Out = Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write the release with its text; a new folder.")]


def hydrate(release: _Release, texts: Inputs, out: _Out, strict: Strict = False, as_json: AsJson = False) -> None:
    """Put the text of articles that you have back into a release that was published without it.

    A text is known by its SHA-256, whatever the article is called. One that is called as a
    document of the release and is not the text that was annotated is refused, and written
    to `rejected.jsonl` here with what cannot be read.

    Example: `risalah hydrate releases/1.0.0 articles/ --out hydrated/1.0.0`
    """
    from risalah.annotate.reading import Rejected
    from risalah.export.rights.hydrate import hydrate as write
    from risalah.export.rights.hydrate import match

    rejected: list[Rejected] = []
    with progress("reading") as advance:
        matched = match(release, _documents(texts, rejected, advance))
    rejected += [Rejected(problem, problem.where) for problem in matched.refused]
    keep_rejected(rejected, Path())
    if matched.texts:
        write(release, matched, out)
    _tell(matched, out, as_json=as_json)
    raise typer.Exit(int(not matched.texts) or exit_status(len(matched.texts), len(rejected), strict=strict))


def _documents(texts: list[str], rejected: "list[Rejected]", advance: Callable[[int], None]) -> "Iterator[Document]":
    """Yield the texts as documents; what cannot be read goes to `rejected`."""
    from risalah.annotate.reading import Rejected, read

    for found in read(texts):
        if isinstance(found, Rejected):
            rejected.append(found)
        else:
            yield found
        advance(1)


def _tell(matched: "Matched", out: Path, *, as_json: bool) -> None:
    counts = {"hydrated": len(matched.texts), "refused": len(matched.refused), "others": matched.others}
    told = {"folder": str(out) if matched.texts else None, **counts, "missing": matched.missing}
    if not matched.texts:
        say("risalah: none of these texts is of that release. Give the articles as they were published")
    sentence = (
        f"{counts['hydrated']} documents have their text again, {len(matched.missing)} lack it still; "
        f"{counts['refused']} texts refused, {counts['others']} of other documents."
    )
    outcome(told, f"{sentence} See {out}" if matched.texts else f"{sentence} Nothing was written.", as_json=as_json)
