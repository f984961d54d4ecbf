"""`risalah evaluate`."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
DEV = ROOT.parent / "shared" / "dev"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Write the reviewed records of the sample articles, one document on each line."""
    lines = [json.dumps(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(SEEDS.glob("[0-9]*.json"))]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_commands_of_the_docs_compare_and_list(risalah: Callable, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").symlink_to(SEEDS)
    page = (ROOT / "docs" / "evaluate.md").read_text(encoding="utf-8")
    annotate, evaluate = re.search(r"```bash\n(.*?)```", page, re.DOTALL)[1].strip().splitlines()
    assert annotate == "risalah annotate articles/ > predicted.jsonl"
    (tmp_path / "predicted.jsonl").write_text(risalah("annotate", "articles/").stdout, encoding="utf-8")
    done = risalah(*evaluate.split()[1:])
    assert (done.returncode, done.stderr) == (0, "")
    assert [row for row in ("all", "meeting", "visit.host") if f"│ {row} " not in done.stdout] == []
    assert re.search(r"Effort: \d+ regions to correct .*% below the \d+ of labelling from nothing\.", done.stdout)
    assert "14 documents, 0 of them without a prediction" in done.stdout
    assert sorted(path.name for path in (tmp_path / "errors").iterdir()) == ["errors.md", "errors.parquet"]


def test_the_python_of_the_docs_does_the_same(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").symlink_to(SEEDS)
    (tmp_path / "predicted.jsonl").symlink_to(gold)
    page = (ROOT / "docs" / "evaluate.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], {})
    assert capsys.readouterr().out == "1.0 1.0\n"
    assert (tmp_path / "errors" / "errors.md").exists()


def test_gold_beside_itself_needs_no_correction(risalah: Callable, gold: Path) -> None:
    done = risalah("evaluate", gold, gold, "--json")
    told = json.loads(done.stdout)
    assert (told["compared"], told["effort"]["all"]["total"], told["effort"]["all"]["saved"]) == (14, 0, 1.0)
    assert {figures["event"]["f1"] for figures in told["measures"]["types"].values()} == {1.0}


def test_wrong_lines_are_told_counted_and_written(risalah: Callable, gold: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("bukan json\n{}\n" + gold.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    done = risalah("evaluate", predicted, gold, "--json")
    assert done.returncode == 0
    assert "2 rejected in all, see rejected.jsonl" in done.stderr
    rows = [json.loads(row) for row in (tmp_path / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["where"] for row in rows] == [f"{predicted}:1", f"{predicted}:2"]
    told = json.loads(done.stdout)
    assert (told["rejected"], told["compared"], len(told["unpredicted"])) == (2, 1, 13)


@pytest.mark.parametrize(
    ("told", "status"),
    [(("", "gold"), 0), (("bukan json", "gold"), 1), (("gold", ""), 1), (("gold", "bukan json"), 1), (("", ""), 1)],
)
def test_it_fails_where_nothing_could_be_compared(
    risalah: Callable, gold: Path, tmp_path: Path, told: tuple[str, str], status: int
) -> None:
    for name, lines in zip(("a.jsonl", "b.jsonl"), told, strict=True):
        (tmp_path / name).write_text(gold.read_text(encoding="utf-8") if lines == "gold" else lines, encoding="utf-8")
    done = risalah("evaluate", "a.jsonl", "b.jsonl")
    assert done.returncode == status
    assert ("no document has both a prediction and gold" in done.stderr) == bool(status)
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_told(risalah: Callable, gold: Path) -> None:
    done = risalah("evaluate", "predicted.jsonl", gold)
    assert (done.returncode, done.stderr) == (1, "risalah: predicted.jsonl: No such file or directory\n")


def test_gold_at_the_level_of_documents_needs_the_articles(risalah: Callable, tmp_path: Path) -> None:
    if not DEV.exists():
        pytest.skip("../shared/dev is not on this machine")
    articles = DEV / "docs.jsonl"
    (tmp_path / "predicted.jsonl").write_text(risalah("annotate", articles).stdout, encoding="utf-8")
    without = risalah("evaluate", "predicted.jsonl", DEV / "gold.jsonl")
    assert without.returncode == 1
    assert "Give the articles, as `risalah annotate` takes them, with --documents" in without.stderr
    given = risalah("evaluate", "predicted.jsonl", DEV / "gold.jsonl", "--documents", articles, "--json")
    assert given.returncode == 0
    told = json.loads(given.stdout)
    assert (told["compared"], told["measures"]["all"]["gold_events"]) == (35, 69)


def test_options_that_links_have_no_use_for_are_refused(risalah: Callable) -> None:
    done = risalah("evaluate", "predicted.json", "gold.json", "--links", "--errors", "errors")
    assert done.returncode == 2
    assert "neither --documents nor --errors" in done.stderr


def test_links_are_scored(risalah: Callable, tmp_path: Path) -> None:
    (tmp_path / "predicted.json").write_text(json.dumps([["a#1", "b#1"], ["c#1"]]))
    (tmp_path / "gold.json").write_text(json.dumps([["a#1", "b#1"], ["c#1"]]))
    done = risalah("evaluate", "predicted.json", "gold.json", "--links", "--json")
    assert {name: shares["f1"] for name, shares in json.loads(done.stdout).items()} == {
        "b_cubed": 1.0,
        "ceaf_e": 1.0,
        "lea": 1.0,
    }
    assert "1.000" in risalah("evaluate", "predicted.json", "gold.json", "--links").stdout
