"""A version of the dataset: published whole or not at all, it never changes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from risalah.export.agreement import write_agreement
from risalah.export.description import about, described
from risalah.export.difference import Difference, Listing, Tally, changelog, listing, next_version
from risalah.export.manifest import MANIFEST, Manifest, file_of, files_of
from risalah.export.register import SPLITS, Register, read_register, write_register
from risalah.export.rights.form import TextForm
from risalah.export.rights.standoff import standoff
from risalah.export.store import Store, opened
from risalah.export.store.versions import is_version, last, order
from risalah.export.tables.events import events
from risalah.export.tables.files import LEFT_OUT, scan
from risalah.export.tables.rows import Country, frames
from risalah.export.tables.writer import TableWriter, Written
from risalah.schema import Ontology, Problem
from risalah.schema.agreement import AgreementFigure
from risalah.schema.dataset import Dataset
from risalah.schema.errors import ReleaseError
from risalah.schema.links import Links
from risalah.schema.targets.tables import ROWS
from risalah.schema.truth import LeftOut, Truth
from risalah.schema.version import SCHEMA_VERSION

BATCH = 1_000
"""Documents of which the rows are made at once."""
_UNNAMED = Dataset()
Rows = Callable[[Register], Iterable[dict[str, pl.DataFrame]]]
"""Returns the rows of all tables but `events`, batch by batch, given the splits and events that they are to name."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published release."""

    address: str
    """The path of its folder, or where in an object store it lies."""
    manifest: Manifest
    differences: dict[str, Difference]
    """By table, to the release before; empty for the first."""
    new: bool
    """False where nothing had changed and the last release stands."""

    @property
    def folder(self) -> Path:
        """Its folder, of one that lies in none raises ReleaseError."""
        if "://" in self.address:
            raise ReleaseError(Problem(self.address, "lies in an object store and has no folder"))
        return Path(self.address)


def release(
    releases: Path | str,
    told: Iterable[Truth | LeftOut],
    ontology: Ontology,
    *,
    links: Links,
    country: Country = lambda _, __: None,
    late: Collection[str] | None = None,
    version: str | None = None,
    text: TextForm = "full",
    dataset: Dataset = _UNNAMED,
    agreement: Sequence[AgreementFigure] = (),
) -> Release:
    """Publish the next version in `releases`, a folder or an object store; where nothing changed, return the last one.

    `told` is what is true of each document, in the order of their ids, or why nothing is;
    `links` must hold every record and document of it. `country` returns the country of a
    filler by kind and value, `late` are the documents that make their events test data.
    The version follows from the difference to the last release, if not a higher `version`
    is asked for; `text` says whether it holds the words of the documents, `dataset` what
    it is called, `agreement` how far annotators agree. Raises ReleaseError where `version`
    is too small, where another publisher was faster, and where there is nothing to release.
    """
    left_out: list[LeftOut] = []

    def rows(register: Register) -> Iterator[dict[str, pl.DataFrame]]:
        truths = _taken(told, left_out)
        while batch := [*islice(truths, BATCH)]:
            yield frames(batch, ontology, register, country)

    return publish(
        *(opened(releases), rows, left_out, ontology),
        links=links,
        late=late,
        version=version,
        text=text,
        dataset=dataset,
        agreement=agreement,
    )


def publish(
    store: Store,
    rows: Rows,
    left_out: Sequence[LeftOut],
    ontology: Ontology,
    *,
    links: Links,
    late: Collection[str] | None = None,
    version: str | None = None,
    text: TextForm = "full",
    dataset: Dataset = _UNNAMED,
    agreement: Sequence[AgreementFigure] = (),
) -> Release:
    """Publish the next version in a store, of rows that were made already: otherwise as `release` does."""
    before = store.manifest(found) if (found := last(store.versions())) else None
    with ExitStack() as stack:
        folder = stack.enter_context(store.building())
        previous = stack.enter_context(store.reading(before.version)) if before else None
        register = read_register(previous).extended(links, late)
        built = _Built(folder, ontology)
        built.write(rows(register))
        if not built.documents:
            what = "nothing to release: no document is reviewed"
            raise ReleaseError(Problem(store.address, what, "Submit some, then `risalah pull`"))
        written = standoff(folder) if text == "standoff" else built.written
        _write_left_out(left_out, folder)
        write_agreement(agreement, folder)
        write_register(register, folder)
        differences, listed = _compared(previous, folder) if previous else ({}, None)
        same_schema = before is not None and (before.schema_version, before.ontology) == _schema(ontology)
        if before and same_schema and not any(differences.values()) and version in {None, before.version}:
            return Release(f"{store.address}/{before.version}", before, differences, new=False)
        computed = next_version(before.version if before else None, differences, same_schema=same_schema)
        number, reason = _asked(store, version, *computed) if version else computed
        manifest = built.manifest(register, number, before.version if before else None, reason)
        said = {"content_sha256": written.content_sha256, "data": written.data, "text": text}
        manifest = manifest.model_copy(update=said | {"files": files_of(folder)})
        descriptions = described(about(folder, manifest, ontology, dataset, agreement))
        descriptions["CHANGELOG.md"] = changelog(manifest, differences, listed)
        for name, description in descriptions.items():
            (folder / name).write_text(description, encoding="utf-8")
        files = manifest.files | {name: file_of(folder / name) for name in descriptions}
        manifest = manifest.model_copy(update={"files": dict(sorted(files.items()))})
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
        return Release(store.publish(folder, manifest), manifest, differences, new=True)


def _compared(before: Path, after: Path) -> tuple[dict[str, Difference], Listing]:
    """Return what changed in each table since the release before, and what of that is listed: found in one go."""
    tally = Tally(before, after)
    listed = listing(before, after, tally.add)
    return tally.of(ROWS), listed


def _schema(ontology: Ontology) -> tuple[str, str]:
    """Return what has to be the same for two releases to have one schema."""
    return SCHEMA_VERSION, ontology.fingerprint()


def _asked(store: Store, version: str, least: str, reason: str) -> tuple[str, str]:
    """Return a version that was asked for, and why; raises ReleaseError where it is smaller than that which follows."""
    if not is_version(version):
        raise ReleaseError(Problem(version, "is no version: it has to be three numbers, such as 2.0.0"))
    if order(version) < order(least):
        what = f"cannot be {version}: it has to be {least} at least, because {reason}"
        raise ReleaseError(Problem(store.address, what, f"Ask for {least} or a higher one, or for none"))
    return version, reason if version == least else f"it was asked for; {least} would do, because {reason}"


def _taken(told: Iterable[Truth | LeftOut], left_out: list[LeftOut]) -> Iterator[Truth]:
    for one in told:
        if isinstance(one, LeftOut):
            left_out.append(one)
        else:
            yield one


def _write_left_out(left_out: Iterable[LeftOut], folder: Path) -> None:
    schema = {"doc_id": pl.String, "reason": pl.String, "number": pl.Int32}
    pl.DataFrame([asdict(one) for one in left_out], schema=schema).write_parquet(folder / LEFT_OUT)


class _Built:
    """The tables of a release, and what is known of them."""

    def __init__(self, folder: Path, ontology: Ontology) -> None:
        self._folder, self._ontology = folder, ontology
        self._writer = TableWriter(folder, SPLITS)

    @property
    def written(self) -> Written:
        """What was written of them."""
        return self._writer.written

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(self.written.rows.get("documents", {}).values())

    def write(self, batches: Iterable[dict[str, pl.DataFrame]]) -> None:
        """Write the rows that are given, and then those of the events."""
        with self._writer as writer:
            for batch in batches:
                for table, frame in batch.items():
                    writer.add(table, frame)
            writer.flush()
            for rows in events(self._folder, self._ontology) if self.documents else ():
                writer.add("events", rows)

    def manifest(self, register: Register, version: str, previous: str | None, reason: str) -> Manifest:
        """Return what the release consists of, but for its files."""
        schema, fingerprint = _schema(self._ontology)
        written = self.written
        documents = scan(self._folder, "documents")
        priors = pl.col("prior").drop_nulls().unique().sort().implode()
        told = documents.select(priors, pl.col("submitted").max()).collect(engine="streaming").row(0, named=True)
        return Manifest(
            version=version,
            previous=previous,
            reason=reason,
            schema_version=schema,
            ontology=fingerprint,
            content_sha256=written.content_sha256,
            rows={table: sum(written.rows[table].values()) for table in ROWS},
            splits={table: written.rows[table] for table in ROWS},
            leaks=register.leaks,
            priors=told["prior"],
            high_water_mark=told["submitted"],
            writer=f"polars {pl.__version__}",
            files={},
            data=written.data,
        )
