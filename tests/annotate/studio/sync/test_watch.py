"""Watching a real server: what wakes it, what it survives, and how it ends."""

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.server.local import State
from risalah.annotate.studio.sync import pull as pulling
from risalah.annotate.studio.sync import watch as watching
from risalah.annotate.studio.sync.listener import listening
from risalah.annotate.studio.sync.pull import Pull, pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.studio.sync.watch import Bell, watch
from risalah.annotate.workspace import Workspace
from risalah.schema import Document, Problem
from risalah.schema.errors import StudioError

ARTICLES = [
    Document(id=f"artikel-{number}", text=f"Menteri Retno Marsudi menemui {name} di Jakarta.")
    for number, name in enumerate(("Wang Yi", "Penny Wong", "Vivian Balakrishnan"), 1)
]
ELSEWHERE = "http://9.9.9.9/"
"""An address that Label Studio takes for a webhook: it refuses private ones. Nothing happens to make it call."""


@pytest.fixture
def tasks(workspace: Workspace, studio: Studio) -> list[int]:
    """Push the articles, and return their tasks."""
    project = push(workspace, studio, ARTICLES).project
    return [created.task for created in studio.created(project, 0)]


@pytest.fixture
def submit(workspace: Workspace, studio: Studio) -> Callable[[int], int]:
    """Submit the first article's pre-annotation for a task."""
    return lambda task: studio.submit(task, to_result(next(iter(workspace.preannotations))), seconds=5)


class Watched:
    """A watch that goes on in a thread, and what came of it."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.pulls: list[Pull] = []
        self.told: list[str] = []

    @contextmanager
    def going_on(self, workspace: Workspace, credentials: Credentials, **options: object) -> Iterator["Watched"]:
        with Studio(credentials, retries=0) as server:
            options = {"on_pull": self.pulls.append, "tell": self.told.append} | options
            thread = threading.Thread(target=watch, args=(workspace, server, self.bell), kwargs=options)
            thread.start()
            try:
                yield self
            finally:
                self.bell.stop()
                thread.join(timeout=30)
        assert not thread.is_alive()


def until(happened: Callable[[], object], seconds: float = 30) -> None:
    """Wait for what a thread does."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def seconds_of(rest: Callable[[], None]) -> float:
    began = time.monotonic()
    rest()
    return time.monotonic() - began


def test_nobody_rings_and_it_rests_for_the_whole_time() -> None:
    assert seconds_of(lambda: Bell().rest(0.0, 0.2)) >= 0.2


def test_a_ring_ends_the_rest_but_not_before_its_time() -> None:
    bell = Bell()
    bell.ring()
    assert 0.2 <= seconds_of(lambda: bell.rest(0.2, 30)) < 5


def test_many_rings_are_one() -> None:
    bell = Bell()
    for _ in range(100):
        bell.ring()
    assert seconds_of(lambda: bell.rest(0.0, 30)) < 5
    assert seconds_of(lambda: bell.rest(0.0, 0.2)) >= 0.2


def test_a_bell_that_is_stopped_lets_nobody_rest() -> None:
    bell = Bell()
    threading.Timer(0.1, bell.stop).start()
    assert seconds_of(lambda: bell.rest(20, 30)) < 5


def test_whoever_calls_the_address_rings() -> None:
    rings: list[int] = []
    with listening("127.0.0.1", 0, lambda: rings.append(1)) as url:
        assert httpx.post(url, json={"action": "ANNOTATION_CREATED"}).status_code == 204
        assert httpx.post(f"{url}apa/pun", content=b"x" * 1000).status_code == 204
        assert httpx.get(url).status_code == 501
    assert len(rings) == 2
    with pytest.raises(httpx.ConnectError):
        httpx.post(url)


def test_a_call_that_breaks_off_stops_nothing() -> None:
    rings: list[int] = []
    with listening("127.0.0.1", 0, lambda: rings.append(1)) as url:
        with socket.create_connection(("127.0.0.1", httpx.URL(url).port or 0)) as caller:
            caller.sendall(b"POST / HTTP/1.1\r\nContent-Length: banyak\r\n\r\n")
        httpx.post(url)
        until(lambda: len(rings) == 2)


def test_an_address_that_is_taken_is_told() -> None:
    with listening("127.0.0.1", 0, lambda: None) as url:
        port = httpx.URL(url).port or 0
        with pytest.raises(StudioError, match=f"127.0.0.1:{port}: cannot be listened on: Address already in use"):
            listening("127.0.0.1", port, lambda: None).__enter__()


def test_a_ring_brings_what_was_submitted(
    workspace: Workspace, label_studio: State, tasks: list[int], submit: Callable[[int], int]
) -> None:
    with Watched().going_on(workspace, label_studio.credentials, every=60.0) as watched:
        submit(tasks[0])
        until(lambda: watched.bell.ring() or watched.pulls)
    assert sum(done.changed for done in watched.pulls) == 1
    assert len(list(workspace.reviews)) == 1


def test_polling_brings_it_too(
    workspace: Workspace, label_studio: State, tasks: list[int], submit: Callable[[int], int]
) -> None:
    with Watched().going_on(workspace, label_studio.credentials, every=0.1) as watched:
        submit(tasks[0])
        until(lambda: watched.pulls)
    assert [done.reviewed for done in watched.pulls] == [1]


@contextmanager
def forwarding(port: int, state: State) -> Iterator[None]:
    """Let the server answer at another port of this machine too."""

    class Caller(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(("127.0.0.1", state.port)) as server:
                back = threading.Thread(target=self.pass_on, args=(server, self.request), daemon=True)
                back.start()
                self.pass_on(self.request, server)

        def pass_on(self, sender: socket.socket, receiver: socket.socket) -> None:
            try:
                while sent := sender.recv(65536):
                    receiver.sendall(sent)
                receiver.shutdown(socket.SHUT_WR)
            except OSError:
                return

    class Forwarder(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Forwarder(("127.0.0.1", port), Caller) as forwarder:
        threading.Thread(target=forwarder.serve_forever, daemon=True).start()
        yield
        forwarder.shutdown()


def test_a_server_that_is_down_is_told_once_and_pulled_from_when_it_is_back(
    workspace: Workspace,
    label_studio: State,
    tasks: list[int],
    submit: Callable[[int], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "LONGEST_PAUSE", 0.1)
    submit(tasks[0])
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    elsewhere = Credentials(f"http://127.0.0.1:{port}", label_studio.token)
    with Watched().going_on(workspace, elsewhere, every=0.1) as watched:
        until(lambda: watched.told)
        time.sleep(0.5)
        with forwarding(port, label_studio):
            until(lambda: watched.pulls)
            watched.bell.stop()
    first, second = watched.told
    assert "cannot be reached" in first
    assert second == f"http://127.0.0.1:{port} answers again"
    assert len(list(workspace.reviews)) == 1


def test_pauses_grow_to_a_minute(workspace: Workspace) -> None:
    with Studio(Credentials("http://127.0.0.1:9", "kunci"), retries=0) as nobody:
        watcher = watching._Watcher(workspace, nobody, Bell(), None, lambda _: None, lambda _: None)
        assert [watcher.look(30) for _ in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_what_a_pull_brought_before_it_failed_is_told_by_the_next(
    workspace: Workspace,
    label_studio: State,
    tasks: list[int],
    submit: Callable[[int], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really_count, calls = Studio.drafts, []

    def fail_first(self: Studio, project: int) -> int:
        calls.append(project)
        if len(calls) == 1:
            raise StudioError(Problem(self.url, "is being restarted"))
        return really_count(self, project)

    monkeypatch.setattr(Studio, "drafts", fail_first)
    submit(tasks[0])
    with Watched().going_on(workspace, label_studio.credentials, every=0.1) as watched:
        until(lambda: watched.pulls)
    assert watched.told == [f"{label_studio.url}: is being restarted", f"{label_studio.url} answers again"]
    assert [done.changed for done in watched.pulls] == [1]


def test_stopped_it_ends_after_the_chunk_and_the_next_pull_goes_on(
    workspace: Workspace,
    studio: Studio,
    tasks: list[int],
    submit: Callable[[int], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bell, really_export = Bell(), Studio.export

    def stop_and_export(self: Studio, project: int, chunk: list[int], **options: bool) -> list[dict]:
        bell.stop()
        return really_export(self, project, chunk, **options)

    for task in tasks:
        submit(task)
    monkeypatch.setattr(pulling, "CHUNK", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Studio, "export", stop_and_export)
        watch(workspace, studio, bell)
    assert len(list(workspace.reviews)) == 1
    assert pull(workspace, studio).changed == 2


def test_once_a_day_everything_is_fetched_again(
    workspace: Workspace, label_studio: State, tasks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    full: list[bool] = []

    def noted(*arguments: object, **options: object) -> Pull:
        full.append(bool(options["full"]))
        return pull(*arguments, **options)

    monkeypatch.setattr(watching, "pull", noted)
    monkeypatch.setattr(watching, "FULL_SECONDS", 1.5)
    with Watched().going_on(workspace, label_studio.credentials, every=0.1):
        until(lambda: full.count(True) == 1 and full.count(False) >= 2)


def test_every_project_calls_the_hook_while_it_watches(
    workspace: Workspace, label_studio: State, studio: Studio, tasks: list[int]
) -> None:
    project = push(workspace, studio).project
    kept = studio.create_hook(project, "http://9.9.9.9/lain")
    left = studio.create_hook(project, ELSEWHERE)
    with Watched().going_on(workspace, label_studio.credentials, every=0.1, hook=ELSEWHERE) as watched:
        time.sleep(1)
        assert studio.hooks(project) == [(kept, "http://9.9.9.9/lain"), (left, ELSEWHERE)]
    assert studio.hooks(project) == [(kept, "http://9.9.9.9/lain")]
    assert watched.told == []
    with Watched().going_on(workspace, label_studio.credentials, every=0.1, hook=ELSEWHERE):
        until(lambda: len(studio.hooks(project)) == 2)
    assert studio.hooks(project) == [(kept, "http://9.9.9.9/lain")]


def test_a_hook_that_is_refused_leaves_the_polling(
    workspace: Workspace, label_studio: State, tasks: list[int], submit: Callable[[int], int]
) -> None:
    """Label Studio calls no private address unless its environment says SSRF_PROTECTION_ENABLED=false."""
    private = "http://127.0.0.9:9/"
    with Watched().going_on(workspace, label_studio.credentials, every=0.1, hook=private) as watched:
        until(lambda: watched.told)
        submit(tasks[0])
        until(lambda: watched.pulls)
    (sentence,) = watched.told
    assert sentence.startswith("Goes on without webhooks")
    assert "reserved network address" in sentence
