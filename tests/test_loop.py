"""The whole loop on a real Label Studio: articles in, a person's correction, a row of the dataset out."""

import json
from pathlib import Path

import polars as pl

from risalah.annotate.reading import read
from risalah.annotate.studio.page.records import to_result
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.workspace import Workspace
from risalah.cli.release import publish
from risalah.export.tables.files import data_files
from risalah.schema import Document

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = "01-putin-kim-beijing"


def table(release: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(data_files(release, name))


def corrected(result: list, before: str, after: str) -> list:
    """Overtype a canonical value wherever it stands, as a person does in the region list."""
    told = json.dumps(result)
    assert f'"text": ["{before}"]' in told
    return json.loads(told.replace(f'"text": ["{before}"]', f'"text": ["{after}"]'))


def test_a_corrected_value_is_found_in_the_parquet_row(workspace: Workspace, studio: Studio) -> None:
    done = push(workspace, studio, read([SEEDS]))
    assert (done.new, done.rejected) == (14, [])
    tasks = {doc_id: task for task, doc_id, *_ in studio.created(done.project, 0)}
    pushed = {annotation.doc_id: annotation for annotation in workspace.preannotations}
    person = corrected(to_result(pushed[ARTICLE]), "2025-09-03", "2025-09-02")
    studio.submit(tasks[ARTICLE], person, seconds=40)
    assert pull(workspace, studio).reviewed == 1

    release = publish(workspace, unreviewed=False)
    records = table(release.folder, "records")
    assert set(records["doc_id"]) == {ARTICLE}
    assert set(records["status"]) == {"single"}
    meeting = records.row(by_predicate=pl.col("number") == 1, named=True)
    assert meeting["time"] == "2025-09-02"
    assert set(meeting["participant"]) >= {"Vladimir Putin", "Kim Jong Un"}

    mentions, documents = table(release.folder, "mentions"), table(release.folder, "documents")
    text = documents.row(by_predicate=pl.col("doc_id") == ARTICLE, named=True)["text"]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in mentions.iter_rows(named=True))
    left_out = pl.read_parquet(release.folder / "rejected.parquet")
    assert set(left_out["reason"]) == {"nothing was submitted for it"}
    assert left_out.height == 13

    studio.submit(tasks["02-poros-moskow-pyongyang"], to_result(pushed["02-poros-moskow-pyongyang"]), seconds=9)
    pull(workspace, studio)
    assert publish(workspace, unreviewed=False).manifest.version == "1.1.0"


ELECTION = '''
from risalah.schema import Actor, AnyNumber, AtLeastOne, AtMostOne, Event, Text, Time


class Election(Event):
    """Seseorang memenangkan pemilihan."""

    winner: AtLeastOne[Actor]
    """Siapa yang menang."""
    office: AnyNumber[Text]
    """Jabatan apa yang dimenangkan."""
    time: AtMostOne[Time]
    """Kapan."""
'''

ELECTION_RULES = """
type = "election"

[[trigger]]
id = "election.win"
forms = ["memenangkan pemilihan"]
[trigger.roles]
winner = ["subject"]
time = ["time"]
"""


def test_an_event_class_of_ones_own_goes_through_the_whole_loop(workspace: Workspace, studio: Studio) -> None:
    (workspace.folder / "election.py").write_text(ELECTION)
    (workspace.folder / "election.id.toml").write_text(ELECTION_RULES)
    config = workspace.folder / "risalah.toml"
    config.write_text(config.read_text().replace("events = []", 'events = ["election.py"]'))
    own = Workspace(workspace.folder)

    article = Document(id="pemilu", text="Lawrence Wong memenangkan pemilihan di Singapura, Sabtu (3/5/2025).")
    done = push(own, studio, [article])
    assert 'value="Winner"' in studio.project(done.project)["label_config"]
    (annotation,) = own.preannotations
    assert [event.type for event in annotation.events] == ["election"]
    studio.submit(next(studio.created(done.project, 0)).task, to_result(annotation), seconds=5)
    assert pull(own, studio).faults == []

    (row,) = table(publish(own, unreviewed=False).folder, "records").iter_rows(named=True)
    assert row["winner"] == ["Lawrence Wong"]
    assert row["time"] == "2025-05-03"
    assert row["office"] is None
