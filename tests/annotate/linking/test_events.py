"""Hand-made clusters: which records are of one event, as somebody read the articles."""

import datetime
from pathlib import Path

import pytest

from risalah.annotate.evaluation.links import LinkScores, read_clusters, score
from risalah.annotate.linking import link, linked
from risalah.annotate.reading import read
from risalah.annotate.rules import Ruleset
from risalah.schema import Document
from risalah.schema.truth import Truth

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"
PUTIN_AND_KIM = {"vladimir putin", "kim jong un"}


def test_the_sample_articles_are_linked_as_they_were_read(samples: list[Truth]) -> None:
    scores = score(linked(samples).events, read_clusters(SEEDS / "events.json"))
    assert scores.lea.f1 >= 0.95, scores.as_dict()


def test_the_articles_of_dev_are_linked_as_they_were_read(dev: list[Truth]) -> None:
    scores = score(linked(dev).events, read_clusters(HERE / "dev-events.json"))
    assert scores.lea.f1 >= 0.95, scores.as_dict()


def test_both_together_are_linked_as_they_were_read(samples: list[Truth], dev: list[Truth]) -> None:
    scores: LinkScores = score(linked(samples + dev).events, read_clusters(HERE / "both-events.json"))
    assert scores.lea.f1 >= 0.95, scores.as_dict()


@pytest.mark.parametrize(("path", "fixture"), [(SEEDS / "events.json", "samples"), (HERE / "dev-events.json", "dev")])
def test_every_record_is_in_one_hand_made_cluster(path: Path, fixture: str, request: pytest.FixtureRequest) -> None:
    truths: list[Truth] = request.getfixturevalue(fixture)
    records = {f"{truth.document.id}#{event.number}" for truth in truths for event in truth.annotation.events}
    assert {record for cluster in read_clusters(path) for record in cluster} == records


def test_the_five_articles_tell_two_meetings_of_putin_and_kim() -> None:
    if not SHARED.exists():
        pytest.skip("../shared is not on this machine")
    ruleset = Ruleset.load()
    documents = [document for document in read([SHARED / "seeds"]) if isinstance(document, Document)]
    assert len(documents) == 5
    truths = [Truth(document, ruleset.annotate(document), "unreviewed", NOON) for document in documents]
    assert [{record[:3] for record in event} for event in meetings(truths)] == [{"000", "001", "002"}, {"003", "004"}]


def test_the_sample_articles_tell_three_as_they_were_read(samples: list[Truth]) -> None:
    some = [truth for truth in samples if truth.document.id[:2] in {"01", "02", "03", "04", "05", "10"}]
    assert [{record[:2] for record in event} for event in meetings(some)] == [{"01", "02", "03"}, {"04", "05"}, {"10"}]


NOON = datetime.datetime(2025, 9, 4, 12, tzinfo=datetime.UTC)


def meetings(truths: list[Truth]) -> list[list[str]]:
    """Return the records of each meeting of Putin and Kim that took place."""
    linking = link(truths)
    told = {
        key.record_id
        for key in linking.keys
        if (key.type, key.realis) == ("meeting", "actual") and {actor.name for actor in key.actors} >= PUTIN_AND_KIM
    }
    return [list(event) for event in linking.links.events if told & {*event}]
