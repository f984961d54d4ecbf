"""Training: the same lessons give the same model, which does better than the rules."""

import sys
from collections.abc import Callable

import pytest

from risalah.annotate.models import Lesson, Model, Origin, Settings, gains, train, training, trial
from risalah.annotate.models.features import TOLD
from risalah.annotate.models.light import Light
from risalah.annotate.models.profile import Line
from risalah.annotate.models.question import Question
from risalah.annotate.models.reliability import calibration_error
from risalah.annotate.models.training import CAUTION, STRENGTHS
from risalah.annotate.models.trial import EFFORT, page_of
from risalah.annotate.rules import Ruleset
from risalah.schema import Document
from risalah.schema.errors import ModelError

NOTHING = Document(id="kosong", text="Harga cabai rawit di Pasar Kramat Jati turun pekan ini.")


@pytest.fixture(scope="module")
def model(rules: Ruleset, lessons: list[Lesson]) -> Model:
    """Train on 200 articles, and choose by 50."""
    return train(lessons[:200], lessons[200:250], rules, origin=Origin(version="1.0.0", content_sha256="f" * 64))


@pytest.fixture
def empty(rules: Ruleset) -> Lesson:
    return Lesson.of(NOTHING, rules.annotate(NOTHING))


def test_on_articles_that_it_has_not_seen_it_leaves_less_to_correct_than_the_rules(
    rules: Ruleset, model: Model, lessons: list[Lesson]
) -> None:
    unseen = lessons[250:]
    ours, theirs = trial(model, unseen), trial(rules, unseen)
    assert ours.effort.total < 0.85 * theirs.effort.total
    assert ours.overall.participant.f1 > theirs.overall.participant.f1 + 0.03
    gain = gains(ours, theirs)[EFFORT]
    assert gain.low > 0, "it is no chance"


def test_its_confidence_can_be_trusted(model: Model, lessons: list[Lesson]) -> None:
    regions = [one for one in trial(model, lessons[250:]).held if one.sort == "region"]
    assert len(regions) > 200
    assert calibration_error(regions) < 0.12
    assert Line(slope=1, offset=0) not in model.profile.calibration.values(), "each kind of question is calibrated"


def test_it_says_what_it_was_made_of(rules: Ruleset, model: Model, lessons: list[Lesson]) -> None:
    profile = model.profile
    assert (profile.sort, profile.rules, profile.types) == ("light", rules.version, list(rules.ontology.type_names))
    assert profile.origin == Origin(version="1.0.0", content_sha256="f" * 64)
    assert profile.documents == {"train": 200, "validation": 50}
    assert profile.strength in STRENGTHS
    assert (profile.keep, profile.add) in CAUTION
    told, done = training.tested(model, lessons[250:260], lambda _: None)
    assert told.profile.documents == {"train": 200, "validation": 50, "test": 10}
    assert (told.source, len(done.efforts)) == (model.source, 10)


def test_the_same_lessons_and_seed_give_the_same_model(rules: Ruleset, lessons: list[Lesson]) -> None:
    once, again = (train(lessons[:30], lessons[30:40], rules, Settings(seed=3)) for _ in range(2))
    assert once.profile == again.profile
    assert once.scorer.weights == again.scorer.weights
    assert once.profile.digest != "0" * 12


def test_other_lessons_give_another(rules: Ruleset, lessons: list[Lesson]) -> None:
    one, other = (train(lessons[at : at + 20], [], rules) for at in (0, 20))
    assert one.profile.digest != other.profile.digest


@pytest.mark.parametrize("choose", ["nothing", "what tells no difference"])
def test_where_nothing_speaks_for_another_it_does_as_the_rules_do(
    rules: Ruleset, lessons: list[Lesson], empty: Lesson, choose: str
) -> None:
    model = train(lessons[:20], [] if choose == "nothing" else [empty], rules)
    assert (model.profile.strength, model.profile.keep, model.profile.add) == (STRENGTHS[0], *CAUTION[0])


@pytest.mark.parametrize(
    ("bold", "chosen"),
    [
        ([3, 2, 5, 4, 4], "cautious"),
        ([4, 3, 5, 3, 4], "cautious"),
        ([1, 0, 2, 0, 1], "bold"),
        ([9, 9, 9, 9, 9], "cautious"),
    ],
    ids=["better by one, here and there", "as good", "better in all", "worse"],
)
def test_a_small_lead_is_chance(bold: list[int], chosen: str) -> None:
    """Regions to correct in each of five documents, beside a model that does more as the rules do."""
    candidates = [training._Candidate("cautious", [4, 3, 5, 3, 4]), training._Candidate("bold", bold)]
    assert training._chosen(candidates, corrects=True) == chosen


def test_who_corrects_no_rules_needs_no_lead_over_them() -> None:
    candidates = [training._Candidate("cautious", [4, 3, 5, 3, 4]), training._Candidate("bold", [3, 3, 5, 3, 4])]
    assert training._chosen(candidates, corrects=True) == "cautious"
    assert training._chosen(candidates, corrects=False) == "bold"


def test_while_it_chooses_it_asks_the_same_once(answering: Callable[..., Model]) -> None:
    asked: list[list[str]] = []

    def likely(question: Question, words: str) -> float:
        asked.append(question.features)
        return len(question.features) / 10

    scorer = training._Remembering(answering(likely).scorer)
    one, other = (Question("trigger", "meeting", (0, 7), None, features) for features in (["a"], ["a", "b"]))
    first = scorer.scores("bertemu", [one, other])
    assert first[0] < first[1], "they are told apart by what is known of them"
    assert scorer.scores("bertemu", [other, one]) == first[::-1]
    assert asked == [["a"], ["a", "b"]]
    scorer.scores("menemui", [one])
    assert asked[2:] == [["a"]]


def test_a_model_that_does_not_correct_finds_events_by_itself(rules: Ruleset, lessons: list[Lesson]) -> None:
    model = train(lessons[:60], lessons[60:80], rules, Settings(corrects=False))
    assert isinstance(model.scorer, Light)
    assert TOLD not in model.scorer.weights["argument"][""]
    done = trial(model, lessons[80:120])
    assert done.overall.event.f1 > 0.5


def test_documents_are_told_as_they_are_read(rules: Ruleset, lessons: list[Lesson]) -> None:
    done: list[int] = []
    train(lessons[:10], lessons[10:15], rules, advance=done.append)
    assert sum(done) == 15


@pytest.mark.parametrize("count", [0, 3])
def test_without_any_event_there_is_nothing_to_learn(rules: Ruleset, empty: Lesson, count: int) -> None:
    with pytest.raises(ModelError, match=r"has no event in its documents for training .* Review more documents"):
        train([empty] * count, [], rules)


def test_one_short_article_is_enough_for_a_model(rules: Ruleset) -> None:
    """It can hardly know anything, and so does as the rules do."""
    document = Document(id="doc-1", text="Sugiono bertemu Wang Yi di Jakarta.")
    lesson = Lesson.of(document, rules.annotate(document))
    model = train([lesson], [lesson], rules)
    assert page_of(model.plain(document)).events[0].triggers[0].text == "bertemu"


def test_what_training_needs_is_told_where_it_is_not_installed(
    rules: Ruleset, lessons: list[Lesson], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(ModelError, match=r"needs sklearn.*, which is not installed. .*pip install 'risalah\[light\]'"):
        train(lessons[:5], [], rules)
