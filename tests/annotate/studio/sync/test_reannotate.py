"""New rules on a project half done, on a real server."""

import shutil
from pathlib import Path

import httpx
import pytest

from risalah.annotate.rules.pack import pack_folder
from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.page.regions import read_regions
from risalah.annotate.studio.page.task import source_of
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync.project import find
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.studio.sync.reannotate import RETIRED, reannotate
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document

TEXT = (
    "Presiden Prabowo Subianto bertemu Menteri Budi Santoso di Jakarta. "
    "Keesokan harinya Gubernur Citra Lestari bersua Wali Kota Dewi Anggraini di Bogor."
)
ARTICLES = [Document(id=f"artikel-{number}", text=TEXT) for number in (1, 2, 3)]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Make a workspace whose rules do not know "bersua"."""
    made = Workspace.create(tmp_path / "workspace", "Uji coba")
    meeting = Path(shutil.copytree(pack_folder("id"), made.folder / "packs" / "id")) / "meeting.toml"
    assert '"bersua", ' in meeting.read_text()
    meeting.write_text(meeting.read_text().replace('"bersua", ', "", 1))
    config = made.folder / "risalah.toml"
    config.write_text(config.read_text().replace("packs = []", 'packs = ["packs/id"]'))
    return Workspace(made.folder)


def with_a_new_word(workspace: Workspace) -> Workspace:
    """Return the workspace with rules that know it."""
    config = workspace.folder / "risalah.toml"
    config.write_text(config.read_text().replace('packs = ["packs/id"]', "packs = []"))
    return Workspace(workspace.folder)


@pytest.fixture
def tasks(workspace: Workspace, studio: Studio) -> dict[str, int]:
    """Push three articles that tell two meetings, of which the rules see one."""
    done = push(workspace, studio, ARTICLES)
    return {str(created.doc_id): created.task for created in studio.created(done.project, 0)}


def shown(studio: Studio, task: int) -> list[set[str]]:
    """Return the words of the regions of each prediction that annotators see."""
    return [
        {TEXT[region.start : region.end] for region in read_regions(prediction["result"], "prediction")[0]}
        for prediction in studio.predictions(task)
        if prediction["model_version"] != RETIRED
    ]


def old(workspace: Workspace) -> Annotation:
    return next(iter(workspace.preannotations))


def test_a_task_that_nobody_has_touched_gets_the_new_pre_annotation(
    workspace: Workspace, studio: Studio, tasks: dict[str, int]
) -> None:
    assert not any("bersua" in words for words in shown(studio, tasks["artikel-1"]))
    done = reannotate(with_a_new_word(workspace), studio)
    assert (done.replaced, done.suggested) == (3, 0)
    (words,) = shown(studio, tasks["artikel-1"])
    assert {"bertemu", "bersua", "Citra Lestari"} <= words


def test_a_dry_run_counts_and_changes_nothing(workspace: Workspace, studio: Studio, tasks: dict[str, int]) -> None:
    newer = with_a_new_word(workspace)
    before = [studio.predictions(task) for task in tasks.values()]
    assert reannotate(newer, studio, dry_run=True).replaced == 3
    assert [studio.predictions(task) for task in tasks.values()] == before
    assert reannotate(newer, studio).replaced == 3


def test_what_a_person_did_stays_and_the_differences_are_suggested(
    workspace: Workspace, studio: Studio, tasks: dict[str, int]
) -> None:
    without_jakarta = [
        item for item in to_result(old(workspace)) if TEXT[item["value"]["start"] : item["value"]["end"]] != "Jakarta"
    ]
    studio.submit(tasks["artikel-1"], without_jakarta, seconds=7.0)
    newer = with_a_new_word(workspace)
    done = reannotate(newer, studio)
    assert (done.replaced, done.suggested) == (2, 1)
    assert done.withheld >= 1
    (suggested,) = shown(studio, tasks["artikel-1"])
    assert {"bertemu", "bersua", "Citra Lestari"} <= suggested
    assert "Jakarta" not in suggested
    pull(newer, studio)
    (review,) = [review for _, states in newer.standing() for state in states for review in state.reviews]
    assert "Jakarta" not in str(review.annotation.events)
    assert "bersua" not in str(review.annotation.events)


def test_run_again_it_does_nothing_more(workspace: Workspace, studio: Studio, tasks: dict[str, int]) -> None:
    studio.submit(tasks["artikel-1"], to_result(old(workspace)), seconds=7.0)
    newer = with_a_new_word(workspace)
    reannotate(newer, studio)
    before = [studio.predictions(task) for task in tasks.values()]
    again = reannotate(newer, studio)
    assert (again.replaced, again.suggested, again.same) == (0, 0, 0)
    assert [studio.predictions(task) for task in tasks.values()] == before


def test_after_an_interruption_no_prediction_is_doubled(
    workspace: Workspace, studio: Studio, tasks: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = with_a_new_word(workspace)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Studio, "set_data", die)
        with pytest.raises(KeyboardInterrupt):
            reannotate(newer, studio)
    reannotate(newer, studio)
    assert all(len(shown(studio, task)) == 1 for task in tasks.values())


def test_a_task_that_somebody_has_begun_is_left_alone(
    workspace: Workspace, studio: Studio, owner: httpx.Client, tasks: dict[str, int]
) -> None:
    draft = {"result": to_result(old(workspace))}
    owner.post(f"/api/tasks/{tasks['artikel-2']}/drafts", json=draft).raise_for_status()
    before = studio.predictions(tasks["artikel-2"])
    done = reannotate(with_a_new_word(workspace), studio)
    assert (done.begun, done.replaced) == (1, 2)
    assert studio.predictions(tasks["artikel-2"]) == before


def test_a_suggestion_that_is_accepted_says_what_it_came_from(
    workspace: Workspace, studio: Studio, tasks: dict[str, int]
) -> None:
    studio.submit(tasks["artikel-1"], to_result(old(workspace)), seconds=7.0)
    newer = with_a_new_word(workspace)
    reannotate(newer, studio)
    suggestion = studio.predictions(tasks["artikel-1"])[-1]
    source = source_of(suggestion)
    assert source
    assert source.version == f"{newer.ruleset.version}+suggestions"
    assert source in [annotation.source for annotation in newer.preannotations]


def test_a_model_takes_the_place_of_rules_and_gives_way_to_them_again(
    workspace: Workspace, studio: Studio, tasks: dict[str, int], doubting: type
) -> None:
    studio.submit(tasks["artikel-1"], to_result(old(workspace)), seconds=7.0)
    newer = with_a_new_word(workspace)
    model = doubting(newer.ruleset, "Jakarta")
    done = reannotate(newer, studio, annotator=model)
    assert (done.replaced, done.suggested) == (2, 1)
    (worked_on,) = studio.export(find(newer, studio).number, [tasks["artikel-1"]])
    assert "Usulan model / The model suggests:" in worked_on["data"]["summary"]
    (words,) = shown(studio, tasks["artikel-2"])
    assert {"bertemu", "bersua"} <= words
    assert "Jakarta" not in words
    assert reannotate(newer, studio, annotator=model).replaced == 0
    back = reannotate(newer, studio)
    assert (back.replaced, back.suggested) == (2, 1)
    (words,) = shown(studio, tasks["artikel-2"])
    assert {"bersua", "Jakarta"} <= words
