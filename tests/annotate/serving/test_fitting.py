"""A model is trained in a process of its own, which ends with the server."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from risalah.annotate.serving.current import Current
from risalah.annotate.serving.fitting import Fitting
from risalah.schema import Problem
from risalah.schema.errors import ModelError

SLEEP = "import subprocess; subprocess.run(['sleep', '60'])"
"""A training that takes long, and starts a process of its own."""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def current(tmp_path: Path) -> Current:
    return Current(tmp_path / "serving", None)


def test_the_model_that_was_trained_answers(current: Current) -> None:
    adopted: list[Path] = []
    Fitting(python("print('loss 0.3'); print('models/1.0.0')"), current, adopted.append).run()
    assert adopted == [current.folder / "models/1.0.0"]
    assert current.model == Current(current.folder, None).model == current.folder / "models/1.0.0"


@pytest.mark.parametrize("says", ["", "print()", "print('models/1.0.0')"])
def test_where_nothing_is_new_nothing_changes(current: Current, says: str) -> None:
    Fitting(python("print('models/1.0.0')"), current, lambda _: None).run()
    adopted: list[Path] = []
    Fitting(python(says), current, adopted.append).run()
    assert adopted == []
    assert current.model == current.folder / "models/1.0.0"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import sys; print('models/1.0.0'); sys.exit('risalah: nothing to release')", "risalah: nothing to release"),
        ("import sys; sys.exit(3)", "it ended with status 3"),
        ("import os; os.kill(os.getpid(), 9)", "it ended with status -9"),
    ],
)
def test_a_training_that_fails_leaves_the_old_one(current: Current, code: str, why: str) -> None:
    adopted: list[Path] = []
    with pytest.raises(ModelError, match=f"no model was trained: {why}"):
        Fitting(python(code), current, adopted.append).run()
    assert adopted == []
    assert current.model is None


def test_a_command_that_is_not_there_is_told(current: Current) -> None:
    with pytest.raises(FileNotFoundError):
        Fitting(["/tidak/ada"], current, print).run()


def test_a_model_that_does_not_fit_leaves_the_old_one(current: Current) -> None:
    def refuse(model: Path) -> None:
        raise ModelError(Problem(model.name, "was trained for other event types"))

    with pytest.raises(ModelError, match="other event types"):
        Fitting(python("print('models/1.0.0')"), current, refuse).run()
    assert current.model is Current(current.folder, None).model is None


def test_what_the_command_says_is_in_a_log_of_the_last_run(current: Current) -> None:
    for number in (1, 2):
        Fitting(python(f"import sys; print('putaran {number}', file=sys.stderr)"), current, print).run()
    assert (current.folder / "fit.log").read_text() == "putaran 2\n"


def test_it_ends_with_all_that_it_started(current: Current, offspring: Callable) -> None:
    fitting = Fitting(python(SLEEP), current, print)
    failures: list[Exception] = []

    def run() -> None:
        try:
            fitting.run()
        except ModelError as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    until(lambda: len(offspring()) == 2)
    started = offspring()
    fitting.stop()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert [str(error) for error in failures] == [
        f"{current.folder}/fit.log: no model was trained: it ended with status -15"
    ]
    assert not psutil.wait_procs(started, timeout=10)[1]
    with pytest.raises(ModelError, match="the server ends"):
        fitting.run()


def test_it_dies_with_a_server_that_is_killed(current: Current) -> None:
    inner = f"from risalah.annotate.serving.fitting import end_with_parent as end; end(); {SLEEP}"
    server = (
        "import sys\nfrom pathlib import Path\n"
        "from risalah.annotate.serving.current import Current\n"
        "from risalah.annotate.serving.fitting import Fitting\n"
        f"Fitting([sys.executable, '-c', {inner!r}], Current(Path({str(current.folder)!r}), None), print).run()"
    )
    with subprocess.Popen(python(server), env=os.environ) as process:
        parent = psutil.Process(process.pid)
        until(lambda: len(parent.children(recursive=True)) == 2)
        started = parent.children(recursive=True)
        process.kill()
    assert not psutil.wait_procs(started, timeout=10)[1]
