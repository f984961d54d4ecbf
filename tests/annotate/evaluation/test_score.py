"""Our figures are those of the project's own yardstick, which was written apart from them."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from risalah.annotate.evaluation import Measures, evaluate
from risalah.annotate.reading import read
from risalah.annotate.rules import Ruleset
from risalah.schema import Actor, Document

DEV = Path(__file__).parents[4] / "shared" / "dev"
TYPES = ("all", "meeting", "visit", "agreement", "call")

pytestmark = pytest.mark.skipif(not DEV.exists(), reason="../shared/dev is not on this machine")


@pytest.fixture(scope="module")
def annotated() -> list[dict[str, Any]]:
    ruleset = Ruleset.load()
    documents = (entry for entry in read([DEV / "docs.jsonl"]) if isinstance(entry, Document))
    return [ruleset.annotate(document).model_dump(mode="json") for document in documents]


def converted(annotation: dict[str, Any]) -> dict[str, Any]:
    """Return an annotation in the format that the yardstick reads."""
    return {"id": annotation["doc_id"], "events": [summary(event) for event in annotation["events"]]}


def summary(event: dict[str, Any]) -> dict[str, Any]:
    fillers = [filler for fillers in event["roles"].values() for filler in fillers]
    return {
        "type": event["type"],
        "realis": event["realis"],
        "triggers": [[trigger["start"], trigger["end"]] for trigger in event["triggers"]],
        "participants": [filler["value"] for filler in fillers if filler["kind"] in Actor.kinds()],
        "places": [filler["value"] for filler in fillers if filler["kind"] == "place"],
        "time": next((filler["value"] for filler in fillers if filler["kind"] == "time"), None),
    }


def scored(predicted: Path) -> dict[str, dict[str, Any]]:
    """Return what the yardstick prints, by type."""
    command = [sys.executable, DEV / "score.py", DEV / "gold.jsonl", DEV / "docs.jsonl", predicted]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name: json.loads(told) for name, _, told in (line.partition(" ") for line in done.stdout.splitlines())}


def in_its_words(measures: Measures) -> dict[str, Any]:
    told = measures.as_dict()
    clean = f"{told.pop('clean')}/{told.pop('empty')}"
    return told | {
        "realis_acc": told.pop("realis_accuracy"),
        "exact_record_recall": told.pop("exact_recall"),
        "clean_docs_left_clean": clean,
    }


def damaged(annotations: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield annotations in which events changed type, realis, names, spans and fillers, or are told twice."""
    names = [f["value"] for a in annotations for e in a["events"] for role in e["roles"].values() for f in role]
    for annotation in annotations:
        events = []
        for event in annotation["events"] * 2:
            if chance.random() < 0.3:
                continue
            told = json.loads(json.dumps(event)) | {"number": len(events) + 1}
            if chance.random() < 0.2:
                told["type"] = chance.choice(["meeting", "visit", "call", "election"])
            told["realis"] = chance.choice([told["realis"], "actual", "planned"])
            for fillers in told["roles"].values():
                chance.shuffle(fillers)
                for filler in fillers:
                    if filler["kind"] in Actor.kinds() and chance.random() < 0.3:
                        filler["value"] = chance.choice([name for name in names if name])
            events.append(told)
        yield annotation | {"events": events}


@pytest.mark.parametrize("seed", [None, 1, 2, 3], ids=["as annotated", "damaged", "damaged again", "damaged once more"])
def test_the_figures_are_those_of_the_yardstick(
    annotated: list[dict[str, Any]], file: Callable, seed: int | None
) -> None:
    predicted = annotated if seed is None else list(damaged(annotated, random.Random(seed)))
    theirs = scored(file("converted.jsonl", map(converted, predicted)))
    done = evaluate(file("predicted.jsonl", predicted), DEV / "gold.jsonl", documents=[DEV / "docs.jsonl"])
    assert done.rejected == []
    ours = {name: in_its_words(done.overall if name == "all" else done.types[name]) for name in TYPES}
    assert ours == theirs
