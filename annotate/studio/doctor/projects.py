"""Checks of the workspace's projects on the server."""

from collections import defaultdict
from collections.abc import Iterator

from risalah.annotate.history import AnnotationOutline, latest_texts
from risalah.annotate.pushed import PushedOutline
from risalah.annotate.studio.doctor.case import Case
from risalah.annotate.studio.doctor.finding import Finding, fault, ok, warning
from risalah.annotate.studio.page.task import MODEL_VERSION
from risalah.annotate.studio.sync.project import BY_HAND, BY_SCORE, MAIN, Project, hand_edits
from risalah.schema.errors import StudioError
from risalah.schema.targets.labelling import labelling_config

_ANY_ID = 2**31 - 1
_PUSH = "Run `risalah push`"


def projects(case: Case) -> Iterator[Finding]:
    """The workspace has its projects on the server."""
    try:
        yield ok(", ".join(f"{project.part}: {_address(case, project)}" for project in case.projects))
    except StudioError as error:
        (problem,) = error.problems
        told = f"{problem.where} {problem.what}"
        if next(case.workspace.pushed.outlines(PushedOutline), None) is None:
            yield warning(told, problem.remedy)
        else:
            lost = f"{told}, though documents were pushed: is it another server, or was the project deleted?"
            yield fault(lost, f"Correct LABEL_STUDIO_URL. {_PUSH} only where it was deleted: it makes a new project")


def duplicates(case: Case) -> Iterator[Finding]:
    """No part of the workspace has two projects."""
    parts: dict[str, list[Project]] = defaultdict(list)
    for project in case.projects:
        parts[project.part].append(project)
    for part, several in parts.items():
        if len(several) > 1:
            told = "; ".join(_holding(case, project) for project in several)
            remedy = "Delete the one without work, in its Settings > Danger Zone"
            yield fault(f"The {part} part has {len(several)} projects, and commands take one of them: {told}", remedy)


def config(case: Case) -> Iterator[Finding]:
    """The labelling configs are those of the workspace's event types."""
    current = labelling_config(case.workspace.ontology)
    for project in case.projects:
        settings = case.settings(project)
        changes = hand_edits(case.workspace, settings)
        if changes:
            where = f"{_address(case, project)}/settings/labeling"
            yield fault(f"{where} was changed by hand:\n{changes}", BY_HAND)
        elif settings["label_config"] != current:
            yield warning(f"{_address(case, project)} shows the event types of an earlier push", _PUSH)


def predictions(case: Case) -> Iterator[Finding]:
    """Annotators start from the pre-annotations."""
    for project in case.projects:
        settings = case.settings(project)
        remedy = f"Choose {MODEL_VERSION!r} for prelabelling in {_address(case, project)}/settings/annotation"
        if not settings["show_collab_predictions"]:
            yield fault(f"{_address(case, project)} does not show people the pre-annotations", remedy)
        elif settings["model_version"] != MODEL_VERSION and settings["total_predictions_number"]:
            shown = settings["model_version"]
            yield fault(f"{_address(case, project)} shows people what {shown!r} predicts, not ours", remedy)


def order(case: Case) -> Iterator[Finding]:
    """People get the tasks in the order of their priority."""
    for project in case.projects:
        sampling = case.settings(project)["sampling"]
        if sampling != BY_SCORE:
            remedy = f"Choose {BY_SCORE!r} in {_address(case, project)}/settings/annotation"
            yield warning(f"{_address(case, project)} hands out tasks by {sampling!r}, not by priority", remedy)


def tasks(case: Case) -> Iterator[Finding]:
    """The server has the tasks that the workspace knows of."""
    for project in case.projects:
        known = sum(1 for _ in case.tasks(project))
        there = case.studio.totals(project.number, 0, _ANY_ID).tasks
        if known != there:
            what = f"{_address(case, project)} has {there} tasks, the workspace knows of {known}"
            yield warning(what, "Run `risalah pull`: it finds those that came or went")


def interrupted(case: Case) -> Iterator[Finding]:
    """No push was interrupted: every document that was prepared has its task."""
    texts = latest_texts(case.workspace)
    made = case.workspace.preannotations.outlines(AnnotationOutline)
    prepared = {row.doc_id for row in made if texts.get(row.doc_id) == row.text_sha256}
    for project in case.projects:
        known = case.tasks(project)
        lacking = [name for name in prepared if not (known.shows(name, texts[name]) or known.was_deleted(name))]
        if project.part == MAIN and lacking:
            what = f"{len(lacking)} documents were prepared for {_address(case, project)} and have no task there"
            yield warning(what, f"{_PUSH}: it goes on where it stopped")


def twins(case: Case) -> Iterator[Finding]:
    """No text of a document has two tasks in one project."""
    for project in case.projects:
        several = [rows for rows in case.tasks(project).several() if len({row.text_sha256 for row in rows}) < len(rows)]
        if several:
            what = f"{len(several)} documents have more than one task in {_address(case, project)}"
            yield warning(what, f"{_PUSH}: it deletes those that nobody has touched")


def _address(case: Case, project: Project) -> str:
    return f"{case.studio.url}/projects/{project.number}"


def _holding(case: Case, project: Project) -> str:
    totals = case.studio.totals(project.number, 0, _ANY_ID)
    return f"{_address(case, project)} with {totals.tasks} tasks, {totals.submitted} annotations"
