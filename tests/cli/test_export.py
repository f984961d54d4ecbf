"""`risalah export`."""

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
import spacy
import spacy.tokens

from risalah.cli.export import Format
from risalah.export import release
from risalah.export.formats import export, formats
from risalah.schema import CORE
from risalah.schema.links import Links
from risalah.schema.truth import Truth

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
SENTENCE = (
    "[Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] [Marles|1.participant=Marles:person]."
)

DOC_ID = "doc-3"
"""An id that is drawn for train."""


@pytest.fixture
def published(marked: Callable, tmp_path: Path) -> Path:
    """Publish a release of one sentence."""
    document, annotation = marked(SENTENCE, DOC_ID)
    submitted = datetime.datetime(2025, 9, 4, tzinfo=datetime.UTC)
    truth = Truth(document, annotation, "latest", submitted, annotators=("annotator-1",), told_by={1: ("annotator-1",)})
    done = release(tmp_path / "releases", [truth], CORE, links=Links([[f"{DOC_ID}#1"]], {DOC_ID: DOC_ID}))
    return Path(done.folder)


def test_every_format_is_an_option() -> None:
    assert [*Format] == [*formats()]


def test_the_loss_is_a_table(risalah: Callable, published: Path, tmp_path: Path) -> None:
    done = risalah("export", published, "--format", "tokens", "--out", "corpus")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.stdout.splitlines() if "│" in line]
    assert ["triggers", "1", "1", "0", ""] in rows
    assert ["values", "2", "0", "2", "2: the format has no place for it"] in rows
    assert sorted(path.name for path in (tmp_path / "corpus").iterdir()) == [
        *("loss.json", "test.jsonl", "train.jsonl", "validation.jsonl"),
    ]


def test_programs_get_what_stands_in_loss_json(risalah: Callable, published: Path, tmp_path: Path) -> None:
    done = risalah("export", published, "--format", "maven", "--out", "corpus", "--json", "--split", "train")
    assert json.loads(done.stdout) == json.loads((tmp_path / "corpus" / "loss.json").read_text())


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("nowhere", "--format", "conll"), 1, "risalah: nowhere: is no release: it has no manifest.json"),
        (("releases/1.0.0", "--format", "conll", "--split", "dev"), 1, "has no split 'dev'"),
        (("releases/1.0.0", "--format", "xml"), 2, "xml"),
    ],
)
def test_what_cannot_be_exported_is_told(
    risalah: Callable, published: Path, arguments: tuple[str, ...], status: int, told: str
) -> None:
    done = risalah("export", *arguments, "--out", "corpus")
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", formats())
def test_every_format_loads_as_the_docs_say(
    published: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [line] = re.findall(rf"^\| `{name}` \|.* \| `([^`]+)` \|$", PAGE, re.MULTILINE)
    export(published, formats()[name], tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    names = {"DocBin": spacy.tokens.DocBin, "pd": pd, "pl": pl, "spacy": spacy}
    assert len([*eval(line, names)]) > 0


def test_the_blocks_of_the_docs_run(
    risalah: Callable, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [command] = re.findall(r"```bash\n(.*?)\n```", PAGE, re.DOTALL)
    assert risalah(*command.split()[1:]).returncode == 0
    assert (tmp_path / "corpus" / "train.spacy").exists()
    monkeypatch.chdir(tmp_path)
    pieces = {"offset_mapping": [(0, 0), (0, 7), (8, 15), (16, 19), (19, 22)]}
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names = {"tokenizer": lambda *_, **__: pieces}
    exec(code, names)
    person = "meeting.participant"
    assert names["labels"] == ["O", f"B-{person}", "B-meeting", f"B-{person}", f"I-{person}"]
