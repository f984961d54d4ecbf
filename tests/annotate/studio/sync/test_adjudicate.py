"""Two blind annotators who differ, and the one who decides, on a real server."""

import httpx
import pytest

from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.page.regions import read_regions
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.adjudicate import adjudicate
from risalah.annotate.studio.sync.design import Design
from risalah.annotate.studio.sync.project import ADJUDICATION, MAIN, blind
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.cli.release import publish
from risalah.schema import Document

TEXT = "Presiden Prabowo Subianto bertemu Menteri Budi Santoso di Jakarta, Senin (6/1/2025)."
ARTICLES = [Document(id=f"artikel-{number}", text=TEXT) for number in (1, 2)]


@pytest.fixture
def second(owner: httpx.Client) -> int:
    """Return the id of a second annotator, who has an account on the server."""
    email = "anotator.kedua@localhost.localdomain"
    known = {user["email"]: user["id"] for user in owner.get("/api/users/").json()}
    if email not in known:
        made = owner.post("/api/users/", json={"email": email, "username": email, "password": "rahasia-sekali"})
        known[email] = made.raise_for_status().json()["id"]
    return int(known[email])


def task_of(workspace: Workspace, studio: Studio, part: str, doc_id: str) -> int:
    number = projects.find(workspace, studio, part).number
    return next(created.task for created in studio.created(number, 0) if created.doc_id == doc_id)


@pytest.fixture
def differing(workspace: Workspace, studio: Studio, owner: httpx.Client, second: int) -> Workspace:
    """Let two people annotate two articles: one alike, of the other the second leaves out the place."""
    push(workspace, studio, ARTICLES, design=Design(blind=2, share=1.0))
    result = list(to_result(next(iter(workspace.preannotations))))
    without = [item for item in result if TEXT[item["value"]["start"] : item["value"]["end"]] != "Jakarta"]
    for doc_id, theirs in (("artikel-1", result), ("artikel-2", without)):
        studio.submit(task_of(workspace, studio, MAIN, doc_id), result, seconds=5.0)
        task = task_of(workspace, studio, blind(2), doc_id)
        submitted = {"result": theirs, "lead_time": 5.0, "completed_by": second}
        owner.post(f"/api/tasks/{task}/annotations", json=submitted).raise_for_status()
    pull(workspace, studio)
    return workspace


def test_only_what_they_differ_on_is_put_up_and_only_once(differing: Workspace, studio: Studio) -> None:
    done = adjudicate(differing, studio)
    assert (done.alike, done.new, done.known) == (1, 1, 0)
    again = adjudicate(differing, studio)
    assert (again.new, again.known) == (0, 1)
    number = projects.find(differing, studio, ADJUDICATION).number
    assert [created.doc_id for created in studio.created(number, 0)] == ["artikel-2"]


def test_what_they_agree_on_is_filled_in_and_both_versions_are_shown(differing: Workspace, studio: Studio) -> None:
    done = adjudicate(differing, studio)
    task = task_of(differing, studio, ADJUDICATION, "artikel-2")
    (prediction,) = studio.predictions(task)
    words = {TEXT[region.start : region.end] for region in read_regions(prediction["result"], "agreed")[0]}
    assert {"Prabowo Subianto", "bertemu", "Budi Santoso"} <= words
    assert "Jakarta" not in words
    (exported,) = studio.export(done.project or 0, [task])
    first, other = sorted(name for name in _annotators(differing))
    assert f"<th>{first}</th><th>{other}</th>" in exported["data"]["summary"]
    assert "“Jakarta” = Jakarta (place)</td><td>—</td>" in exported["data"]["summary"]


def _annotators(workspace: Workspace) -> set[str]:
    states = [state for _, some in workspace.standing() for state in some]
    return {review.annotator for state in states for review in state.reviews}


def test_a_decision_wins_and_stays_whoever_annotates_later(differing: Workspace, studio: Studio) -> None:
    adjudicate(differing, studio)
    task = task_of(differing, studio, ADJUDICATION, "artikel-2")
    (prediction,) = studio.predictions(task)
    studio.submit(task, prediction["result"], seconds=3.0)
    main = task_of(differing, studio, MAIN, "artikel-2")
    studio.submit(main, to_result(next(iter(differing.preannotations))), seconds=5.0)
    pull(differing, studio)
    done = publish(differing, unreviewed=False)
    import polars as pl

    records = pl.read_parquet(done.folder / "data/records/*.parquet")
    status = dict(records.select("doc_id", "status").iter_rows())
    assert status == {"artikel-1": "agreed", "artikel-2": "adjudicated"}
    assert records.filter(doc_id="artikel-2")["place"].to_list() == [None]
    assert adjudicate(differing, studio).new == 0


def test_without_anything_to_decide_no_project_is_made(workspace: Workspace, studio: Studio) -> None:
    push(workspace, studio, ARTICLES)
    pull(workspace, studio)
    assert adjudicate(workspace, studio).project is None
