"""Pre-annotations submitted as they are, where nobody is there to review them."""

from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.page.regions import unreviewed_mark
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.ahead import chunks
from risalah.annotate.studio.sync.tasks import Tasks
from risalah.annotate.workspace import Workspace

CHUNK = 100
"""Tasks looked at together."""


def submit_unattended(workspace: Workspace, studio: Studio) -> int:
    """Submit the pre-annotation of every task nobody has touched, and return how many.

    Each bears a mark that the page shows and `pull` reads: it comes back as
    "unreviewed" until a person submits it anew.
    """
    with workspace.alone():
        return _submit(workspace, studio)


def _submit(workspace: Workspace, studio: Studio) -> int:
    project = projects.find(workspace, studio)
    tasks = Tasks(workspace, studio, project)
    tasks.learn()
    latest = {annotation.doc_id: annotation for annotation in workspace.preannotations}
    submitted = 0
    for rows in chunks(tasks, CHUNK):
        exported = studio.export(project.number, [row.task for row in rows])
        touched = {task["id"] for task in exported if task["annotations"] or task["drafts"]}
        for row in rows:
            if row.task not in touched and row.doc_id in latest:
                studio.submit(row.task, [*to_result(latest[row.doc_id]), unreviewed_mark()])
                submitted += 1
    return submitted
