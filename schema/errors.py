"""What can go wrong, as values that can be collected and as one exception that can be raised."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    `where` is an address a person can go to: a file and line, or a document,
    event and offset ("doc-17 events[2].triggers[0]"). `remedy` may be empty
    where `what` already says it. `code` names the check that found it, where that
    has a name.
    """

    where: str
    what: str
    remedy: str = ""
    code: str = ""

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}" if self.where else self.what
        return f"{told}. {self.remedy}" if self.remedy else told

    def as_dict(self) -> dict[str, str]:
        """Return the problem as a row of `rejected.jsonl`."""
        row = asdict(self)
        return row if self.code else {name: told for name, told in row.items() if name != "code"}


class RisalahError(Exception):
    """Base of every error this project raises on purpose; holds at least one `Problem`."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class SchemaError(RisalahError):
    """An event class, an ontology or a record breaks a rule of the schema."""


class ReadError(RisalahError):
    """An input cannot be turned into a `Document`."""


class RuleError(RisalahError):
    """A rule file or a language pack is wrong."""


class WorkspaceError(RisalahError):
    """A workspace or its `risalah.toml` is missing or wrong."""


class StudioError(RisalahError):
    """Label Studio cannot be reached, or refuses what it is asked."""


class ModelError(RisalahError):
    """A model cannot be trained, written or read, or does not fit."""


class StorageError(RisalahError):
    """A folder or an object store cannot be reached, or does not do what it is asked."""


class EngineError(RisalahError):
    """What shares tasks out cannot be reached, or is gone."""


class CorpusError(RisalahError):
    """A pre-annotated corpus cannot be written or read."""


class ReleaseError(RisalahError):
    """A release cannot be written or read."""
