"""The figures of agreement, over all documents."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from risalah.annotate.agreement import krippendorff
from risalah.annotate.agreement.bootstrap import Array, Estimate, estimates, ratio
from risalah.annotate.agreement.compared import Annotators, Compared, Shares, program_of
from risalah.annotate.agreement.shares import NAMES, NOTHING, Measure


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, of two annotators or of all people."""

    annotators: Annotators
    measure: Measure
    estimate: Estimate
    documents: int
    """How many documents both annotated; for all people, how many two or more did."""
    units: int
    """How many things it is taken of: for a share all that either marked, for alpha the units that two judged."""

    def as_row(self) -> dict[str, Any]:
        """Return it as plain data; both annotators are null for all people."""
        a, b = self.annotators or (None, None)
        taken_of = {"documents": self.documents, "units": self.units}
        return {"annotator_a": a, "annotator_b": b, **name_of(self.measure), **asdict(self.estimate), **taken_of}


def name_of(measure: Measure) -> dict[str, str | None]:
    """Return a measure as columns."""
    return {"measure": measure.name, "type": measure.type, "role": measure.role}


def who(documents: Sequence[Compared]) -> list[Annotators]:
    """Return all people, if two annotated one document, then every two of them, then each with a pre-annotation."""
    found = {annotators for document in documents for annotators in document.shares}
    return sorted(found, key=lambda pair: (pair is not None, bool(pair and program_of(pair)), pair or ()))


def share_figures(documents: Sequence[Compared]) -> Iterator[Figure]:
    """Yield the shares in which annotators agree."""
    for annotators in who(documents):
        found = [document.shares[annotators] for document in documents if annotators in document.shares]
        names = measured(found)
        rows = summands(found, names)
        units = rows[..., 1].sum(axis=0)
        for name, estimate, whole in zip(names, estimates(rows, ratio), units, strict=True):
            yield Figure(annotators, name, estimate, len(found), int(whole))


def alpha_figures(documents: Sequence[Compared]) -> Iterator[Figure]:
    """Yield Krippendorff's alphas of realis and of labels."""
    for annotators in who(documents):
        found = [document.units[annotators] for document in documents if annotators in document.units]
        for measure in found[0]:
            units = [of_document[measure] for of_document in found]
            rows = krippendorff.tallied(units)[:, np.newaxis]
            (estimate,) = estimates(rows, krippendorff.statistic)
            yield Figure(annotators, measure, estimate, len(found), sum(map(len, units)))


def measured(found: Sequence[Shares]) -> list[Measure]:
    """Return what is measured in any document: by name, over all types first."""
    names = {measure for shares in found for measure in shares}
    return sorted(names, key=lambda name: (NAMES.index(name.name), name.type or "", name.role or ""))


def summands(found: Sequence[Shares], names: Sequence[Measure]) -> Array:
    """Return, for each document, the part and the whole of each measure."""
    told = [[shares.get(name, NOTHING) for name in names] for shares in found]
    return np.array([[(share.part, share.whole) for share in row] for row in told], dtype=np.float64)
