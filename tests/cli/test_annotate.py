"""`risalah annotate`: the interface that other programs read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from risalah.annotate.reading import read
from risalah.schema import CORE, Document
from risalah.schema.targets.json_schema import json_schema

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
SHARED_SEEDS = ROOT.parent / "shared" / "seeds"
ARTICLE = {
    "id": "a",
    "text": "😀 Presiden   Prabowo Subianto bertemu Xi Jinping di Beijing, Sabtu (9/11/2024).",
    "publisher": "Warta",
}


def lines(told: str) -> list[dict]:
    return [json.loads(line) for line in told.splitlines()]


def mentions(annotation: dict) -> list[dict]:
    found = []
    for event in annotation["events"]:
        found += event["triggers"]
        for fillers in (*event["roles"].values(), event.get("attribution", [])):
            found += [mention for filler in fillers for mention in filler["mentions"]]
    return found


def test_a_document_is_one_line_as_the_interface_has_it(risalah: Callable) -> None:
    done = risalah("annotate", "-", "--format", "jsonl", stdin=json.dumps(ARTICLE))
    assert done.returncode == 0
    (annotation,) = lines(done.stdout)
    assert annotation["doc_id"] == "a"
    assert annotation["text_sha256"] == Document.model_validate(ARTICLE).text_sha256
    assert annotation["source"]["kind"] == "rules"
    (event,) = annotation["events"]
    assert (event["number"], event["type"], event["realis"]) == (1, "meeting", "actual")
    assert [trigger["text"] for trigger in event["triggers"]] == ["bertemu"]
    told = {role: [(filler["value"], filler["kind"]) for filler in fillers] for role, fillers in event["roles"].items()}
    assert told == {
        "participant": [("Prabowo Subianto", "person"), ("Xi Jinping", "person")],
        "place": [("Beijing", "place")],
        "time": [("2024-11-09", "time")],
    }


@pytest.mark.parametrize("folder", [SEEDS, SHARED_SEEDS], ids=["seeds", "shared seeds"])
def test_every_mention_is_what_the_text_has_there(risalah: Callable, folder: Path) -> None:
    if not folder.exists():
        pytest.skip(f"{folder.parent.name}/{folder.name} is not on this machine")
    done = risalah("annotate", folder, "--format", "jsonl")
    documents = [entry for entry in read([folder]) if isinstance(entry, Document)]
    annotations = lines(done.stdout)
    assert [annotation["doc_id"] for annotation in annotations] == [document.id for document in documents]
    for document, annotation in zip(documents, annotations, strict=True):
        assert annotation["text_sha256"] == document.text_sha256
        for mention in mentions(annotation):
            assert document.text[mention["start"] : mention["end"]] == mention["text"]
            assert mention["rule"]
    assert any(mentions(annotation) for annotation in annotations)


def test_the_lines_fit_the_derived_json_schema(risalah: Callable) -> None:
    validator = Draft202012Validator(json_schema(CORE))
    for annotation in lines(risalah("annotate", SEEDS).stdout):
        validator.validate(annotation)


def test_what_cannot_be_read_is_told_counted_and_written(risalah: Callable, tmp_path: Path) -> None:
    told = f'{json.dumps(ARTICLE)}\n{{"id": "b"}}\nbukan json\n{json.dumps(ARTICLE)}\n'
    done = risalah("annotate", "-", stdin=told)
    assert done.returncode == 0
    assert [annotation["doc_id"] for annotation in lines(done.stdout)] == ["a"]
    rejected = lines((tmp_path / "rejected.jsonl").read_text())
    assert [row["where"] for row in rejected] == [f"standard input:{line}" for line in (2, 3, 4)]
    assert "3 rejected in all" in done.stderr


def test_a_clean_run_takes_an_old_list_of_rejects_away(risalah: Callable, tmp_path: Path) -> None:
    risalah("annotate", "-", stdin="bukan json\n" + json.dumps(ARTICLE))
    assert (tmp_path / "rejected.jsonl").exists()
    risalah("annotate", "-", stdin=json.dumps(ARTICLE))
    assert not (tmp_path / "rejected.jsonl").exists()


@pytest.mark.parametrize(
    ("stdin", "strict", "status"),
    [
        ("bukan json", [], 1),
        (f"bukan json\n{json.dumps(ARTICLE)}", [], 0),
        (f"bukan json\n{json.dumps(ARTICLE)}", ["--strict"], 1),
        (json.dumps(ARTICLE), ["--strict"], 0),
    ],
)
def test_it_fails_when_nothing_could_be_read_or_with_strict(
    risalah: Callable, stdin: str, strict: list[str], status: int
) -> None:
    assert risalah("annotate", "-", *strict, stdin=stdin).returncode == status
