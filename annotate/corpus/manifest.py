"""What a corpus consists of."""

from pydantic import ValidationError

from risalah.annotate.corpus.part import Part
from risalah.annotate.corpus.shard import Shard
from risalah.schema import Problem, Source
from risalah.schema.errors import CorpusError
from risalah.schema.model import Model
from risalah.schema.report import problems_of
from risalah.storage import Place

MANIFEST = "corpus.json"


class Failed(Model):
    """A part that could not be annotated."""

    part: Part
    why: str


class Manifest(Model):
    """Written last: a shard that it does not name is no part of the corpus."""

    source: Source
    """What annotated it."""
    schema_version: str
    folder: str
    """Of the shards, within the place."""
    documents: int
    """How many there are, but for those whose id an earlier one has."""
    events: int
    """How many all shards tell."""
    rejected: int
    """How many documents could not be read or annotated, or have the id of an earlier one."""
    bytes: int
    """Of the texts of all documents, in UTF-8."""
    content_sha256: str
    """Of what all shards say, in their order: the same input and source give the same, whoever shared out the work."""
    repeated: str | None
    """The file with the documents whose id an earlier one has, by shard; null where there are none."""
    shards: list[Shard]
    """In the order of the input."""
    failed: list[Failed] = []
    """What is missing."""
    unread: list[str] = []
    """Inputs that could not be read at all, with why."""


def read_manifest(place: Place) -> Manifest:
    """Return the manifest of the corpus in a place; raises CorpusError where there is none that reads."""
    content = place.read(MANIFEST)
    if content is None:
        remedy = f"Make one with: risalah annotate INPUT --output {place.address}"
        raise CorpusError(Problem(place.address, f"is no corpus: it has no {MANIFEST}", remedy))
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise CorpusError(*problems_of(error, f"{place.address}/{MANIFEST}")) from None
