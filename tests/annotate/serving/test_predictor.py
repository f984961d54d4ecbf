"""A prediction on the spot is the one that a push would send."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from risalah.annotate.serving.predictor import Predictor
from risalah.annotate.studio.page.task import MODEL_VERSION, source_of, to_task
from risalah.annotate.studio.sync.order import Order
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

EMPTY = {"model_version": MODEL_VERSION, "score": 1.0, "result": []}


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def predictor(workspace: Workspace, told: list[str]) -> Predictor:
    return Predictor(workspace, workspace.ruleset, told.append)


def pushed(workspace: Workspace, document: Document) -> dict[str, Any]:
    annotation = workspace.ruleset.annotate(document)
    grey = workspace.ruleset.boilerplate(document)
    priority = Order(workspace).priority(annotation).value
    return to_task(document, annotation, boilerplate=grey, priority=priority)["predictions"][0]


def test_it_is_what_a_push_would_send(workspace: Workspace, predictor: Predictor, bare: Callable) -> None:
    text = "JAKARTA, KOMPAS.com - Sugiono bertemu Wang Yi di Beijing.\n\nBaca juga: Kunjungan Wang Yi ke Jakarta"
    document = Document(id="artikel-1", text=text)
    assert predictor.predictions([bare(document)]) == [pushed(workspace, document)]


def test_it_is_known_before_it_is_told(
    workspace: Workspace, predictor: Predictor, articles: list[Document], bare: Callable
) -> None:
    predictor.predictions([bare(one) for one in articles])
    assert list(workspace.documents) == articles
    assert list(workspace.preannotations) == [workspace.ruleset.annotate(one) for one in articles]


def test_the_same_task_has_the_same_prediction(
    workspace: Workspace, predictor: Predictor, articles: list[Document], bare: Callable
) -> None:
    first = predictor.predictions([bare(articles[0], 1)])
    assert predictor.predictions([bare(articles[0], 1)]) == first
    assert predictor.predictions([bare(articles[0], 2)] * 3) == first * 3
    assert len(list(workspace.preannotations)) == 1


def test_what_the_workspace_holds_already_is_told(
    workspace: Workspace, stub: Callable, articles: list[Document], bare: Callable
) -> None:
    """What a source says of a text was shown once: a review of it must find that very pre-annotation."""
    model = stub("a")
    shown = model.annotate(articles[0]).model_copy(update={"events": []})
    workspace.preannotations.append([shown])
    (prediction,) = Predictor(workspace, model, print).predictions([bare(articles[0])])
    assert [item["from_name"] for item in prediction["result"]] == ["source"]


def test_it_says_what_made_it_also_after_a_change(
    workspace: Workspace, predictor: Predictor, stub: Callable, articles: list[Document], bare: Callable
) -> None:
    (by_rules,) = predictor.predictions([bare(articles[0])])
    predictor.use(stub("b"))
    (by_model,) = predictor.predictions([bare(articles[0])])
    assert source_of(by_rules) == workspace.ruleset.source
    assert source_of(by_model) == predictor.source == stub("b").source
    assert [one.source for one in workspace.preannotations] == [source_of(by_rules), source_of(by_model)]


NO_TASKS: list[Any] = [
    None,
    7,
    "tugas",
    [],
    {},
    {"id": "x" * 500},
    {"id": 3, "data": None},
    {"id": 3, "data": {"text": "Sugiono bertemu Wang Yi."}},
    {"id": 3, "data": {"text": "Sugiono bertemu Wang Yi.", "document": [], "text_sha256": "0"}},
    {"id": 3, "data": {"text": "\ud800", "document": {"id": "artikel-1"}, "text_sha256": "0"}},
]


@pytest.mark.parametrize("task", NO_TASKS)
def test_a_task_that_is_none_of_ours_has_an_empty_one(
    task: object, predictor: Predictor, told: list[str], articles: list[Document], bare: Callable
) -> None:
    (alone,) = predictor.predictions([bare(articles[0])])
    assert predictor.predictions([task, bare(articles[0])]) == [EMPTY, alone]
    assert len(told) == 1
    assert len(told[0]) < 300
    assert "shows no document of this workspace" in told[0]


def test_a_text_that_is_not_the_one_that_was_pushed_has_an_empty_one(
    workspace: Workspace, predictor: Predictor, told: list[str], articles: list[Document], bare: Callable
) -> None:
    task = bare(articles[0], 5)
    task["data"]["text"] += " Ralat."
    assert predictor.predictions([task]) == [EMPTY]
    assert told == [
        "No prediction: task 5: shows a text that is not the one that was pushed. Delete the task, push again"
    ]
    assert list(workspace.documents) == list(workspace.preannotations) == []


def test_a_text_that_breaks_the_model_leaves_the_others(
    workspace: Workspace, stub: Callable, told: list[str], articles: list[Document], bare: Callable
) -> None:
    broken = Document(id="artikel-9", text="Berkas ini rusak.")
    predictor = Predictor(workspace, stub("a"), told.append)
    nothing, something = predictor.predictions([bare(broken), bare(articles[0])])
    assert nothing == EMPTY
    assert something["result"]
    assert told == [f"No prediction: artikel-9: breaks {stub('a').source}: ZeroDivisionError: artikel-9"]


def test_many_at_once_have_each_their_own(
    workspace: Workspace, predictor: Predictor, articles: list[Document], bare: Callable
) -> None:
    expected = {one.id: pushed(workspace, one) for one in articles}
    asked = [articles[turn % len(articles)] for turn in range(60)]
    with ThreadPoolExecutor(12) as threads:
        predicted = list(threads.map(lambda one: predictor.predictions([bare(one)]), asked))
    assert predicted == [[expected[one.id]] for one in asked]
    assert sorted(one.doc_id for one in workspace.preannotations) == sorted(expected)
