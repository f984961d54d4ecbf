"""What is done shard by shard: first triggers are counted, then candidates are found."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from risalah.annotate.corpus import Corpus
from risalah.annotate.corpus.shard import Shard
from risalah.annotate.sampling.candidates import COLUMNS, Judge
from risalah.annotate.sampling.pool import Pool, is_written
from risalah.annotate.sampling.request import Request
from risalah.annotate.sampling.triggers import Triggers
from risalah.annotate.workspace import Workspace
from risalah.storage import Place, place_at

TRIGGERS = "triggers.json"
"""In the place of a job, the triggers of the whole corpus."""


@dataclass(frozen=True, slots=True)
class Job:
    """One choice from a corpus: what all of its tasks share."""

    corpus: str
    """The address of the corpus."""
    work: str
    """The address of a place for what tasks leave to one another; no other job has it."""
    workspace: Path
    """The folder of a workspace, or any other."""
    request: Request

    @property
    def place(self) -> Place:
        """The place at `work`."""
        return place_at(self.work)


@dataclass(frozen=True, slots=True)
class SampleTask:
    """A shard in a job."""

    job: Job
    shard: Shard

    @property
    def triggers(self) -> str:
        """The name of the shard's own triggers."""
        return f"triggers/{self.shard.name}.json"

    @property
    def pool(self) -> str:
        """The name of the pool of its best candidates."""
        return f"pools/{self.shard.name}"


def count_triggers(task: SampleTask) -> None:
    """Count the triggers of a shard, unless that is done already."""
    place = task.job.place
    if place.has(task.triggers):
        return
    annotations = _corpus(task.job).frame(task.shard, ["annotation"])["annotation"]
    place.write(task.triggers, Triggers.of(annotations).written())


def find_candidates(task: SampleTask) -> None:
    """Find the best candidates of a shard, once the triggers of all are counted, unless that is done already."""
    place = task.job.place
    if is_written(place, task.pool):
        return
    documents = _corpus(task.job).frame(task.shard, COLUMNS)
    candidates = _judge(task.job).candidates(task.shard.name, documents)
    Pool.of(candidates, task.job.request).write(place, task.pool)


@lru_cache(maxsize=1)
def _corpus(job: Job) -> Corpus:
    """Return the corpus of a job: opened once in each process."""
    return Corpus.open(job.corpus)


@lru_cache(maxsize=1)
def _judge(job: Job) -> Judge:
    """Return who judges in a job: made once in each process, as it reads what the workspace holds."""
    triggers = Triggers.read(job.place.read(TRIGGERS) or b"")
    return Judge.of(job.request, triggers, Workspace.within(job.workspace))
