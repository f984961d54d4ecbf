"""Cross-validation: every document is tried by a model that saw neither it nor another that tells the same event."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Final

from risalah.annotate.linking import linked
from risalah.annotate.linking.forest import Forest
from risalah.annotate.models.training import Settings, train
from risalah.annotate.models.trial import Lesson, Trial, trial
from risalah.annotate.rules import Ruleset
from risalah.schema import Annotation, Document, Problem
from risalah.schema.errors import ModelError
from risalah.schema.truth import Truth, doc_id_of

LEAST: Final = 3
"""Folds: one is tried, one is what the model is chosen by, and it learns from the others."""
_SETTINGS: Final = Settings()
_NEVER: Final = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def related(told: Iterable[tuple[Document, Annotation]]) -> dict[str, str]:
    """Return of each document the first, by id, of those that tell one of its events or are nearly its text.

    By the same links as a release: `risalah.annotate.linking`.
    """
    links = linked(Truth(document, annotation, "latest", _NEVER) for document, annotation in told)
    doc_ids = sorted(links.groups)
    number_of = {doc_id: number for number, doc_id in enumerate(doc_ids)}
    forest = Forest(len(doc_ids))
    for pair in links.groups.items():
        forest.join(*(number_of[doc_id] for doc_id in pair))
    for records in links.events:
        for pair in pairwise(map(doc_id_of, records)):
            forest.join(*(number_of[doc_id] for doc_id in pair))
    return {doc_id: doc_ids[forest.root(number)] for doc_id, number in number_of.items()}


def folds(
    lessons: Iterable[Lesson], groups: Mapping[str, str], number: int = 5, *, seed: int = 0
) -> list[list[Lesson]]:
    """Return the documents in so many parts of about the same size, those of one group in one part.

    `groups` names the group of a document, by id, as `related` does; one that is not there is by itself. The largest
    groups are dealt out first, equals in an order drawn by the seed. The same for whatever order of the
    documents. Raises ModelError where there are fewer groups than parts.
    """
    together: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in sorted(lessons, key=lambda lesson: lesson.document.id):
        together[groups.get(lesson.document.id, lesson.document.id)].append(lesson)
    if len(together) < number:
        what = f"has {len(together)} groups of documents that share no event, which makes no {number} folds"
        raise ModelError(Problem("cross-validation", what, "Ask for fewer folds, or review more documents"))
    parts: list[list[Lesson]] = [[] for _ in range(number)]
    for name in sorted(together, key=lambda name: (-len(together[name]), drawn(seed, name))):
        min(parts, key=len).extend(together[name])
    return parts


def drawn(seed: int, name: str) -> str:
    """Return what names are sorted by for an order that looks like chance, and is the same each time."""
    return sha256(f"{seed} {name}".encode()).hexdigest()


def cross_validated(
    lessons: Sequence[Lesson],
    groups: Mapping[str, str],
    ruleset: Ruleset,
    number: int = 5,
    *,
    settings: Settings = _SETTINGS,
    advance: Callable[[int], None] = lambda _: None,
) -> tuple[Trial, Trial]:
    """Return how rules do on the documents, and how models do that did not see them; both in the documents' order.

    The model that is tried on a fold was chosen by the next, and learnt from all others; so there have to be at least
    `LEAST`. The folds are drawn by the seed of the settings. `advance` is called with the number of documents read.
    Raises ModelError where there is not enough to learn from.
    """
    parts = folds(lessons, groups, number, seed=settings.seed)
    tried: dict[str, Trial] = {}
    for place, part in enumerate(parts):
        chosen_by, *learnt = parts[place + 1 :] + parts[:place]
        model = train([one for some in learnt for one in some], chosen_by, ruleset, settings, advance=advance)
        tried |= {lesson.document.id: trial(model, [lesson], advance) for lesson in part}
    done = Trial([], [], [])
    for lesson in lessons:
        done += tried[lesson.document.id]
    return trial(ruleset, lessons, advance), done
