"""`risalah rules`."""

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.pulled import Pulled
from risalah.annotate.review.facts import annotation_of
from risalah.annotate.review.rules import COLUMNS
from risalah.annotate.workspace import Workspace
from risalah.schema import CORE
from risalah.schema.fact import facts
from risalah.schema.review import Review

ROOT = Path(__file__).parents[2]
NOON = datetime.datetime(2025, 9, 4, 12, tzinfo=datetime.UTC)
FOUND = (
    "[Retno|1.visitor=Retno:person] [tiba|1.visit:actual] di [Dili|1.destination=Dili] dan [Hanoi|1.destination=Hanoi]."
)


@pytest.fixture
def reviewed(workspace: Workspace, marked: Callable) -> Workspace:
    """Return a workspace in which somebody deleted a destination that a rule had found."""
    _, plain = marked(FOUND)
    shown, _ = annotation_of([replace(fact, rule=f"slot.{fact.role}") for fact in facts(plain)], plain, CORE)
    _, annotation = marked(FOUND.replace("[Hanoi|1.destination=Hanoi]", "Hanoi"))
    said = {"status": "reviewed", "annotator": "annotator-1", "submitted": NOON, "seconds": 90, "prior": shown.source}
    review = Review.model_validate({"annotation": annotation, **said})
    workspace.preannotations.append([shown])
    workspace.reviews.append(
        [Pulled(doc_id="doc-1", server="http://127.0.0.1", task=1, changed=NOON, reviews=[review])]
    )
    return workspace


def test_the_rules_that_cost_most_come_first(risalah: Callable, reviewed: Workspace) -> None:
    done = risalah("rules", "--workspace", reviewed.folder)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.stdout.splitlines() if "slot." in line]
    assert [row[0] for row in rows] == ["slot.destination", "slot.trigger", "slot.visitor"]
    assert rows[0][1:] == ["too few", "2", "1", "0", "0", "0", "0", "1", "0.50 (0.09 to 0.91)", "1.5", "1"]


def test_programs_get_json_and_parquet(risalah: Callable, reviewed: Workspace, tmp_path: Path) -> None:
    done = risalah("rules", "--workspace", reviewed.folder, "--json", "--out", "rules.parquet")
    told = json.loads(done.stdout)["rules"]
    assert told == pl.read_parquet(tmp_path / "rules.parquet").to_dicts()
    assert (told[0]["rule"], told[0]["deleted"], told[0]["seconds"]) == ("slot.destination", 1, 90.0)


def test_the_docs_do_what_they_say(
    risalah: Callable,
    reviewed: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    pull, rules = re.search(r"```bash\n(.*?)```", page, re.DOTALL)[1].strip().splitlines()
    assert pull == "risalah pull"
    assert risalah(*rules.split()[1:], "--workspace", reviewed.folder).returncode == 0
    assert (tmp_path / "rules.parquet").exists()
    (tmp_path / "pertemuan").symlink_to(reviewed.folder)
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], {})
    assert capsys.readouterr().out.splitlines()[0] == "slot.destination too few 0.5"


def test_every_column_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page and name not in {"rule", "verdict"}] == []


def test_without_reviews_the_cause_is_told(risalah: Callable, workspace: Workspace) -> None:
    done = risalah("rules", "--workspace", workspace.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("risalah: nobody has reviewed anything that rules found.")
