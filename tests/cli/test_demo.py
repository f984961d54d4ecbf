"""`risalah demo`: the whole loop, unattended."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.studio.server.local import LocalServer
from risalah.annotate.workspace import Workspace

ROOT = Path(__file__).parents[2]
SHARED_SEEDS = ROOT.parent / "shared" / "seeds"
BEIJING, VOSTOCHNY = ("Diaoyutai", "Beijing"), ("Vostochny",)
MAIN_MEETINGS = {"000": (BEIJING, None), "001": (BEIJING, None), "002": (BEIJING, "2025-09-03")} | {
    "003": (VOSTOCHNY, None),  # "Dilansir ..., Rabu 13 September 2023, Kim mengatakan" dates the report
    "004": (VOSTOCHNY, "2023-09-13"),
}


def test_it_ends_in_a_release_and_runs_again(risalah: Callable, tmp_path: Path) -> None:
    first = risalah("demo")
    assert first.returncode == 0, first.stderr
    assert "submitted 14 pre-annotations as unreviewed" in first.stderr
    assert "Release 1.0.0" in first.stdout
    records = pl.read_parquet(tmp_path / "demo/releases/1.0.0/data/records/*.parquet")
    assert set(records["status"]) == {"unreviewed"}
    for loader in ("pl.read_parquet", "pd.read_parquet", "duckdb.sql", "load_dataset"):
        assert loader in first.stdout

    second = risalah("demo")
    assert second.returncode == 0, second.stderr
    assert "submitted 0 pre-annotations" in second.stderr
    assert "nothing has changed" in second.stderr
    assert [path.name for path in (tmp_path / "demo/releases").glob("[!.]*")] == ["1.0.0"]


def test_the_articles_it_began_with_give_their_main_meetings(
    risalah: Callable, tmp_path: Path, new_server: Callable[[Path], LocalServer]
) -> None:
    if not SHARED_SEEDS.exists():
        pytest.skip("../shared/seeds is not on this machine")
    new_server(Workspace.create(tmp_path / "demo-seeds", "Risalah").studio)
    done = risalah("demo", "--unattended", "--input", SHARED_SEEDS)
    assert done.returncode == 0, done.stderr
    records = pl.read_parquet(tmp_path / "demo-seeds/releases/1.0.0/data/records/*.parquet")
    for article, (places, date) in MAIN_MEETINGS.items():
        both = pl.col("participant").list.contains("Vladimir Putin") & pl.col("participant").list.contains(
            "Kim Jong Un"
        )
        of_article = records.filter(pl.col("doc_id").str.starts_with(article), pl.col("type") == "meeting", both)
        main = of_article.row(0, named=True)
        assert any(known in place for known in places for place in main["place"]), article
        assert main["time"] == date, article
