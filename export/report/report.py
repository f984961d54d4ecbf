"""The page of a release, wherever that lies."""

import importlib.util
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from risalah.export.store import release_at
from risalah.schema import Problem
from risalah.schema.agreement import AgreementFigure
from risalah.schema.errors import ReleaseError

NEEDED = ("altair", "vl_convert")
"""What draws the charts."""


def report(address: Path | str, figures: Sequence[AgreementFigure] | None = None) -> str:
    """Return a release as one HTML page that needs no other file and no network.

    `address` is its folder, or where it lies in an object store. What changed is told where the release before
    lies beside it. `figures` say how far annotators agree; where they are null, those of an
    `agreement.parquet` in the release do. Raises ReleaseError where there is no release, or where what draws
    charts is not installed.
    """
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        what = f"needs {missing[0]}, which is not installed"
        raise ReleaseError(Problem("the report", what, "Run `pip install 'risalah[report]'`"))
    from risalah.export.report.page import page  # noqa: PLC0415 - what draws charts is an extra, and slow to import

    store, version = release_at(address)
    before = store.manifest(version).previous or ""
    with ExitStack() as reading:
        release = reading.enter_context(store.reading(version))
        previous = reading.enter_context(store.reading(before)) if before in store.versions() else None
        return page(release, previous, figures)
