"""The rule ledger: what people did to what each rule found, and which rules to fix or retire."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any, Literal

import polars as pl

from risalah.annotate.history import History
from risalah.annotate.review.edits import Edit, edits
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation
from risalah.schema.review import Review
from risalah.schema.truth import EditKind
from risalah.storage.atomic import write

Verdict = Literal["retire", "fix", "keep", "too few"]
"""What the counts say is to be done about a rule."""

RETIRE = 0.5
"""A rule is to be retired whose precision is below this for all we know: it makes more work than it saves."""
FIX = 0.8
"""A rule is to be fixed whose precision is below this for all we know."""
ENOUGH = 10
"""How many mentions a rule must have found before anything is said of it."""
Z = 1.96
"""Standard deviations on each side of an interval of 95 %."""

DONE: tuple[EditKind, ...] = ("kept", "revalued", "rebounded", "relabelled", "moved", "deleted")
"""What can be done to a mention that a rule found."""

COLUMNS: dict[str, pl.DataType] = {
    "rule": pl.String(),
    "verdict": pl.String(),
    "count": pl.Int64(),
    **dict.fromkeys(DONE, pl.Int64()),
    **dict.fromkeys(("precision", "low", "high", "seconds"), pl.Float64()),
    "documents": pl.Int64(),
}


@dataclass(slots=True)
class RuleRecord:
    """What people did to what one rule found."""

    rule: str
    done: Counter[EditKind] = field(default_factory=Counter)
    """How many of its mentions were kept, and how many were edited, by kind."""
    seconds: float = 0
    """The time spent on it: a review's seconds are shared alike among everything the person had to touch there."""
    doc_ids: set[str] = field(default_factory=set)
    """The documents that it found something in."""

    @property
    def count(self) -> int:
        """How many mentions it found in documents that people reviewed."""
        return self.done.total()

    @property
    def edited(self) -> int:
        """How many of them people had to touch."""
        return self.count - self.done["kept"]

    @property
    def precision(self) -> float:
        """The share of its mentions that was kept as it was."""
        return self.done["kept"] / self.count

    @property
    def expected(self) -> float:
        """The share to expect in future: with one more kept and one more edited, by Laplace's rule of succession."""
        return (self.done["kept"] + 1) / (self.count + 2)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the precision lies with a probability of 95 %."""
        return wilson(self.done["kept"], self.count)

    @property
    def verdict(self) -> Verdict:
        """What is to be done about it, by the upper end of the interval."""
        if self.count < ENOUGH:
            return "too few"
        _, high = self.interval
        return "retire" if high < RETIRE else "fix" if high < FIX else "keep"

    def as_dict(self) -> dict[str, Any]:
        """Return the record as a row of `COLUMNS`, shares rounded to three places and seconds to one."""
        low, high = self.interval
        return {
            "rule": self.rule,
            "verdict": self.verdict,
            "count": self.count,
            **{kind: self.done[kind] for kind in DONE},
            "precision": round(self.precision, 3),
            "low": round(low, 3),
            "high": round(high, 3),
            "seconds": round(self.seconds, 1),
            "documents": len(self.doc_ids),
        }


def wilson(successes: int, trials: int, z: float = Z) -> tuple[float, float]:
    """Return the score interval of a proportion; 0 and 1 where nothing was tried.

    After E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", JASA 22 (1927).
    """
    if not trials:
        return 0.0, 1.0
    share = successes / trials
    centre = share + z * z / (2 * trials)
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    whole = 1 + z * z / trials
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def rule_ledger(reviewed: Iterable[tuple[Annotation, Review]]) -> list[RuleRecord]:
    """Return a record for each rule, those first that cost people the most edits.

    Each review comes with the pre-annotation that the person started from. What no
    person has read says nothing of a rule, nor does what no rule found, nor what a model
    let pass of that: the rest, which it left out, nobody has judged.
    """
    records: dict[str, RuleRecord] = {}
    for before, review in reviewed:
        if review.status != "unreviewed" and before.source.kind == "rules":
            _enter(records, review, edits(before, review.annotation))
    return sorted(records.values(), key=lambda record: (-record.edited, record.precision, record.rule))


def _enter(records: dict[str, RuleRecord], review: Review, done: list[Edit]) -> None:
    work = sum(edit.is_work for edit in done)
    for edit in done:
        if edit.kind not in DONE or edit.before is None or edit.before.rule is None:
            continue
        record = records.setdefault(edit.before.rule, RuleRecord(edit.before.rule))
        record.done[edit.kind] += 1
        record.doc_ids.add(review.annotation.doc_id)
        if edit.is_work:
            record.seconds += (review.seconds or 0) / work


def frame(records: Iterable[RuleRecord]) -> pl.DataFrame:
    """Return one row for each record, in their order."""
    return pl.DataFrame([record.as_dict() for record in records], schema=COLUMNS, orient="row")


def write_ledger(records: Iterable[RuleRecord], path: Path) -> None:
    """Write the records to a Parquet file, replacing what was there; raises OSError where that cannot be written."""
    parquet = io.BytesIO()
    frame(records).write_parquet(parquet)
    write(path, parquet.getvalue())


def rule_reviews(workspace: Workspace) -> Iterator[tuple[Annotation, Review]]:
    """Yield the reviews of a workspace that hold, each with the pre-annotation it started from, if it did from any.

    What holds is the last state of each task that is still on its server, and in it the
    last submission of each annotator. Only one document's are held in memory. Raises
    WorkspaceError for a row that does not read.
    """
    history = History(workspace)
    for review in _holding(workspace):
        shown = history.preannotations(review.annotation.doc_id, review.annotation.text_sha256)
        started_from = [annotation for annotation in shown if annotation.source == review.prior]
        yield from ((annotation, review) for annotation in started_from[-1:])


def _holding(workspace: Workspace) -> Iterator[Review]:
    for _, states in workspace.standing():
        for state in states:
            submitted = sorted(state.reviews, key=lambda review: review.submitted)
            yield from {review.annotator: review for review in submitted}.values()
