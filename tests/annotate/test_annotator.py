"""Rules and models do the same work, and are had in the same way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.annotator import annotator, ruleset_of
from risalah.annotate.models import Lesson, Model, train
from risalah.annotate.rules import Ruleset
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document
from risalah.schema.errors import ModelError

TEXT = "Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025)."

OWN = """
from risalah.schema import Actor, AtLeastOne, Event


class Strike(Event):
    \"\"\"People stop working. / Orang mogok kerja.\"\"\"

    striker: AtLeastOne[Actor]
    \"\"\"Who stops working. / Siapa yang mogok.\"\"\"
"""
RULES = 'type = "strike"\n[[trigger]]\nid = "strike.mogok"\nforms = ["mogok kerja"]\nroles = {striker = ["subject"]}\n'


@pytest.fixture
def own(workspace: Workspace) -> Workspace:
    """Make a workspace with an event type of its own, and rules for it."""
    (workspace.folder / "own.py").write_text(OWN)
    (workspace.folder / "own.id.toml").write_text(RULES)
    config = workspace.folder / "risalah.toml"
    config.write_text(config.read_text().replace("events = []", 'events = ["own.py"]'))
    return Workspace(workspace.folder)


@pytest.fixture
def trained(marked: Callable, tmp_path: Path) -> Callable[[Ruleset], Path]:
    """Train a model on two sentences with strikes and meetings, and return its folder."""
    documents = [
        Document(
            id=f"doc-{number}", text=f"Para nelayan mogok kerja. {name} bertemu Wang Yi di Jakarta, Senin (3/2/2025)."
        )
        for number, name in enumerate(("Sugiono", "Prabowo", "Anwar Ibrahim", "Penny Wong", "Retno Marsudi", "Luhut"))
    ]

    def train_with(ruleset: Ruleset) -> Path:
        lessons = [Lesson.of(document, ruleset.annotate(document)) for document in documents]
        folder = tmp_path / "model"
        train(lessons, lessons, ruleset).write(folder)
        return folder

    return train_with


def test_without_a_model_it_is_the_rules(workspace: Workspace) -> None:
    rules = workspace.ruleset
    assert annotator(rules) is rules


def test_with_a_model_it_works_together_with_the_rules(trained: Callable[[Ruleset], Path]) -> None:
    rules = Ruleset.load()
    folder = trained(rules)
    model = annotator(rules, folder, 0.6)
    assert isinstance(model, Model)
    assert (model.source.kind, model.minimum) == ("model", 0.6)
    assert model.source.version.endswith(f" on {rules.version} from 0.6")
    document = Document(id="a", text=TEXT)
    assert model.annotate(document) == Annotation.model_validate(model.plain(document))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no model"):
        annotator(Ruleset.load(), tmp_path)


def test_outside_of_a_workspace_the_projects_own_rules_hold(tmp_path: Path, workspace: Workspace) -> None:
    assert ruleset_of(tmp_path).version == Ruleset.load().version == ruleset_of(workspace.folder).version


def test_a_workspace_with_a_type_of_its_own_has_models_of_its_own(
    own: Workspace, trained: Callable[[Ruleset], Path]
) -> None:
    rules = ruleset_of(own.folder)
    folder = trained(rules)
    text = "Para guru mogok kerja. Prabowo bertemu Penny Wong di Canberra."
    found = annotator(rules, folder).annotate(Document(id="a", text=text))
    assert [(event.type, event.confidence is not None) for event in found.events] == [
        ("strike", True),
        ("meeting", True),
    ]
    with pytest.raises(ModelError, match=r"not on both sides: strike"):
        annotator(Ruleset.load(), folder)
