"""A release loads in one line in everything that researchers use, and says the same in all of it."""

import datetime
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from risalah.export import Release
from risalah.export.register import SPLITS
from risalah.schema.targets.tables import ROWS

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)

Rows = list[dict[str, Any]]


def with_pandas(path: Path) -> Rows:
    import pandas as pd

    return [_plain(row) for row in pd.read_parquet(path, dtype_backend="pyarrow").to_dict("records")]


def with_pyarrow(path: Path) -> Rows:
    import pyarrow.parquet as pq

    return [_plain(row) for row in pq.read_table(path).to_pylist()]


def with_duckdb(path: Path) -> Rows:
    import duckdb

    found = duckdb.sql(f"from '{path}'")
    return [_plain(dict(zip(found.columns, row, strict=True))) for row in found.fetchall()]


def _plain(value: Any) -> Any:
    """Return a value as polars has it: whatever stands for nothing is null, and times are in UTC."""
    if isinstance(value, dict):
        return {name: _plain(of_name) for name, of_name in value.items()}
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC)
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return None if value != value or str(value) == "<NA>" else value  # noqa: PLR0124 - not a number


@pytest.mark.parametrize("load", [with_pandas, with_pyarrow, with_duckdb])
@pytest.mark.parametrize("made", ["large", "small"])
def test_every_table_and_split_loads_alike(
    made: str, load: Callable[[Path], Rows], request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(made).folder
    for table in ROWS:
        for split in SPLITS:
            path = folder / "data" / table / f"{split}.parquet"
            assert load(path) == [_plain(row) for row in pl.read_parquet(path).to_dicts()], (table, split)


@pytest.mark.parametrize("made", ["large", "small"])
@pytest.mark.usefixtures("offline")
def test_datasets_loads_every_table_and_split_by_name(made: str, request: pytest.FixtureRequest) -> None:
    from datasets import load_dataset

    release: Release = request.getfixturevalue(made)
    for table, splits in release.manifest.splits.items():
        for split in filter(splits.get, splits):
            loaded = load_dataset(str(release.folder), table, split=split)
            told = pl.read_parquet(release.folder / "data" / table / f"{split}.parquet")
            assert loaded.to_list() == told.to_dicts(), (table, split)
            assert loaded.column_names == told.columns


@pytest.mark.parametrize("made", ["large", "small"])
@pytest.mark.usefixtures("offline")
def test_datasets_loads_records_with_all_splits_that_have_any_where_none_is_named(
    made: str, request: pytest.FixtureRequest
) -> None:
    from datasets import load_dataset

    release: Release = request.getfixturevalue(made)
    loaded = load_dataset(str(release.folder))
    told = {split: rows for split, rows in release.manifest.splits["records"].items() if rows}
    assert {split: rows.num_rows for split, rows in loaded.items()} == told


def test_a_large_table_of_several_files_loads_whole(large: Release, tmp_path: Path) -> None:
    import pandas as pd

    folder = tmp_path / "records"
    shutil.copytree(large.folder / "data" / "records", folder)
    shutil.copy(folder / "train.parquet", folder / "train-00001.parquet")
    expected = large.manifest.rows["records"] + large.manifest.splits["records"]["train"]
    assert len(pd.read_parquet(folder)) == pl.read_parquet(folder / "*.parquet").height == expected


# What the card shows


def blocks(card: Path, language: str) -> list[str]:
    found = _BLOCK.finditer(card.read_text(encoding="utf-8"))
    return [block["code"] for block in found if block["language"] == language]


@pytest.mark.usefixtures("offline")
def test_every_block_of_python_in_the_card_runs(large: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(large.folder.parent)
    codes = blocks(large.folder / "README.md", "python")
    assert len(codes) == 5
    for code in codes[:4]:
        names: dict[str, Any] = {}
        exec(code, names)
        splits = large.manifest.splits["records"]
        assert len(names["records"]) == (splits["train"] if "split=" in code else sum(splits.values()))
    exec(codes[4], names)
    assert names["found"].filter(role="topic")["value"].unique().to_list() == ["utang luar negeri"]


def test_every_block_of_r_in_the_card_runs(large: Release) -> None:
    rscript = shutil.which("Rscript")
    if not rscript or subprocess.run([rscript, "-e", "library(arrow)"], capture_output=True, check=False).returncode:
        pytest.skip("no R with the package arrow on this machine")
    for code in blocks(large.folder / "README.md", "r"):
        subprocess.run([rscript, "-e", code], cwd=large.folder.parent, check=True, capture_output=True)
