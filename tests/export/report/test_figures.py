"""What the page counts."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from risalah.export import Release
from risalah.export.manifest import read_manifest
from risalah.export.report.changes import changes
from risalah.export.report.citation import citation
from risalah.export.report.drawing import bounds, shade_colours
from risalah.export.report.headline import headline
from risalah.export.report.kinds import Kinds, kinds
from risalah.export.report.left_out import left_out
from risalah.export.report.places import Places, countries, places
from risalah.export.report.prominent import prominent
from risalah.export.report.work import work
from risalah.schema.fact import facts
from risalah.schema.truth import Truth


def test_the_headline(summit: Release) -> None:
    found = headline(Path(summit.address))
    assert (found.documents, found.records, found.events, found.shared, found.publishers) == (3, 4, 3, 1, 2)
    assert found.largest == [("Warta Laut", 2), ("Kabar Gunung", 1)]
    assert sum(documents for _, documents, _ in found.splits) == 3


def test_events_by_type_and_realis(summit: Release) -> None:
    found = kinds(Path(summit.address))
    assert found.types == ["call", "meeting", "visit"]
    assert (found.of("visit", "planned"), found.of("visit", "actual")) == (1, 0)


def test_of_many_types_the_commonest_have_colours() -> None:
    types = [f"type_{n}" for n in range(12)]
    assert Kinds([], types).coloured == types[:7]
    assert Kinds([], types[:8]).coloured == types[:8]


def test_countries_count_once_an_event_and_only_where_it_took_place(summit: Release) -> None:
    found = places(Path(summit.address))
    assert [(country.name, count) for country, count in found.counts] == [("Indonesia", 2), ("China", 1)]
    assert (found.events, found.nowhere) == (2, 0)


def test_a_code_that_nobody_knows_is_told_and_not_drawn(published_of: Callable) -> None:
    found = places(published_of("[Kim|1.participant=Kim:person] [bertemu|1.meeting:actual].", country=lambda *_: "QQQ"))
    assert found.named == [("QQQ", 1)]


def test_every_country_has_an_outline_or_a_point() -> None:
    outlines = json.loads((Path(__file__).parents[3] / "export/report/outlines.json").read_text())
    drawn = {shape.get("id") for shape in outlines["objects"]["countries"]["geometries"]}
    nowhere = {country.code for country in countries().values() if not country.point and country.numeric not in drawn}
    assert nowhere == {"BVT", "HMD"}  # nobody lives there
    assert drawn - {country.numeric for country in countries().values()} == {None}


@pytest.mark.parametrize(("most", "shades"), [(1, []), (2, [2]), (30, [2, 4, 8]), (1000, [4, 20, 60, 300])])
def test_each_shade_stands_for_as_many_times_more(most: int, shades: list[int]) -> None:
    found = Places([(countries()["IDN"], most)], most, 0)
    assert bounds(found)[:3] == shades[:3]
    assert len(shade_colours(found)) == len(bounds(found)) + 1


def test_what_people_did(publish: Callable, truth: list[Truth]) -> None:
    changed = dict.fromkeys(facts(truth[0].annotation), "revalued")
    found = work(Path(publish([replace(truth[0], edits=changed), *truth[1:]]).address))
    assert found.statuses == [("single", 3)]
    assert dict(found.edits) == {"revalued": len(changed), "kept": 2, "deleted": 1, "added": 1}
    assert found.rules == [("call.topic", 1, 0, 1)]
    assert found.annotators == 1


def test_what_most_articles_tell(summit: Release) -> None:
    (found,) = prominent(Path(summit.address))
    assert (found.type, found.articles, found.publishers) == ("meeting", 2, 2)
    assert (found.who, found.where, found.when) == (["Retno Marsudi", "Wang Yi"], ["Bali"], ["2022-07-07"])


def test_what_was_left_out_and_why(summit: Release) -> None:
    assert left_out(Path(summit.address)).reasons == [("nobody has reviewed it", 2, ["kabar-4", "kabar-5"])]


def test_what_changed(publish: Callable, truth: list[Truth], reviewed: Callable) -> None:
    before = Path(publish(truth[:2]).address)
    call = truth[1].annotation.events[0].model_copy(update={"realis": "planned"})
    corrected = replace(truth[1], annotation=truth[1].annotation.model_copy(update={"events": [call]}))
    found = changes(before, Path(publish([truth[0], corrected, truth[2]]).address))
    assert found.previous == "1.0.0"
    counts = {table: numbers for table, *numbers in found.tables}
    assert counts["documents"][0] == 1
    assert counts["records"] == [0, 1, 0, 0]
    assert [(one.row, one.what, one.before, one.after) for one in found.examples] == [
        ("doc-2#1", "realis", "actual", "planned")
    ]


def test_a_release_is_cited_as_its_citation_file_says(summit: Release) -> None:
    folder = Path(summit.address)
    (folder / "CITATION.cff").write_text(
        "title: Catatan Pertemuan\nauthors:\n- {family-names: Sari, given-names: Dewi}\n- name: Arsip & Data\n"
        "date-released: 2026-03-01\ndoi: 10.5281/zenodo.1\n"
    )
    found = citation(folder, read_manifest(folder))
    assert found.sentence == (
        "Sari, Dewi and Arsip & Data (2026). Catatan Pertemuan (version 1.0.0) [data set]. "
        "https://doi.org/10.5281/zenodo.1"
    )
    assert r"author = {Sari, Dewi and Arsip \& Data}" in found.bibtex


def test_without_a_citation_file_the_version_is_cited(summit: Release) -> None:
    folder = Path(summit.address)
    (folder / "CITATION.cff").unlink(missing_ok=True)
    found = citation(folder, read_manifest(folder))
    assert found.sentence == "Event records from news articles (version 1.0.0) [data set] (2025)."
