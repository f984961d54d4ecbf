"""Pre-annotations submitted as they are, where nobody is there to review them."""

from risalah.annotate.studio import project as projects
from risalah.annotate.studio.client import Studio
from risalah.annotate.studio.records import to_result
from risalah.annotate.studio.regions import unreviewed_mark
from risalah.annotate.workspace import Workspace


def submit_unattended(workspace: Workspace, studio: Studio) -> int:
    """Submit the pre-annotation of every task nobody has touched, and return how many.

    Each bears a mark that the page shows and `pull` reads: it comes back as
    "unreviewed" until a person submits it anew.
    """
    project = projects.find(workspace, studio)
    untouched = {task.task for task in studio.tasks(project) if not task.annotations + task.skipped + task.drafts}
    latest = {annotation.doc_id: annotation for annotation in workspace.preannotations} if untouched else {}
    submitted = 0
    for task, doc_id in studio.document_ids(project):
        if task in untouched and doc_id in latest:
            studio.submit(task, [*to_result(latest[doc_id]), unreviewed_mark()])
            submitted += 1
    return submitted
