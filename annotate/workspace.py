"""The folder in which a project's state lies, as plain JSON and Parquet that anyone can open."""

import datetime
import fcntl
import sys
import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from risalah.annotate.decision import LinkDecision
from risalah.annotate.ledger import Address, Ledger
from risalah.annotate.orphaned import Orphaned
from risalah.annotate.pulled import Pulled, PulledOutline
from risalah.annotate.pushed import Pushed
from risalah.annotate.rules import Ruleset
from risalah.annotate.shelf import Shelf
from risalah.schema import CORE, Annotation, Document, Event, Ontology, Problem
from risalah.schema.dataset import Dataset
from risalah.schema.errors import WorkspaceError
from risalah.schema.model import Model
from risalah.schema.report import problems_of
from risalah.storage.atomic import write_new

CONFIG = "risalah.toml"

_TEMPLATE = """\
# A Risalah workspace. Secrets do not belong here: they come from the environment
# (LABEL_STUDIO_URL, LABEL_STUDIO_API_KEY).
id = "{id}"  # by which the workspace finds its project in Label Studio
name = "{name}"  # the project's title there
language = "id"  # of the articles: which rules pre-annotate them
packs = []  # folders of your own language packs, each named for its language, e.g. ["packs/ms"]
events = []  # modules of your own event classes, e.g. ["election.py"]
trusted = []  # annotators whose word counts before others', the most trusted first, e.g. ["annotator-3"]
releases = "releases"  # where they are published: a folder, or an object store such as "s3://bucket/meetings"
# test_after = 2025-01-01  # new events told by articles of a later day are test data, and no others are
# dataset.title = "Meetings in Indonesian news"  # by which releases are cited
dataset.authors = []  # e.g. ["Siregar, Budi"]
# dataset.licence = "CC-BY-4.0"  # of the annotations, as an SPDX identifier; each article has its own
"""


class Config(Model):
    """What `risalah.toml` may say."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    """Names the workspace to Label Studio; made once by `risalah init`."""
    name: Annotated[str, Field(min_length=3, max_length=50)]
    """The title of its Label Studio project, which allows 3 to 50 characters."""
    language: str = "id"
    """The language pack that pre-annotates."""
    packs: list[str] = []
    """Folders of language packs, relative to the workspace, each named for its language; they precede shipped ones."""
    events: list[str] = []
    """Python modules of event classes, relative to the workspace."""
    trusted: list[str] = []
    """Pseudonyms of annotators whose word counts before others', the most trusted first."""
    releases: str = "releases"
    """Where releases are published: a folder relative to the workspace, or the address of an object store."""
    dataset: Dataset = Dataset()
    """What the dataset is called, who made it and under which terms."""
    test_after: datetime.date | None = None
    """The day after which the articles of new events make these test data; null where a share of all is drawn."""


class Workspace:
    """An opened workspace."""

    def __init__(self, folder: Path) -> None:
        """Open the workspace in `folder`; raises WorkspaceError where there is none or its config is wrong."""
        self.folder = folder
        self.config = _config(folder / CONFIG)

    @classmethod
    def within(cls, folder: Path) -> "Workspace | None":
        """Open the workspace in `folder`, which need not be one: then null. Raises as opening does where it is."""
        return cls(folder) if (folder / CONFIG).exists() else None

    @classmethod
    def create(cls, folder: Path, name: str | None = None) -> "Workspace":
        """Make a workspace in `folder`, which may hold other files; raises WorkspaceError where one is already."""
        title = (name or folder.resolve().name)[:50].ljust(3, "_")
        folder.mkdir(parents=True, exist_ok=True)
        text = _TEMPLATE.format(id=uuid.uuid4().hex, name=title.replace("\\", "\\\\").replace('"', '\\"'))
        try:
            write_new(folder / CONFIG, text.encode())
        except FileExistsError:
            raise WorkspaceError(Problem(str(folder / CONFIG), "is there already")) from None
        return cls(folder)

    @cached_property
    def ontology(self) -> Ontology:
        """The event types of the project and of the workspace's own modules; raises SchemaError where they clash."""
        return CORE.extended(*(event for path in self._modules for event in _event_classes(path)))

    @cached_property
    def ruleset(self) -> Ruleset:
        """The rules of the workspace's language, with the rule files beside its own event modules."""
        beside = [path.with_suffix(f".{self.config.language}.toml") for path in self._modules]
        files = [path for path in beside if path.exists()]
        return Ruleset.load(self.config.language, self.ontology, files, self.packs)

    @property
    def packs(self) -> list[Path]:
        """The folders of the workspace's own language packs."""
        return [self.folder / name for name in self.config.packs]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the workspace to oneself for a block: another that wants it waits until this one ends, or dies."""
        with (self.folder / ".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def documents(self) -> Ledger[Document]:
        """Every document that was pushed."""
        return Ledger(self.folder / "documents", Document)

    @property
    def preannotations(self) -> Ledger[Annotation]:
        """Every pre-annotation that was pushed, or was about to be when a push was interrupted."""
        return Ledger(self.folder / "preannotations", Annotation, {"ontology": self.ontology})

    @property
    def pushed(self) -> Ledger[Pushed]:
        """Every task that is known to be, or to have been, on a server."""
        return Ledger(self.folder / "pushed", Pushed)

    @property
    def reviews(self) -> Ledger[Pulled]:
        """Every state of a task that was pulled; the last of a document is what holds."""
        return Ledger(self.folder / "reviews", Pulled, {"ontology": self.ontology})

    @property
    def orphans(self) -> Ledger[Orphaned]:
        """What of people's work could not be carried over to texts that changed."""
        return Ledger(self.folder / "orphans", Orphaned)

    @property
    def links(self) -> Ledger[LinkDecision]:
        """What people decided of which records are of one event."""
        return Ledger(self.folder / "links", LinkDecision)

    def standing(self) -> Iterator[tuple[str, list[Pulled]]]:
        """Yield the last state of every task that is still on its server and was touched, by document, in their order.

        Only one document's are held in memory.
        """
        reviews = self.reviews
        last = Shelf(tuple[str, int], tuple[str, Address])
        for address, state in reviews.addressed(PulledOutline):
            if state.deleted:
                last.pop((state.project, state.task), None)
            else:
                last[state.project, state.task] = state.doc_id, address
        by_document = Shelf(str, list[Address])
        for doc_id, address in last.values():
            by_document[doc_id] = [*by_document.get(doc_id, ()), address]
        for doc_id in sorted(by_document):
            yield doc_id, [reviews.at(address) for address in by_document[doc_id]]

    @property
    def marks(self) -> Path:
        """Where is noted up to when what changed on a server is known."""
        return self.folder / "marks.json"

    @property
    def studio(self) -> Path:
        """Where the local Label Studio keeps its data, secrets and log."""
        return self.folder / "studio"

    @property
    def releases(self) -> Path | str:
        """Where the releases lie: a folder, or the address of an object store."""
        where = self.config.releases
        return where if "://" in where else self.folder / where

    @property
    def _modules(self) -> list[Path]:
        return [self.folder / name for name in self.config.events]


def _config(path: Path) -> Config:
    try:
        return Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise WorkspaceError(
            Problem(str(path.parent), f"is no workspace: it has no {CONFIG}", "Make one with: risalah init")
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkspaceError(Problem(str(path), f"cannot be read: {error}")) from None
    except ValidationError as error:
        raise WorkspaceError(*problems_of(error, str(path))) from None


def _event_classes(path: Path) -> list[type[Event]]:
    """Return the event classes that a module of the user's defines, in its order."""
    name = f"risalah_events.{path.stem}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise WorkspaceError(Problem(str(path), "is no Python module", f"Correct `events` in {path.with_name(CONFIG)}"))
    module = module_from_spec(spec)
    sys.modules[name] = module  # pydantic looks up a class's module to read its fields' docstrings
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise WorkspaceError(Problem(str(path), f"does not import: {type(error).__name__}: {error}")) from error
    found = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Event)]
    own = [event for event in found if event.__module__ == name]
    if not own:
        raise WorkspaceError(Problem(str(path), "defines no event class", "Derive one from risalah.schema.Event"))
    return own
