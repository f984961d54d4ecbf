"""How a release is loaded, as its card shows it."""

from collections.abc import Iterator

from risalah.export.description.about import About

_ONE_LINE = {
    "polars": ("python", 'import polars as pl\n\nrecords = pl.read_parquet("{folder}/data/records/*.parquet")'),
    "pandas": ("python", 'import pandas as pd\n\nrecords = pd.read_parquet("{folder}/data/records")'),
    "duckdb": ("python", "import duckdb\n\nrecords = duckdb.sql(\"from '{folder}/data/records/*.parquet'\").df()"),
    "datasets": (
        "python",
        'from datasets import load_dataset\n\nrecords = load_dataset("./{folder}", "records", split="{split}")',
    ),
    "arrow, in R": ("r", 'library(arrow)\n\nrecords <- dplyr::collect(open_dataset("{folder}/data/records"))'),
}

_JOINED = """\
import polars as pl

mentions = pl.read_parquet("{folder}/data/mentions/*.parquet")
arguments = pl.read_parquet("{folder}/data/arguments/*.parquet")
found = mentions.join(arguments.select("argument_id", "kind", "value"), on="argument_id", how="left")"""


def loading(of: About) -> Iterator[str]:
    """Yield how to load a release: from the folder that holds its own, which is called as its version."""
    folder = of.manifest.version
    there = [split for split, rows in of.manifest.splits["records"].items() if rows]
    first = there[0] if there else "train"
    yield (
        f"No package of ours is needed. Run this where the folder `{folder}` lies; every other table loads as "
        "`records` does."
    )
    for name, (language, code) in _ONE_LINE.items():
        yield f"With {name}:"
        yield _block(language, code, folder, first)
    yield (
        "`datasets` passes over `revision=` for a folder, and cannot load one that it is told as `.`: the version is "
        "in the folder's name. Nor can it load a split, or a table, without rows: it is not told of those."
    )
    yield "What each mention stands for:"
    yield _block("python", _JOINED, folder, first)


def _block(language: str, code: str, folder: str, split: str) -> str:
    return f"```{language}\n{code.format(folder=folder, split=split)}\n```"
