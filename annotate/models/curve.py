"""The learning curve: how good rules and models are, by how many documents people have reviewed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from risalah.annotate.evaluation.measures import COUNTED
from risalah.annotate.models.folds import drawn
from risalah.annotate.models.model import Model
from risalah.annotate.models.points import PLACES, Gain, Key, Order, Point, Who, rounded
from risalah.annotate.models.training import Settings, train
from risalah.annotate.models.trial import Lesson, Trial, gains, trial
from risalah.annotate.review.priority import priority
from risalah.annotate.rules import Ruleset
from risalah.schema import Problem
from risalah.schema.errors import ModelError

SIZES: Final = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
"""Numbers of documents that are tried, as far as there are so many, and then all."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Reviewed documents by what they are for, as a release splits them."""

    learn: Sequence[Lesson]
    choose: Sequence[Lesson]
    """What a model is chosen by. Counted with those to learn from: both have to be reviewed first."""
    test: Sequence[Lesson]

    def sizes(self, wanted: Iterable[int] | None = None) -> list[int]:
        """Return the numbers of documents to try: `SIZES` as far as they go, and all of them; or those that are wanted.

        Raises ModelError where more are wanted than there are.
        """
        most = len(self.learn) + len(self.choose)
        sizes = sorted({*wanted} if wanted else {*(size for size in SIZES if size < most), most})
        if sizes[-1] > most:
            what = f"has {most} documents for training and validation, not {sizes[-1]}"
            raise ModelError(Problem("the release", what, "Ask for smaller sizes"))
        return sizes


class Curve:
    """Trains models on ever more documents, and tries each on the same ones."""

    def __init__(
        self,
        reviewed: Reviewed,
        ruleset: Ruleset,
        of: str,
        *,
        seed: int = 0,
        advance: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Name the documents, and in `of` what they are; the seed draws the random order.

        `advance` is called with the number of documents read. Raises ModelError where
        there is nothing to test on.
        """
        if not reviewed.test:
            what = "has no documents for testing"
            raise ModelError(Problem("the release", what, "Review more documents, and make a release of them"))
        self._test, self._ruleset, self._of, self._seed, self._advance = reviewed.test, ruleset, of, seed, advance
        self._choosing = {lesson.document.id for lesson in reviewed.choose}
        every = sorted([*reviewed.learn, *reviewed.choose], key=lambda lesson: drawn(seed, lesson.document.id))
        self._lessons = {lesson.document.id: lesson for lesson in every}
        """All in random order."""
        self._rules = trial(ruleset, self._test, advance)

    def points(self, sizes: Sequence[int], known: Iterable[Point] = ()) -> Iterator[Point]:
        """Yield what rules do, then models by size in random order, then those that chose their documents themselves.

        What is known already is yielded as it is; all else each time as soon as it is measured. Raises ModelError
        where there is nothing to learn from.
        """
        found = {point.key: point for point in known}
        yield self._point(self._rules, "rules", None, [])
        for size in sizes:
            for who in ("model", "both"):
                yield found.get((who, "random", (size,))) or self._random(who, size)
        yield from self._uncertain(sizes, found)

    def _random(self, who: Who, size: int) -> Point:
        model = self._trained([*self._lessons][:size], corrects=who == "both")
        return self._point(trial(model, self._test, self._advance), who, "random", [size])

    def _uncertain(self, sizes: Sequence[int], found: dict[Key, Point]) -> Iterator[Point]:
        """Yield a point for each size; the first documents are those of the random order, for nothing is known yet."""
        taken: list[str] = []
        model: Model | None = None
        for number, size in enumerate(sizes, 1):
            rounds = [*sizes[:number]]
            point = found.get(("both", "uncertain", tuple(rounds)))
            if point is None:
                if taken:
                    model = model or self._trained(taken)
                taken = [*taken, *self._next(taken, model)[: size - len(taken)]]
                model = self._trained(taken)
                point = self._point(trial(model, self._test, self._advance), "both", "uncertain", rounds, taken)
            else:
                taken, model = point.taken, None
            yield point

    def _next(self, taken: Sequence[str], model: Model | None) -> list[str]:
        """Return the documents that are not taken yet, those of the highest priority first."""
        known = {*taken}
        left = [lesson for doc_id, lesson in self._lessons.items() if doc_id not in known]
        if model:
            told = Counter(event.type for doc_id in taken for event in self._lessons[doc_id].gold.events)
            left.sort(key=lambda lesson: -priority(model.annotate(lesson.document), {}, told).value)
            self._advance(len(left))
        return [lesson.document.id for lesson in left]

    def _trained(self, taken: Sequence[str], *, corrects: bool = True) -> Model:
        """Return a model of these documents, no matter in which order they were taken."""
        known = {*taken}
        lessons = [lesson for doc_id, lesson in self._lessons.items() if doc_id in known]
        learn = [lesson for lesson in lessons if lesson.document.id not in self._choosing]
        choose = [lesson for lesson in lessons if lesson.document.id in self._choosing]
        settings = Settings(corrects=corrects, seed=self._seed)
        return train(learn, choose, self._ruleset, settings, advance=self._advance)

    def _point(self, done: Trial, who: Who, order: Order | None, rounds: list[int], taken: Sequence[str] = ()) -> Point:
        better = gains(done, self._rules) if order else {}
        return Point(
            of=self._of,
            who=who,
            order=order,
            rounds=rounds,
            f1={name: round(getattr(done.overall, name).f1, PLACES) for name in COUNTED},
            exact=round(done.overall.exact_recall, PLACES),
            effort=done.effort.total,
            saved=rounded(done.effort.saved),
            gains={name: Gain.of(estimate) for name, estimate in better.items()},
            taken=[*taken],
        )
