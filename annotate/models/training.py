"""Training: questions with the answers of gold in, a model out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from statistics import NormalDist, pstdev
from typing import Final, get_args

from risalah.annotate.models.assembly import Assembly
from risalah.annotate.models.calibration import calibrated
from risalah.annotate.models.light import fit as fit_light
from risalah.annotate.models.model import Model, digest, offered
from risalah.annotate.models.oracle import Oracle
from risalah.annotate.models.profile import FORMAT, Line, Origin, Profile
from risalah.annotate.models.question import Answered, Kind, Question, Scorer
from risalah.annotate.models.trial import Lesson, Trial, trial
from risalah.annotate.rules import Ruleset
from risalah.schema import Problem
from risalah.schema.errors import ModelError
from risalah.schema.version import SCHEMA_VERSION

STRENGTHS: Final = (0.03, 0.1, 0.3, 1.0)
"""How closely a light model may follow its documents, that which does most as the rules do first."""
CAUTION: Final = ((0.1, 0.8), (0.25, 0.65), (0.4, 0.5), (0.5, 0.4))
"""How likely what rules tell must be to be told, and what they do not tell, likewise."""
SURE: Final = 0.95
"""How unlikely it must be that a model is ahead of doing as the rules do by chance alone."""
_UNSURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is trained."""

    encoder: str | None = None
    """What a neural model begins as: a folder, or a name that transformers knows; null for a light model."""
    epochs: int = 3
    """How often a neural model sees every document."""
    corrects: bool = True
    """Whether it corrects what rules tell; if not, it finds events by itself among the words that they read."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked about one document, with the right answers."""

    text: str
    answered: list[Answered] = field(default_factory=list)


def train(
    learn: Iterable[Lesson],
    choose: Iterable[Lesson],
    ruleset: Ruleset,
    settings: Settings = Settings(),
    *,
    origin: Origin | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> Model:
    """Train a model on the documents to learn from, and pick and calibrate it by those to choose by.

    Of the candidates it is the one that does most as the rules do among those that leave
    hardly more to correct than the best (`_chosen`); without documents to choose by, of
    all. `advance` is called with the number of documents read, and of questions that a
    neural model learns from. The same input gives the same model.
    Raises ModelError where there is nothing to learn from, and where what training needs
    is not installed.
    """
    chosen_by = [*choose]
    asked = [_asked(lesson, ruleset, settings, advance) for lesson in learn]
    if not any(answer for one in asked for _, answer in one.answered):
        what = "has no event in its documents for training that rules or their words point to"
        raise ModelError(Problem("the release", what, "Review more documents, and make a release of them"))
    held_out = [_asked(lesson, ruleset, settings, advance) for lesson in chosen_by]
    counts = {"train": len(asked), "validation": len(chosen_by)}
    candidates: list[_Candidate] = []
    for strength, scorer in _scorers(asked, settings, advance):
        calibration = _calibration(scorer, held_out)
        remembering = _Remembering(scorer)
        for keep, add in CAUTION:
            profile = _profile(ruleset, settings, origin, counts, calibration, strength=strength, keep=keep, add=add)
            efforts = trial(Model(profile, remembering, ruleset), chosen_by).efforts
            candidates.append(_Candidate(Model(profile, scorer, ruleset), [one.total for one in efforts]))
            advance(0)
    return _named(_chosen(candidates, corrects=settings.corrects))


def tested(model: Model, lessons: Sequence[Lesson], advance: Callable[[int], None]) -> tuple[Model, Trial]:
    """Return the model with how many documents it was tested on, and how it did on them."""
    documents = model.profile.documents | {"test": len(lessons)}
    model = Model(model.profile.model_copy(update={"documents": documents}), model.scorer, model.ruleset)
    return model, trial(model, lessons, advance)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A model that may be chosen."""

    model: Model
    efforts: list[int]
    """What it leaves to correct in each document to choose by."""


def _chosen(candidates: Sequence[_Candidate], *, corrects: bool) -> Model:
    """Return the first candidate that is not worse than the best by more than one standard error of the difference.

    That is the rule of L. Breiman, J. Friedman, R. Olshen and C. Stone, "Classification
    and Regression Trees" (1984), section 3.4.3. Of those that correct rules it is the very
    first, which does most as these do, unless the lead of the best is no chance: of so many
    candidates one is ahead anyhow where there are few documents to choose by (Z. Šidák,
    "Rectangular confidence regions for the means of multivariate normal distributions", 1967).
    """
    best = min(candidates, key=lambda one: sum(one.efforts))
    first, *others = candidates
    if corrects and _errors_behind(first, best) <= NormalDist().inv_cdf(SURE ** (1 / len(others))):
        return first.model
    return next(one.model for one in candidates if _errors_behind(one, best) <= 1)


def _errors_behind(one: _Candidate, best: _Candidate) -> float:
    """Return by how many standard errors a candidate leaves more to correct than the best."""
    more = [ours - theirs for ours, theirs in zip(one.efforts, best.efforts, strict=True)]
    return sum(more) / (pstdev(more) * sqrt(len(more)) or 1) if more else 0.0


class _Remembering:
    """A scorer that answers each question about a document once."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._known: dict[tuple[object, ...], float] = {}

    def scores(self, text: str, questions: Sequence[Question]) -> list[float]:
        keys = [(hash(text), one.kind, one.label, one.first, one.second, *one.features) for one in questions]
        new = [place for place, key in enumerate(keys) if key not in self._known]
        scores = self._scorer.scores(text, [questions[place] for place in new]) if new else []
        self._known.update((keys[place], score) for place, score in zip(new, scores, strict=True))
        return [self._known[key] for key in keys]

    def write(self, folder: object) -> None:
        raise NotImplementedError


def _asked(lesson: Lesson, ruleset: Ruleset, settings: Settings, advance: Callable[[int], None]) -> Asked:
    """Return what is asked about a document where every answer is the right one."""
    _, found = offered(lesson.document, ruleset, corrects=settings.corrects)
    oracle = Oracle(lesson.document.text, lesson.gold, ruleset.ontology)
    Assembly(ruleset.ontology, _UNSURE, _UNSURE).drafts(lesson.document, found, oracle)
    advance(1)
    return Asked(lesson.document.text, oracle.asked)


def _scorers(
    asked: Sequence[Asked], settings: Settings, advance: Callable[[int], None]
) -> Iterable[tuple[float | None, Scorer]]:
    try:
        if settings.encoder is None:
            answered = [one for some in asked for one in some.answered]
            for strength in STRENGTHS:
                yield strength, fit_light(answered, strength=strength, seed=settings.seed)
        else:
            yield None, _fine_tuned(asked, settings.encoder, settings, advance)
    except ImportError as error:
        extra = "light" if settings.encoder is None else "train"
        remedy = f"Install it with: pip install 'risalah[{extra}]'"
        raise ModelError(Problem("training", f"needs {error.name}, which is not installed", remedy)) from None


def _fine_tuned(asked: Sequence[Asked], encoder: str, settings: Settings, advance: Callable[[int], None]) -> Scorer:
    from risalah.annotate.models.fine_tuning import fit  # noqa: PLC0415 - torch takes seconds to import

    told = [
        (one.text, [question for question, _ in one.answered], [answer for _, answer in one.answered]) for one in asked
    ]
    return fit(told, encoder=encoder, seed=settings.seed, epochs=settings.epochs, advance=advance)


def _calibration(scorer: Scorer, held_out: Sequence[Asked]) -> dict[Kind, Line]:
    found: dict[Kind, list[tuple[float, bool]]] = {kind: [] for kind in get_args(Kind)}
    for one in held_out:
        questions = [question for question, _ in one.answered]
        scores = scorer.scores(one.text, questions) if questions else []
        for (question, answer), score in zip(one.answered, scores, strict=True):
            found[question.kind].append((score, answer))
    lines = {
        kind: calibrated([score for score, _ in told], [answer for _, answer in told]) for kind, told in found.items()
    }
    return {kind: Line(slope=line.slope, offset=line.offset) for kind, line in lines.items()}


def _profile(
    ruleset: Ruleset,
    settings: Settings,
    origin: Origin | None,
    documents: Mapping[str, int],
    calibration: Mapping[Kind, Line],
    *,
    strength: float | None,
    keep: float,
    add: float,
) -> Profile:
    return Profile(
        format=FORMAT,
        sort="light" if settings.encoder is None else "neural",
        digest="0" * 12,
        schema_version=SCHEMA_VERSION,
        ontology=ruleset.ontology.fingerprint(),
        types=list(ruleset.ontology.type_names),
        rules=ruleset.version,
        corrects=settings.corrects,
        origin=origin,
        documents=dict(documents),
        seed=settings.seed,
        strength=strength,
        encoder=settings.encoder and Path(settings.encoder).name,
        keep=keep,
        add=add,
        calibration=dict(calibration),
    )


def _named(model: Model) -> Model:
    """Return the model under the name that its weights and settings give it."""
    said = model.profile.model_dump_json(include={"format", "ontology", "corrects", "keep", "add", "calibration"})
    profile = model.profile.model_copy(update={"digest": digest(model.scorer, said)})
    return Model(profile, model.scorer, model.ruleset)
