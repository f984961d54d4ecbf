"""Agreement of two annotators and the rules in two documents, every figure worked by hand."""

from collections.abc import Callable

import pytest

from risalah.annotate.agreement import Agreement, agree
from risalah.annotate.agreement.bootstrap import Estimate
from risalah.annotate.agreement.compared import Annotators
from risalah.annotate.agreement.figures import Figure
from risalah.annotate.agreement.shares import Measure
from risalah.annotate.workspace import Workspace

ANI_1 = (
    "Presiden [Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:actual] "
    "[Anwar|1.participant=Anwar Ibrahim:person] di [Jakarta|1.place=Jakarta], [Rabu|1.time=2025-09-03]."
)
BUDI_1 = (
    "Presiden [Prabowo|1.participant=Prabowo Subianto:person] [bertemu|1.meeting:planned] "
    "Anwar di [Jakarta|1.place=Jakarta], [Rabu|1.time=2025-09-04]."
)
ANI_2 = (
    "[Sugiono|1.participant=Sugiono:person,2.visitor=Sugiono:person] [menelepon|1.call:actual] "
    "[Wang Yi|1.participant=Wang Yi:person], lalu [tiba|2.visit:actual] di [Beijing|2.destination=Beijing]."
)
BUDI_2 = (
    "[Sugiono|1.participant=Sugiono:person] [menelepon|1.call:actual] "
    "[Wang Yi|1.participant=Wang Yi:person], lalu tiba di Beijing."
)
PAIR = ("ani", "budi")


@pytest.fixture
def agreed(opinions: Callable) -> Agreement:
    opinions("doc-1", ani=ANI_1, budi=BUDI_1)
    return agree(opinions("doc-2", ani=ANI_2, budi=BUDI_2))


def told(figures: list[Figure], annotators: Annotators = PAIR) -> dict[str, tuple[Estimate, int]]:
    return {str(one.measure): (one.estimate, one.units) for one in figures if one.annotators == annotators}


def test_shares_worked_by_hand(agreed: Agreement) -> None:
    found = told(agreed.shares)
    # Events: both have the meeting and the call (4 of what they marked), Ani alone the visit: 4 of 5.
    # The resamples of two documents are doc-1 twice (2 of 2), doc-2 twice (2 of 3), or both.
    assert found["event"] == (Estimate(4 / 5, 2 / 3, 1.0), 5)
    assert found["trigger"] == (Estimate(4 / 5, 2 / 3, 1.0), 5)
    # Realis: the same in the call, another in the meeting.
    assert found["realis"] == (Estimate(0.5, 0.0, 1.0), 4)
    # Participants: in doc-1 Ani has 2, Budi 1, the same 1: 2 of 3. In doc-2 both have 2: 4 of 4.
    assert found["participant"] == (Estimate(6 / 7, 2 / 3, 1.0), 7)
    assert found["meeting.participant"][0].value == 2 / 3
    assert found["call.participant"][0].value == 1
    assert found["place"][0].value == 1
    assert found["time"][0].value == 0
    # Ani alone marked a visit: 0 of 1, and no realis to compare.
    assert found["visit.visitor"] == (Estimate(0.0), 1)
    assert found["visit.realis"] == (Estimate(None), 0)


def test_alphas_worked_by_hand(agreed: Agreement) -> None:
    found = told(agreed.alphas)
    # Realis: (actual, planned), (actual, actual). 2 of 4 values off the diagonal; actual 3, planned 1:
    # 16 - (9 + 1) = 6 expected. 1 - (4 - 1) · 2 / 6 = 0.
    assert found["realis"] == (Estimate(0.0), 2)
    # Labels, 10 stretches, 4 of them unlike: Anwar (participant, none), Sugiono (participant + visitor, participant),
    # tiba (visit, none), Beijing (destination, none). Paired are participant 6, none 3, meeting, place, time and
    # call 2, participant + visitor, visit and destination 1: 400 - (36 + 9 + 4 · 4 + 3 · 1) = 336 expected.
    estimate, units = found["labels"]
    assert units == 10
    assert estimate.value == pytest.approx(1 - (20 - 1) * 8 / 336)
    # Doc-1 twice: (participant 3, none 1, meeting, place, time 2) · 2, n = 20, 4 unlike values:
    # 1 - 19 · 4 / (400 - (36 + 4 + 16 · 3)). Doc-2 twice: likewise 12 unlike, participant 6, none 4, call 4, and 2 · 3.
    assert estimate.high == pytest.approx(1 - 19 * 4 / (400 - (36 + 4 + 48)))
    assert estimate.low == pytest.approx(1 - 19 * 12 / (400 - (36 + 16 + 16 + 12)))


def test_all_people_are_the_only_pair(agreed: Agreement) -> None:
    assert told(agreed.shares, None) == told(agreed.shares)
    assert told(agreed.alphas, None) == told(agreed.alphas)
    assert {one.annotators for one in agreed.shares} == {None, PAIR}


def test_what_they_disagree_in(agreed: Agreement) -> None:
    found = [(one.kind, one.found.role, one.found.predicted, one.found.gold) for one in agreed.differences]
    assert found == [
        ("other value", "realis", "actual", "planned"),
        ("other value", "time", "2025-09-03", "2025-09-04"),
        ("only A marked", "participant", "Anwar Ibrahim", None),
        ("only A marked", "trigger", "tiba", None),
        ("only A marked", "visitor", "Sugiono", None),
        ("only A marked", "destination", "Beijing", None),
    ]
    assert {one.annotators for one in agreed.differences} == {PAIR}


def test_of_three_people_every_two_are_compared_and_each_with_the_rules(opinions: Callable) -> None:
    found = agree(opinions("doc-1", rules=BUDI_1, ani=ANI_1, budi=BUDI_1, citra=ANI_1))
    pairs = [None, PAIR, ("ani", "citra"), ("budi", "citra"), ("ani", "rules"), ("budi", "rules"), ("citra", "rules")]
    assert list(dict.fromkeys(one.annotators for one in found.shares)) == pairs
    assert list(dict.fromkeys(one.annotators for one in found.alphas)) == pairs
    participants = {pair: told(found.shares, pair)["participant"] for pair in pairs}
    assert participants["ani", "citra"] == (Estimate(1.0), 4)
    assert participants["budi", "rules"] == (Estimate(1.0), 2)
    # All people, two by two: 2 of 3, 4 of 4, 2 of 3.
    assert participants[None] == (Estimate(8 / 10), 10)
    # Of three labels of Anwar (participant, none, participant) 4 of 6 pairs are unlike, each for 1/(3 - 1): 2.
    # Paired are participant 5, none 1, meeting, place and time 3: 225 - (25 + 1 + 3 · 9) = 172 expected.
    estimate, units = told(found.alphas, None)["labels"]
    assert (units, estimate.value) == (5, pytest.approx(1 - (15 - 1) * 2 / 172))
    assert found.annotators == {"ani": 1, "budi": 1, "citra": 1}


def test_what_a_model_pre_annotated_is_no_work_of_the_rules(opinions: Callable) -> None:
    opinions("doc-1", rules=BUDI_1, ani=ANI_1)
    found = agree(opinions("doc-2", model=BUDI_1, ani=ANI_1, budi=BUDI_1))
    pairs = [None, PAIR, ("ani", "model"), ("ani", "rules"), ("budi", "model")]
    assert list(dict.fromkeys(one.annotators for one in found.shares)) == pairs
    assert {one.documents for one in found.shares if one.annotators and one.annotators[1] == "model"} == {1}


def test_one_person_is_compared_with_the_rules_alone(opinions: Callable) -> None:
    found = agree(opinions("doc-1", rules=BUDI_1, ani=ANI_1))
    assert {one.annotators for one in found.shares} == {("ani", "rules")}
    assert [one.kind for one in found.differences] == ["other value", "other value", "only A marked"]


def test_documents_of_one_alone_do_not_count(opinions: Callable, workspace: Workspace) -> None:
    assert agree(workspace) == Agreement({}, {}, [], [], [], [])
    found = agree(opinions("doc-1", ani=ANI_1))
    assert (found.texts, found.shares, found.influence) == ({}, [], [])


def test_documents_without_events_have_no_share(opinions: Callable) -> None:
    nothing = "Harga cabai rawit di Pasar Kramat Jati turun."
    found = agree(opinions("doc-1", ani=nothing, budi=nothing))
    assert told(found.shares) == {name: (Estimate(None), 0) for name in ("event", "trigger", "realis")}
    assert told(found.alphas) == {name: (Estimate(None), 0) for name in ("realis", "labels")}


def test_progress_is_told(opinions: Callable) -> None:
    opinions("doc-1", ani=ANI_1, budi=BUDI_1)
    counts: list[int] = []
    agree(opinions("doc-2", ani=ANI_2), advance=counts.append)
    assert counts == [1, 1]


def test_the_figures_are_plain_data(agreed: Agreement) -> None:
    plain = agreed.as_dict()
    assert (plain["documents"], plain["differences"], plain["annotators"]) == (2, 6, {"ani": 2, "budi": 2})
    assert plain["shares"][0] == {
        **{"annotator_a": None, "annotator_b": None, "measure": "event", "type": None, "role": None},
        **{"value": 0.8, "low": 0.667, "high": 1.0, "documents": 2, "units": 5},
    }
    assert plain["alphas"][1]["value"] == round(1 - 19 * 8 / 336, 3)
    assert str(Measure("role", "visit", "host")) == "visit.host"
