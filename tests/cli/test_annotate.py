"""`risalah annotate`: the interface that other programs read."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Thread

import psutil
import pytest
from jsonschema import Draft202012Validator

from risalah.annotate.reading import read
from risalah.schema import CORE, Document
from risalah.schema.targets.json_schema import json_schema

RISALAH = Path(sys.executable).parent / "risalah"
ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
SHARED_SEEDS = ROOT.parent / "shared" / "seeds"
ARTICLE = {
    "id": "a",
    "text": "😀 Presiden   Prabowo Subianto bertemu Xi Jinping di Beijing, Sabtu (9/11/2024).",
    "publisher": "Warta",
}


def lines(told: str) -> list[dict]:
    return [json.loads(line) for line in told.split("\n") if line]


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


def test_a_workspace_that_is_not_there_is_told_and_not_taken_for_none(risalah: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ARTICLE))
    done = risalah("annotate", "a.jsonl", "--workspace", "tiada")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'tiada' does not exist" in done.stderr


@pytest.mark.parametrize("command", ["annotate", "push", "reannotate"])
def test_a_least_confidence_needs_a_model(risalah: Callable, command: str) -> None:
    done = risalah(command, *(["-"] if command == "annotate" else []), "--min-confidence", "0.7")
    assert (done.returncode, done.stdout) == (2, "")
    assert "rules have no confidence: name a model with --model" in " ".join(done.stderr.replace("│", "").split())


HOSTILE = {
    "no JSON": b"bukan json",
    "no object": b"[1, 2]",
    "a number for text": b'{"id": "x", "text": 7}',
    "an endless number": b'{"id": ' + b"9" * 5000 + b', "text": "Tiba."}',
    "a number past any": b'{"id": 1e999, "text": "Tiba."}',
    "a nest": b"[" * 100_000,
    "a nest beside the text": b'{"id": "x", "text": "Tiba.", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a lone surrogate": rb'{"id": "x", "text": "Putin \ud800 bertemu Xi."}',
    "a lone surrogate for an id": rb'{"id": "\udfff", "text": "Tiba."}',
    "no UTF-8": b'{"id": "x", "text": "Ti\x81ba\xc3\xa9\xc3\xa9\xc3\xa9"}',
    "a NUL byte": b'{"id": "x", "text": "Ti\x00ba"}',
    "U+0000": rb'{"id": "x", "text": "Ti\u0000ba"}',
    "no text": b'{"id": "x"}',
    "an empty text": b'{"id": "x", "text": ""}',
    "a text of spaces": rb'{"id": "x", "text": " \u2028\u0085\u00a0\t"}',
    "a mark alone": rb'{"id": "x", "text": "\ufeff"}',
    "an id of two lines": rb'{"id": "x\u2028y", "text": "Tiba."}',
    "marks without end": json.dumps({"id": "x", "text": "a" + "\u0301\u0327" * 10_000}).encode(),
    "half a line": b'{"id": "x", "text": "Putin bertemu',
}
STRANGE = {
    "control characters": "Putin bertemu Xi." + "".join(map(chr, range(1, 32))) + "Putin bertemu Xi.\x7f\x80\x9f",
    "line ends of other alphabets": "Putin bertemu\u2028Xi\u0085di\u2029Beijing.\x0b\x0c",
    "marks inside": "Putin\ufeff bertemu \ufeffXi\ufeff.",
    "from right to left": "\u202eمرحبا\u202c Putin bertemu شي \u200f\u2067Xi.",
    "letters and what goes on them": "e\u0301 Putin bertemu Xi\u0301\u0301\u0301 di Sa\u0303o Tome\u0301." * 20,
    "one line": "a" * 1_000_000 + " Putin bertemu Xi.",
    "triggers alone": "bertemu " * 5_000,
    "dots": "." * 20_000 + " putin bertemu Xi.",
    "the last plane": "\U0010ffff\U000f0000 Putin bertemu Xi \U0001f600.",
    "a day that is the first": "Putin bertemu Xi, Rabu, tahun lalu.",
}
"""Texts, each of which has an annotation."""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_hostile_line_is_one_reject_and_each_strange_text_one_line(
    risalah: Callable, tmp_path: Path, jobs: str
) -> None:
    texts = [json.dumps({"id": name, "text": text, "published": "0001-01-01"}) for name, text in STRANGE.items()]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*HOSTILE.values(), *(text.encode() for text in texts)]))
    (tmp_path / "kosong.jsonl").touch()
    done = risalah("annotate", "a.jsonl", "kosong.jsonl", "--jobs", jobs)
    assert done.returncode == 0
    assert [annotation["doc_id"] for annotation in lines(done.stdout)] == list(STRANGE)
    rejected = lines((tmp_path / "rejected.jsonl").read_text(encoding="utf-8"))
    assert [row["where"] for row in rejected] == [f"a.jsonl:{line}" for line in range(1, len(HOSTILE) + 1)]
    documents = [entry for entry in read([tmp_path / "a.jsonl"]) if isinstance(entry, Document)]
    for document, annotation in zip(documents, lines(done.stdout), strict=True):
        for mention in mentions(annotation):
            assert document.text[mention["start"] : mention["end"]] == mention["text"]


def test_jobs_change_nothing_of_the_output(risalah: Callable, tmp_path: Path) -> None:
    told = "".join(f"{json.dumps(ARTICLE | {'id': number})}\nbukan json\n" for number in range(2500))
    alone = risalah("annotate", "-", stdin=told)
    rejected = (tmp_path / "rejected.jsonl").read_bytes()
    shared = risalah("annotate", "-", "--jobs", "2", stdin=told)
    assert shared.stdout == alone.stdout
    assert shared.stdout.count("\n") == 2500
    assert (shared.returncode, shared.stderr) == (alone.returncode, alone.stderr)
    assert (tmp_path / "rejected.jsonl").read_bytes() == rejected


@contextmanager
def endless_work(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run `risalah annotate --jobs 2` in a session of its own, with input that does not end, up to its first line."""
    command = [RISALAH, "annotate", "-", "--jobs", "2"]
    pipe = subprocess.PIPE
    running = subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)

    def feed() -> None:
        with suppress(OSError):
            for number in count():
                os.write(running.stdin.fileno(), json.dumps(ARTICLE | {"id": number}).encode() + b"\n")

    feeding = Thread(target=feed)
    feeding.start()
    try:
        assert json.loads(running.stdout.readline())["doc_id"] == "0"
        yield running
    finally:
        running.kill()
        feeding.join()
        for stream in (running.stdin, running.stdout, running.stderr):
            stream.close()
        running.wait()


def rest(running: subprocess.Popen[bytes]) -> bytes:
    """Read its output away, and return what it tells besides."""
    Thread(target=running.stdout.read).start()
    return running.stderr.read()


def children(running: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(running.pid).children()


def are_gone(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=10)[1]


def test_ctrl_c_ends_every_process_quietly(tmp_path: Path) -> None:
    with endless_work(tmp_path) as running:
        processes = children(running)
        os.killpg(running.pid, signal.SIGINT)
        assert rest(running).strip() == b""
        assert running.wait(10) == 128 + signal.SIGINT
        assert are_gone(processes)


def test_processes_do_not_outlive_a_command_that_is_killed(tmp_path: Path) -> None:
    with endless_work(tmp_path) as running:
        processes = children(running)
        running.kill()
        assert are_gone(processes)


def test_a_process_that_dies_is_told_in_one_line(tmp_path: Path) -> None:
    with endless_work(tmp_path) as running:
        processes = children(running)
        next(one for one in processes if "spawn_main" in " ".join(one.cmdline())).kill()
        (told,) = rest(running).splitlines()
        assert told.startswith(b"risalah: one of the processes ended by itself")
        assert running.wait(10) == 1
        assert are_gone(processes)


def test_output_that_nobody_reads_ends_it_quietly(tmp_path: Path) -> None:
    with endless_work(tmp_path) as running:
        processes = children(running)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert are_gone(processes)
