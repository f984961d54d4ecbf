"""`risalah links`."""

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from risalah.annotate.annotator import Making
from risalah.annotate.corpus.annotation import annotate_corpus
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.pulled import Pulled
from risalah.annotate.workspace import Workspace
from risalah.cli.links import links
from risalah.schema.errors import WorkspaceError
from risalah.schema.review import Review

ROOT = Path(__file__).parents[2]
NOON = datetime.datetime(2025, 1, 28, 12, tzinfo=datetime.UTC)
MET = (
    "[Prabowo|1.participant=Prabowo Subianto:person] dan [Anwar|1.participant=Anwar Ibrahim:person] "
    "[bertemu|1.meeting:actual] di [Jakarta|1.place=Jakarta] pada [hari itu|1.time={}]. {}"
)
TOLD = {
    "doc-1": ("2025-01-09", "Keduanya membahas perbatasan."),
    "doc-2": ("2025-01-09", "Perundingan berlangsung dua jam."),
    "doc-3": ("2025-01", "Awal tahun ini hubungan kedua negara menghangat."),
    "doc-4": ("2025-01-27", "Ini pertemuan mereka yang kedua."),
}


@pytest.fixture
def reviewed(workspace: Workspace, marked: Callable) -> Workspace:
    """Return a workspace with four reviewed articles: two tell one meeting, one another, and one might tell either."""
    for task, (doc_id, said) in enumerate(TOLD.items(), 1):
        document, annotation = marked(MET.format(*said), doc_id)
        review = {"annotation": annotation, "status": "reviewed", "annotator": "annotator-1", "submitted": NOON}
        pulled = {"doc_id": doc_id, "server": "http://127.0.0.1", "task": task, "changed": NOON}
        workspace.documents.append([document])
        workspace.reviews.append([Pulled.model_validate(pulled | {"reviews": [Review.model_validate(review)]})])
    return workspace


@pytest.fixture
def run(reviewed: Workspace) -> Callable[..., Result]:
    """Run `risalah links` with these arguments on the workspace."""
    return lambda *arguments: CliRunner().invoke(links, ["--workspace", str(reviewed.folder), *arguments])


@pytest.fixture
def told(run: Callable) -> Callable[[], dict]:
    """Return what `risalah links --json` prints."""

    def tell() -> dict:
        done = run("--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return tell


def events(told: dict) -> list[list[str]]:
    return [event["records"] for event in told["events"]]


def test_events_of_several_records_are_listed_with_what_may_belong_to_them(told: Callable) -> None:
    assert told() == {
        "events": [
            {
                "type": "meeting",
                "realis": ["actual"],
                "who": ["anwar ibrahim", "prabowo subianto"],
                "where": ["jakarta"],
                "when": ["2025-01-01/2025-01-31", "2025-01-09"],
                "publishers": [],
                "records": ["doc-1#1", "doc-2#1", "doc-3#1"],
            }
        ],
        "doubts": [
            {
                "records": ["doc-3#1", "doc-4#1"],
                "points": 6.0,
                "reasons": "both have anwar ibrahim, prabowo subianto (+3.5), both in jakarta (+1.5), "
                "in the same month (+1)",
            }
        ],
    }


def test_people_get_two_tables(run: Callable) -> None:
    printed = run().stdout
    assert "Events that several records tell" in printed
    assert "doc-1#1, doc-2#1, doc-3#1" in printed
    assert "in the same month (+1)" in printed


def test_a_split_and_a_merge_move_a_record_for_ever(run: Callable, told: Callable, reviewed: Workspace) -> None:
    done = run("split", "doc-3#1")
    assert (done.exit_code, done.stdout) == (0, "One event: doc-1#1, doc-2#1\nOne event: doc-3#1, doc-4#1\n")
    assert events(told()) == [["doc-1#1", "doc-2#1"], ["doc-3#1", "doc-4#1"]]
    done = run("merge", "doc-3#1", "doc-1#1", "--json")
    assert json.loads(done.stdout) == {"events": [["doc-1#1", "doc-2#1", "doc-3#1", "doc-4#1"]]}
    assert [(decision.kind, decision.records) for decision in reviewed.links] == [
        ("split", ["doc-3#1"]),
        ("merge", ["doc-1#1", "doc-3#1"]),
    ]


def test_the_workspace_may_be_named_after_the_subcommand(reviewed: Workspace) -> None:
    done = CliRunner().invoke(links, ["split", "doc-3#1", "--workspace", str(reviewed.folder)])
    assert done.exit_code == 0
    assert len([*reviewed.links]) == 1


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["merge", "doc-1#1", "doc-9#1"], "doc-9#1: is no record"),
        (["merge", "doc-1#1"], "doc-1#1: is one record"),
        (["split", "doc-4#1"], "doc-4#1: has nothing to be split from"),
    ],
)
def test_what_cannot_be_decided_is_not_kept(
    arguments: list[str], what: str, run: Callable, reviewed: Workspace
) -> None:
    done = run(*arguments)
    assert isinstance(done.exception, WorkspaceError)
    assert what in str(done.exception)
    assert [*reviewed.links] == []


def test_the_docs_do_what_they_say(run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    text = (ROOT / "docs/links.md").read_text(encoding="utf-8")
    commands = re.findall(r"^risalah links (\w+) (.+)$", text, re.MULTILINE)
    assert [name for name, _ in commands] == ["merge", "split", "corpus", "corpus"]
    assert all("is no record" in str(run(name, *records.split()).exception) for name, records in commands[:2])
    monkeypatch.chdir(tmp_path)
    Path("predicted.json").write_text('[["a#1"], ["b#1"]]')
    Path("gold.json").write_text('[["a#1", "b#1"]]')
    (code,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out.startswith("0.0 {'b_cubed': {'p': 1.0, 'r': 0.5,")


def test_a_corpus_is_linked_beside_its_shards(run: Callable, tmp_path: Path) -> None:
    met = "Presiden Prabowo Subianto bertemu Xi Jinping di Beijing, Sabtu (9/11/2024)."
    told = [{"id": name, "text": met, "published": "2024-11-10"} for name in ("a", "b")]
    (tmp_path / "berita.jsonl").write_text("".join(json.dumps(one) + "\n" for one in told))
    annotate_corpus([str(tmp_path / "berita.jsonl")], tmp_path / "corpus", Making(tmp_path, None, None), InProcess())
    done = run("corpus", str(tmp_path / "corpus"), "--json")
    assert (json.loads(done.stdout)["records"], json.loads(done.stdout)["events"]) == (2, 1)
    again = run("corpus", str(tmp_path / "corpus"), "--partitions", "3")
    assert again.stdout.startswith(
        "2 records are of 1 events, and 2 documents that tell any of 1 texts. See links/rules-id-"
    )
