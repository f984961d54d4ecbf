"""The card of a release: README.md, which Hugging Face shows and `datasets` finds the tables by."""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from risalah.export.description.about import About
from risalah.export.description.citation import bibtex
from risalah.export.description.fields import item, parts, type_name
from risalah.export.description.front_matter import front_matter
from risalah.export.description.licences import rights
from risalah.export.description.loading import loading
from risalah.export.description.prose import MADE, TABLES, USES, limits
from risalah.schema.agreement import AgreementFigure
from risalah.schema.event import Event
from risalah.schema.targets.tables import ROWS, columns


def card(of: About) -> str:
    """Return the release's README.md. The same release gives the same."""
    sections = {
        f"{of.dataset.title}, version {of.manifest.version}": _what_it_is(of),
        "Load it": loading(of),
        "How much there is": _counts(of),
        "Event types": _types(of),
        "Tables and fields": _tables(of),
        "How it was made": _how_it_was_made(of),
        "How far annotators agree": _agreement(of.agreement),
        "Known gaps": [_listed(limits(of)) or "None that we know of."],
        "Rights": _rights(of),
        "Cite it": _how_to_cite(of),
    }
    title, *others = sections
    written = [f"# {title}", *sections[title]]
    for heading in others:
        written += [f"## {heading}", *sections[heading]]
    return front_matter(of) + "\n" + "\n\n".join(written) + "\n"


def _what_it_is(of: About) -> Iterator[str]:
    manifest = of.manifest
    yield of.dataset.description
    since = f"Since {manifest.previous}: " if manifest.previous else "Why it has this number: "
    yield f"{since}{manifest.reason}. What changed, row by row, is in `CHANGELOG.md`. {USES}"
    if of.manifest.text == "standoff":
        yield (
            "**It was published without the articles' text**, which must not be copied: offsets, hashes and addresses "
            "stand in its place. `text` is null, and `sha256:` with a hash stands for a title, for the trigger of a "
            "record, and for a topic or the like that is told in the article's own words. Where you have the "
            "articles, `risalah hydrate` puts their words back."
        )


def _counts(of: About) -> Iterator[str]:
    splits = of.manifest.splits
    names = list(splits["records"])
    yield _table(
        ["table", "what a row is", *names, "rows"],
        [[f"`{table}`", TABLES[table], *splits[table].values(), of.manifest.rows[table]] for table in ROWS],
    )
    realis = sorted({realis for _, realis in of.realis})
    yield _table(
        ["records of type", *realis, "all"],
        [
            [f"`{name}`", *(of.realis.get((name, kind), 0) for kind in realis), count]
            for name, count in of.type_counts.items()
        ],
    )
    yield _table(["records that are", "rows"], [[f"`{status}`", count] for status, count in of.statuses.items()])
    span = f", published from {of.span[0]} to {of.span[1]} as far as known," if of.span else ""
    yield f"The documents{span} are of {of.publishers} publishers."


def _types(of: About) -> Iterator[str]:
    yield "What annotators were told is such an event, and what its roles are. Each role is a column of `records`."
    for event in of.ontology:
        yield f"### `{event.type_name()}`"
        yield event.guideline()
        yield _codes(event)
        yield _table(
            ["role", "filled by", "how many", "what it is"],
            [
                [f"`{role.name}`", role.filler.__name__.lower(), _times(role.minimum, role.maximum), role.description]
                for role in event.roles()
            ],
        )


def _codes(event: type[Event]) -> str:
    codes = event.codes
    plover = ", ".join(filter(None, (codes.plover, codes.plover_mode)))
    told = {"ACE": codes.ace, "PLOVER": plover, "CAMEO": ", ".join(codes.cameo)}
    known = "; ".join(f"{scheme} {code}" for scheme, code in told.items() if code)
    return f"Elsewhere: {known}." if known else "No other scheme has a code for it."


def _times(minimum: int, maximum: int | None) -> str:
    if maximum is None:
        return f"{minimum} or more"
    return str(maximum) if minimum == maximum else f"{minimum} to {maximum}"


def _tables(of: About) -> Iterator[str]:
    yield (
        "Offsets are half-open and count Unicode code points from the start of `text` in `documents`. The ids join the "
        "tables: `doc_id`, `record_id`, `argument_id` and `event_id` mean the same in all of them."
    )
    for table in ROWS:
        yield f"### `{table}`"
        yield TABLES[table]
        yield _table(
            ["column", "type", "what it says"],
            [
                [f"`{column.name}`", type_name(column.type), column.description]
                for column in columns(table, of.ontology)
            ],
        )
        yield from _parts(column.type for column in columns(table, of.ontology))


def _parts(types: Iterable[pl.DataType]) -> Iterator[str]:
    """Yield what stands within the columns of structs, once for each kind of struct."""
    met = {}
    left = [*types]
    while left:
        kind = left.pop(0)
        if within := parts(kind):
            met[type_name(item(kind))] = within
            left += [part.type for part in within]
    for name, within in met.items():
        yield f"In `{name}`:\n\n" + _listed(f"`{part.name}`: {part.description}" for part in within)


def _how_it_was_made(of: About) -> Iterator[str]:
    yield MADE
    started = ", ".join(f"`{prior}`" for prior in of.manifest.priors) or "nothing"
    yield f"Annotators started from: {started}. Their names are pseudonyms, the same in every release."
    yield (
        "Records of one real-world event have one `event_id`, which they keep from release to release. A split is "
        "drawn for an event with all its articles and those that are nearly the same texts, so that none of these is "
        "in another split, and no article ever moves to another. Where articles of different splits were found later "
        "to belong together, they stay where they are: see the known gaps."
    )
    yield (
        f"The schema is {of.manifest.schema_version}. `manifest.json` has the checksum of every file and of what the "
        "tables say; `rejected.parquet` names what was left out, and why."
    )


def _agreement(figures: Sequence[AgreementFigure]) -> Iterator[str]:
    if not figures:
        yield "No figures were given: they need documents that two people annotated, or one and the rules or a model."
        return
    yield (
        "F1 of events, triggers and roles, the share of events with equal realis, and Krippendorff's α; with the 95 % "
        "interval in which they would lie had other documents been drawn."
    )
    rows = [[_who(one), one.measure, _number(one.value), _interval(one), one.documents] for one in figures]
    yield _table(["annotators", "measure", "value", "95 % interval", "documents"], rows)


def _who(figure: AgreementFigure) -> str:
    return " and ".join(figure.annotators) if figure.annotators else "all people"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(figure: AgreementFigure) -> str:
    return "-" if figure.low is None else f"{_number(figure.low)} to {_number(figure.high)}"


def _rights(of: About) -> Iterator[str]:
    if of.dataset.licence:
        yield f"The annotations are under {of.dataset.licence}."
    yield "The texts are their publishers'; `licence` in `documents` says what is known of each:"
    yield _table(["licence", "documents"], [[name or "not stated", count] for name, count in of.licences.items()])
    if len(rights(of)) > 1:
        yield "Not all of it is under one licence: look at that of each text before you pass it on."


def _how_to_cite(of: About) -> Iterator[str]:
    yield "Name the version: what you measured on another one is something else. `CITATION.cff` says the same."
    yield f"```bibtex\n{bibtex(of)}\n```"


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    cells = [*map(str, head)]
    lines = [cells, ["---"] * len(cells), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(content: object) -> str:
    """Return what stands in a cell: on one line, and without what would begin another cell."""
    return " ".join(str(content).split()).replace("|", "\\|")


def _listed(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)
