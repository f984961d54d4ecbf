"""A model as a pre-annotator: whatever it answers, and whatever the text, what it tells is valid."""

import datetime
import pickle
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.models import Lesson, Model, train
from risalah.annotate.models.question import Question
from risalah.annotate.rules import Ruleset
from risalah.schema import CORE, Actor, AnyNumber, AtLeastOne, AtMostOne, Document, Event, Place, Time
from risalah.schema.errors import ModelError
from risalah.schema.fact import Fact, facts
from risalah.schema.targets.labelling import MAX_EVENTS

Build = Callable[..., Model]
TEXT = "Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025)."


class Summit(Event):
    """Heads of state meet. / Kepala negara bertemu."""

    host: AtMostOne[Actor] = []
    """Who receives the others. / Tuan rumah."""
    guest: AnyNumber[Actor] = []
    """Who comes. / Tamu."""
    place: AtLeastOne[Place]
    """Where. / Tempat."""
    time: AtMostOne[Time] = []
    """When. / Waktu."""


OWN = """
type = "summit"
[[trigger]]
id = "summit.hold"
forms = ["menggelar KTT", "pertemuan"]
[trigger.roles]
host = ["subject"]
place = ["place"]
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    """Load rules with an event type that is none of the project's, which shares a word with one that is."""
    file = tmp_path_factory.mktemp("own") / "summit.toml"
    file.write_text(OWN, encoding="utf-8")
    return Ruleset.load(ontology=CORE.extended(Summit), rule_files=[file])


@pytest.fixture(scope="module")
def light(rules: Ruleset, lessons: list[Lesson]) -> Model:
    return train(lessons[:20], lessons[20:25], rules)


def test_its_source_names_the_model_the_rules_and_the_minimum(answering: Build, rules: Ruleset) -> None:
    version = f"light-{'0' * 12} on {rules.version}"
    assert (answering().source.kind, answering().source.version) == ("model", version)
    assert answering(minimum=0.7).source.version == f"{version} from 0.7"
    assert answering().annotate(Document(id="a", text=TEXT)).source == answering().source


def test_what_the_article_says_of_itself_stays(answering: Build, rules: Ruleset) -> None:
    document = Document(id="a", text=f"Menlu Bertemu di Jakarta\nReporter: Budi Santosa\nJAKARTA, KOMPAS — {TEXT}")
    assert rules.annotate(document).article
    assert answering().annotate(document).article == rules.annotate(document).article


@pytest.mark.parametrize("minimum", [None, 0.8])
def test_a_minimum_is_the_least_confidence_of_all_that_is_told(
    answering: Build, lessons: list[Lesson], minimum: float | None
) -> None:
    model = answering(lambda question, words: crc32(f"{question.label} {words}".encode()) / 2**32, minimum=minimum)
    told = [fact for lesson in lessons[:100] for fact in of_model(model, lesson.document)]
    assert min(fact.confidence for fact in told) >= (minimum or 0.5)
    assert len(told) > 20


def of_model(model: Model, document: Document) -> list[Fact]:
    """Return what it tells but whom events are attributed to, which it does not judge."""
    return [fact for fact in facts(model.annotate(document)) if fact.role != "attribution"]


WORDS = [
    *(
        "Presiden Prabowo Subianto",
        "Putin",
        "Menlu Wang Yi",
        "Rusia",
        "Moskow",
        "DPR",
        "para nelayan",
        "ia",
        "keduanya",
    ),
    *("bertemu", "pertemuan itu", "menggelar KTT di Bandung", "berkunjung ke", "menelepon", "menguji rudal", "akan"),
    *("menandatangani nota kesepahaman", "tidak", "Senin (3/2/2025)", "besok", "999 tahun lalu", "29 Februari", "Rabu"),
    *(
        "di Istana Merdeka",
        "kata Putin",
        "membahas perikanan",
        ",",
        ".",
        "\n",
        "Reporter: A\n",
        "“",
        "(",
        "15.000",
        "dan",
    ),
    *("😀", "e\u0301\u0327", "\u202eمرحبا", "\u200d", "\ufeff", "\u2028", "\x1c", "İ", "ß"),
]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
DAYS = st.sampled_from([None, datetime.date.min, datetime.date.max]) | st.dates()


def document(words: list[str], between: str, published: datetime.date | None) -> Document:
    return Document(id="a", text=between.join(["Putin bertemu Xi", *words, "Putin bertemu Xi"]), published=published)


DOCUMENTS = st.builds(
    document, st.lists(st.sampled_from(WORDS) | ANY_TEXT, max_size=40), st.sampled_from(["", " ", ", ", ". "]), DAYS
)


@given(DOCUMENTS, st.integers(0, 10**6), st.booleans())
@settings(max_examples=300)
def test_whatever_it_answers_what_it_tells_is_valid_and_written_as_the_schema_writes_it(
    answering: Build, own: Ruleset, document: Document, seed: int, corrects: bool
) -> None:
    def answer(question: Question, words: str) -> float:
        return crc32(f"{seed} {question.label} {question.first} {question.second} {words}".encode()) / 2**32

    model = answering(answer, own, corrects=corrects)
    annotation = model.annotate(document)
    assert annotation.problems(document) == []
    assert msgspec.json.encode(model.plain(document)) == annotation.model_dump_json().encode()
    rules = {(fact.role, fact.span, fact.rule) for fact in facts(own.annotate(document))}
    assert {(fact.role, fact.span, fact.rule) for fact in facts(annotation) if fact.rule} <= rules
    told = of_model(model, document)
    assert all(fact.confidence is not None for fact in told)
    assert corrects or not any(fact.rule for fact in told)


def test_it_tells_no_more_events_than_a_page_holds(answering: Build) -> None:
    text = "Indonesia dan Jepang menandatangani nota kesepahaman di Tokyo. " * 40
    model = answering(lambda question, words: float(question.kind != "same"), corrects=False)
    assert len(model.annotate(Document(id="a", text=text)).events) == MAX_EVENTS


def test_a_model_is_the_same_wherever_it_is_loaded(light: Model, lessons: list[Lesson], tmp_path: Path) -> None:
    light.write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"model.json", "weights.json"}
    again = Model.load(tmp_path, light.ruleset)
    assert again.profile == light.profile
    for lesson in lessons[50:80]:
        assert again.plain(lesson.document) == light.plain(lesson.document)


def test_a_model_for_other_types_is_refused(light: Model, own: Ruleset, tmp_path: Path) -> None:
    light.write(tmp_path)
    with pytest.raises(ModelError, match="was trained for other event types"):
        Model.load(tmp_path, own)


class Bomb:
    """Ends the test as soon as it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("code in the folder of a model was run",)


def test_nothing_in_its_folder_is_run(light: Model, tmp_path: Path) -> None:
    light.write(tmp_path)
    bomb = pickle.dumps(Bomb())
    for name in ("weights.pkl", "model.pkl", "model.joblib", "pytorch_model.bin", "weights.npz"):
        (tmp_path / name).write_bytes(bomb)
    for name in ("model.py", "__init__.py", "light.py", "conftest.py"):
        (tmp_path / name).write_text("raise SystemExit('code in the folder of a model was run')\n")
    Model.load(tmp_path, light.ruleset).plain(Document(id="a", text=TEXT))
    (tmp_path / "weights.json").write_bytes(bomb)
    with pytest.raises(ModelError, match="holds no weights that read"):
        Model.load(tmp_path, light.ruleset)


def test_without_its_weights_it_is_refused(light: Model, tmp_path: Path) -> None:
    light.write(tmp_path)
    (tmp_path / "weights.json").unlink()
    with pytest.raises(ModelError, match=r"holds no weights that read: .*weights\.json"):
        Model.load(tmp_path, light.ruleset)


def test_a_document_that_tells_nothing_is_told_without_a_model(light: Model) -> None:
    annotation = light.annotate(Document(id="a", text="Harga cabai rawit di Pasar Kramat Jati turun pekan ini."))
    assert (annotation.events, annotation.flags) == ([], [])
