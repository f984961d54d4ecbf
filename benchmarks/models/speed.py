"""How long training takes, and how fast a light model is beside the rules that it works with."""

import gc
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import ROOT
from benchmarks.measure import RISALAH, Usage, launched
from risalah.annotate.annotator import Annotator
from risalah.schema import Document

ROUNDS = 3
_WARM_UP = 5
"""Documents before the clock starts."""


def trained(release: Path, folder: Path) -> Usage:
    """Run `risalah train` as a person would, and return what it took from its start to its end."""
    command = [RISALAH, "train", str(release), "--output", str(folder)]
    return launched(command, Path(os.devnull), ROOT)


def seconds(
    annotators: Mapping[str, Annotator], documents: Sequence[Document], done: Callable[[int], None]
) -> dict[str, float]:
    """Return the seconds of the processor that each takes for all documents: the best of three runs, taken in turn."""
    gc.collect()
    gc.freeze()  # what this process holds for other measurements must not be looked through again and again
    for annotator in annotators.values():
        _run(annotator, documents[:_WARM_UP])
    taken: dict[str, list[float]] = {name: [] for name in annotators}
    for _ in range(ROUNDS):
        for name, annotator in annotators.items():
            taken[name].append(_run(annotator, documents))
            done(len(documents))
    return {name: min(of) for name, of in taken.items()}


def _run(annotator: Annotator, documents: Sequence[Document]) -> float:
    start = time.process_time()
    for document in documents:
        annotator.plain(document)
    return time.process_time() - start
