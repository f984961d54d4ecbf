"""Work shared out among processes: the same lines in the same order, and no process left behind."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from risalah.annotate import annotator as annotating
from risalah.annotate import jobs
from risalah.annotate.jobs import annotate
from risalah.annotate.reading import Rejected
from risalah.annotate.rules import Ruleset
from risalah.schema import Document, RisalahError, Source

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "Presiden Prabowo Subianto bertemu Xi Jinping di Beijing, Sabtu (9/11/2024). "

Told = list[bytes | Rejected]


def line(doc_id: object, text: str = TEXT) -> bytes:
    return json.dumps({"id": doc_id, "text": text}).encode() + b"\n"


def endless() -> Iterator[bytes]:
    return map(line, count())


def workers() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline())]


@pytest.fixture
def standard_input(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterator[bytes]], None]:
    """Let standard input hold these lines, which are read in small chunks."""
    monkeypatch.setattr(jobs, "CHUNK", 10 * len(TEXT))
    return lambda lines: monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=lines))


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Write inputs of several formats in which documents, long ones too, and what is none take turns."""
    lines = [
        *(line(number, TEXT * (number % 7)) for number in range(60)),
        *(b"bukan json\n", b"\n", line(7), line("panjang", TEXT * 400), line("\ud83d"), line("Zoe\u0308")),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines))
    (tmp_path / "b.csv").write_text(f'id,text\nc1,"{TEXT}"\n7,"{TEXT}"\nc2\n')
    (tmp_path / "kosong.txt").write_text("")
    return [tmp_path / "a.jsonl", tmp_path / "hilang.txt", SEEDS, tmp_path]


@pytest.mark.parametrize(("number", "chunk"), [(2, 1), (2, 2**18), (3, 3_000)])
def test_any_number_of_jobs_tells_the_same(
    inputs: list[Path], monkeypatch: pytest.MonkeyPatch, number: int, chunk: int
) -> None:
    monkeypatch.setattr(jobs, "CHUNK", chunk)
    expected = list(annotate(inputs, Path()))
    assert {type(told) for told in expected} == {bytes, Rejected}
    assert list(annotate(inputs, Path(), number)) == expected


def test_no_input_is_no_output(standard_input: Callable) -> None:
    standard_input(iter([]))
    assert list(annotate(["-"], Path(), 2)) == []


def test_no_more_is_read_than_a_few_chunks_while_the_first_takes_long(standard_input: Callable) -> None:
    taken = count()
    documents = chain([line("panjang", TEXT * 2_000)], endless())
    standard_input(told for told, _ in zip(documents, taken, strict=False))
    lines = annotate(["-"], Path(), 2)
    assert json.loads(next(lines))["doc_id"] == "panjang"
    assert next(taken) <= 2 * 4 * 10
    lines.close()


def test_one_job_reads_no_more_than_is_asked_for(standard_input: Callable) -> None:
    taken = count()
    standard_input(told for told, _ in zip(endless(), taken, strict=False))
    next(annotate(["-"], Path()))
    assert next(taken) == 1


def test_the_processes_end_with_the_iterator(standard_input: Callable) -> None:
    standard_input(endless())
    lines = annotate(["-"], Path(), 2)
    next(lines)
    assert len(workers()) == 2
    lines.close()
    assert workers() == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell what a process blocks")
def test_ctrl_c_is_left_to_this_process(standard_input: Callable) -> None:
    standard_input(endless())
    lines = annotate(["-"], Path(), 2)
    next(lines)
    for worker in workers():
        told = Path(f"/proc/{worker.pid}/status").read_text().split("SigBlk:")[1]
        assert int(told.split()[0], 16) & 1 << signal.SIGINT - 1
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    lines.close()


@pytest.mark.parametrize("last", [0, -1])
def test_a_process_that_is_killed_ends_the_run_with_what_to_do(standard_input: Callable, last: int) -> None:
    standard_input(endless())
    lines = annotate(["-"], Path(), 2)
    next(lines)
    workers()[last].kill()
    with pytest.raises(RisalahError, match="Run it again"):
        list(lines)
    assert workers() == []


def test_every_process_knows_a_workspaces_own_events(standard_input: Callable, tmp_path: Path) -> None:
    (tmp_path / "risalah.toml").write_text(f'id = "{"0" * 32}"\nname = "Uji coba"\nevents = ["election.py"]')
    (tmp_path / "election.py").write_text(
        "from risalah.schema import Actor, AtLeastOne, Event\n\n\n"
        'class Election(Event):\n    """Somebody wins an election."""\n\n    winner: AtLeastOne[Actor]\n'
    )
    (tmp_path / "election.id.toml").write_text(
        'type = "election"\n[[trigger]]\nid = "election.win"\nforms = ["terpilih"]\nroles = {winner = ["subject"]}'
    )
    standard_input(iter([line("a", "Presiden Prabowo Subianto terpilih.")]))
    (told,) = annotate(["-"], tmp_path, 2)
    assert [event["type"] for event in json.loads(told)["events"]] == ["election"]


def test_rules_that_are_wrong_are_told_before_any_process_starts(tmp_path: Path) -> None:
    (tmp_path / "risalah.toml").write_text("events = 7")
    with pytest.raises(RisalahError, match="events"):
        list(annotate([SEEDS], tmp_path, 2))


def test_a_text_that_breaks_the_rules_is_rejected_alone(
    standard_input: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        source = Source(kind="rules", version="test")

        def plain(self, document: Document) -> dict[str, str]:
            if document.id == "1":
                raise OverflowError("date value out of range")
            return {"doc_id": document.id}

    monkeypatch.setattr(annotating, "annotator", lambda *_: Broken())
    standard_input(map(line, range(3)))
    first, rejected, last = annotate(["-"], Path())
    assert (first, last) == (b'{"doc_id":"0"}\n', b'{"doc_id":"2"}\n')
    assert rejected.doc_id == "1"
    assert str(rejected.problem).startswith(
        "standard input:2: breaks the rules: OverflowError: date value out of range"
    )


def test_a_model_annotates_together_with_the_rules_of_the_workspace(
    standard_input: Callable, monkeypatch: pytest.MonkeyPatch, doubting: type
) -> None:
    asked = []

    def load(ruleset: Ruleset, *model: object) -> object:
        asked.append(model)
        return doubting(ruleset, "Xi Jinping")

    monkeypatch.setattr(annotating, "annotator", load)
    standard_input(iter([line("a")]))
    (told,) = annotate(["-"], Path(), model=Path("model"), minimum=0.7)
    (event,) = json.loads(told)["events"]
    assert [actor["value"] for actor in event["roles"]["participant"]] == ["Prabowo Subianto"]
    assert [trigger["confidence"] for trigger in event["triggers"]] == [0.9]
    assert asked == [(Path("model"), 0.7)]


def test_without_a_model_nothing_is_said_of_confidence(standard_input: Callable) -> None:
    standard_input(iter([line("a")]))
    (told,) = annotate(["-"], Path())
    assert b"bertemu" in told
    assert b"confidence" not in told
