"""What tests of all folders share: marked sentences, a real Label Studio, an object store and a real browser."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest
from filelock import FileLock
from hypothesis import settings

from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.server.local import LOOPBACK, USUAL_PORT, LocalServer, State
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document, Mention, Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("unhurried", deadline=None)  # a loaded machine is no failure
settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
BENCHMARKS = ROOT / "benchmarks" / "__init__.py"

COMPILED = (ROOT / "annotate" / "rules", ROOT / "annotate" / "models")
SHARED = ROOT.parent / "shared"
GOLD_ROLES = {
    "meeting": ("participant", "place"),
    "call": ("participant", "place"),
    "visit": ("visitor", "destination"),
    "agreement": ("party", "place"),
}
"""The roles that gold calls participants and places, by type."""
SERVERS = {"local_server", "loop", "new_server", "test_demo", "test_local", "test_studio"}
"""Fixtures that start a server, and test modules that do."""

if "benchmarks" not in sys.modules:  # it is not installed, and the root of the repository is not importable
    spec = spec_from_file_location("benchmarks", BENCHMARKS, submodule_search_locations=[str(BENCHMARKS.parent)])
    assert spec
    assert spec.loader
    sys.modules["benchmarks"] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules["benchmarks"])


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse to test what was compiled from other sources than those that stand there."""
    for compiled in (path for folder in COMPILED for path in folder.glob("*.so")):
        source = compiled.with_name(f"{compiled.name.partition('.')[0]}.py")
        whole = compiled.name.startswith("compiled__mypyc")
        if not whole and (not source.exists() or source.stat().st_mtime > compiled.stat().st_mtime):
            remedy = f"run `make setup`, or remove {compiled}"
            pytest.exit(f"{source} changed since it was compiled: {remedy}", returncode=2)


_MARK = re.compile(r"\[(?P<words>[^|\]]+)\|(?P<says>[^\]]+)\]")


@pytest.fixture(scope="session")
def marked() -> Callable[..., tuple[Document, Annotation]]:
    """Turn a sentence with inline marks into a document and its annotation.

    "[Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] ... [Rabu|1.time=?]": the words, the
    event's number, and a trigger's type and realis or a filler's role, value and kind; several marks with a comma.
    """

    def read(text: str, doc_id: str = "doc-1") -> tuple[Document, Annotation]:
        plain, spans, at = "", [], 0
        for mark in _MARK.finditer(text):
            plain += text[at : mark.start()]
            spans += [(len(plain), len(plain) + len(mark["words"]), said.strip()) for said in mark["says"].split(",")]
            plain += mark["words"]
            at = mark.end()
        document = Document(id=doc_id, text=plain + text[at:])
        events: dict[int, dict] = {}
        for start, end, said in spans:
            number, _, what = said.partition(".")
            _say(
                events.setdefault(int(number), {"number": int(number), "triggers": [], "roles": {}}),
                what,
                Mention.at(document.text, start, end),
            )
        for event in events.values():
            event["attribution"] = event["roles"].pop("attribution", [])
        return document, Annotation.model_validate(
            {
                "doc_id": doc_id,
                "text_sha256": document.text_sha256,
                "source": Source(kind="rules", version="test"),
                "events": list(events.values()),
            }
        )

    return read


def _say(event: dict, what: str, mention: Mention) -> None:
    if "=" not in what:
        event["type"], _, event["realis"] = what.partition(":")
        event["triggers"].append(mention)
        return
    role, _, value = what.partition("=")
    name, _, kind = value.partition(":")
    filler = {"value": None if name == "?" else name} | ({"kind": kind} if kind else {})
    fillers = event["roles"].setdefault(role, [])
    same = next((known for known in fillers if {**known, "mentions": 0} == {**filler, "mentions": 0}), None)
    if same:
        same["mentions"].append(mention)
    else:
        fillers.append({**filler, "mentions": [mention]})


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes run the tests: one more than there are cores, because those with a server wait."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Hold the port that a server usually takes: two that start at once would both take it."""
    if not hasattr(config, "workerinput"):
        usual = socket.socket()
        config.add_cleanup(usual.close)
        with suppress(OSError):  # another holds it already
            usual.bind((LOOPBACK, USUAL_PORT))
            usual.listen()


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests with a server, and begin with their files, which take longest."""
    for item in items:
        if SERVERS & {*getattr(item, "fixturenames", ()), item.path.stem}:
            item.add_marker("server")
    with_server = {item.path for item in items if item.get_closest_marker("server")}
    items.sort(key=lambda item: item.path not in with_server)


@pytest.fixture(scope="session")
def new_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[Path], LocalServer]:
    """Prepare a Label Studio in a folder, for it to be started.

    To create its database takes a minute: it is done once for all processes of a run.
    """
    if not shutil.which("label-studio", path=str(ROOT / ".venv/bin")) and not shutil.which("label-studio"):
        pytest.skip("Label Studio is not installed: pip install 'risalah[studio]'")
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    first, whole = LocalServer(shared / "studio"), shared / "studio-is-whole"
    with FileLock(shared / "studio.lock"):
        if not whole.exists():
            with first.serving():
                whole.touch()

    def new(folder: Path) -> LocalServer:
        shutil.copytree(first.folder, folder)
        state = State.model_validate_json((folder / "server.json").read_bytes())
        moving = state.model_copy(update={"port": USUAL_PORT})  # which is held: it takes a free one
        (folder / "server.json").write_text(moving.model_dump_json())
        return LocalServer(folder)

    return new


@pytest.fixture(scope="session")
def local_server(
    new_server: Callable[[Path], LocalServer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalServer]:
    """Run a Label Studio on SQLite for as long as the tests do."""
    server = new_server(tmp_path_factory.mktemp("studio") / "data")
    with pytest.MonkeyPatch.context() as environment:
        # It asks and calls private addresses too, but for one: otherwise it refuses all of them.
        environment.setenv("USE_DEFAULT_BANNED_SUBNETS", "false")
        environment.setenv("USER_ADDITIONAL_BANNED_SUBNETS", "127.0.0.9/32")
        with server.serving():
            yield server


@pytest.fixture
def label_studio(local_server: LocalServer) -> State:
    """Return where the running server answers, and to whom."""
    state = local_server.state()
    assert state
    return state


@pytest.fixture
def studio(label_studio: State) -> Iterator[Studio]:
    """Speak to the running server."""
    with Studio(label_studio.credentials) as speaking:
        yield speaking


@pytest.fixture
def owner(label_studio: State) -> Iterator[httpx.Client]:
    """Speak to the running server as the page does for its owner, past everything of ours."""
    headers = {"Authorization": f"Token {label_studio.token}"}
    with httpx.Client(base_url=label_studio.url, headers=headers, timeout=60) as client:
        yield client


@pytest.fixture
def on_server(label_studio: State, monkeypatch: pytest.MonkeyPatch) -> Credentials:
    """Let commands find the running server as they would a user's own: through the environment."""
    monkeypatch.setenv("LABEL_STUDIO_URL", label_studio.url)
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", label_studio.token)
    return label_studio.credentials


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Make an empty workspace, which has no project on the server yet."""
    return Workspace.create(tmp_path / "workspace", "Uji coba")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start the system's Chromium."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next((path for name in names if (path := shutil.which(name))), None)
    if not chromium:
        pytest.skip("no Chromium on this machine: install it with `apt-get install chromium`, or as your system does")
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", *quiet, "--disable-component-update", "--disable-sync"],
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def dev_articles() -> list[tuple[Document, Annotation]]:
    """Return the articles of ../shared/dev with their gold, its participants and places in the first role for them."""
    if not SHARED.exists():
        pytest.skip("../shared is not on this machine")
    documents = {row["id"]: row for row in lines(SHARED / "dev/docs.jsonl")}
    return [listed(documents[row["id"]], row["events"]) for row in lines(SHARED / "dev/gold.jsonl")]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def listed(row: dict[str, Any], events: list[dict[str, Any]]) -> tuple[Document, Annotation]:
    document = Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"])
    told = [record(document, number, event) for number, event in enumerate(events, 1)]
    source = Source(kind="person", version="gold")
    annotation = {"doc_id": document.id, "text_sha256": document.text_sha256, "source": source, "events": told}
    return document, Annotation.model_validate(annotation)


def record(document: Document, number: int, event: dict[str, Any]) -> dict[str, Any]:
    who, where = GOLD_ROLES[event["type"]]
    time = event["time"]
    roles = {
        who: [filler(document, some["names"]) | {"kind": some["kind"]} for some in event["participants"]],
        where: [filler(document, some["names"]) for some in event["places"]],
        "time": [{"value": time["value"], "mentions": mentions(document, time["texts"])}] if time else [],
    }
    triggers = mentions(document, [event["triggers"][0][0]])
    filled = {role: some for role, some in roles.items() if some}
    return {"number": number, "type": event["type"], "realis": event["realis"], "triggers": triggers, "roles": filled}


def filler(document: Document, names: list[str]) -> dict[str, Any]:
    return {"value": " ".join(names[0].split()), "mentions": mentions(document, names)}


def mentions(document: Document, names: list[str]) -> list[Mention]:
    """Return the first of the names that the text has: where something stands is nothing to linking."""
    start, name = next((start, name) for name in names if (start := document.text.find(name)) >= 0)
    return [Mention.at(document.text, start, start + len(name))]


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a server that speaks S3, with a bucket, and return its address."""
    told = tmp_path_factory.mktemp("moto") / "stderr"  # no pipe: it tells of every request
    command = [sys.executable, "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with told.open("wb") as stderr, subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr) as server:
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", told.read_text())):
            assert server.poll() is None, told.read_text()
            time.sleep(0.05)
        urllib.request.urlopen(urllib.request.Request(f"{found[0]}/arsip", method="PUT")).close()
        yield found[0]
        server.terminate()


_NUMBERS = count(1)


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an address in an object store where nothing lies yet, and let the environment say how to reach it."""
    login = {"AWS_ACCESS_KEY_ID": "kunci-rahasia", "AWS_SECRET_ACCESS_KEY": "sandi-rahasia"}
    for name, value in {"AWS_ENDPOINT_URL": s3_server, "AWS_REGION": "us-east-1", **login}.items():
        monkeypatch.setenv(name, value)
    return f"s3://arsip/{next(_NUMBERS)}"


@pytest.fixture
def offspring() -> Callable[[], list[psutil.Process]]:
    """Return the processes that were started since the test began, and live."""
    before = {child.pid for child in psutil.Process().children(recursive=True)}

    def born() -> list[psutil.Process]:
        children = psutil.Process().children(recursive=True)
        return [one for one in children if one.pid not in before and one.status() != psutil.STATUS_ZOMBIE]

    return born
