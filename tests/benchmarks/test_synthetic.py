"""Synthetic articles: right by construction, the same each time, and neither easy nor hopeless for the rules."""

import datetime
import re
from collections.abc import Callable
from itertools import chain, count
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import release_of, synthetic
from benchmarks.synthetic.cast import CAST, Casting
from benchmarks.synthetic.passage import Change, Passage, joined
from benchmarks.synthetic.samples import SAMPLES, retold, samples
from benchmarks.synthetic.stories import STORIES, told
from risalah.annotate.evaluation import evaluate
from risalah.annotate.rules import Ruleset
from risalah.export.reviewed import reviewed
from risalah.export.tables.files import data_files
from risalah.schema import CORE, Annotation, Document
from risalah.schema.fact import facts

PUBLISHED = datetime.date(2024, 5, 17)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DATED = re.compile(rf"({'|'.join(WEEKDAYS)}) \((\d+)/(\d+)/(\d{{4}})\)")
SEEDS = st.integers(0, 10_000)
EVERY_STORY = [
    pytest.param(story, paragraph, id=f"{kind}-{number}-{place}")
    for kind in ("story", "aside", "line")
    for number, story in enumerate(STORIES[kind])
    for place, paragraph in enumerate([*story["lead"], *story.get("more", [])])
]


def annotated(passage: Passage, published: datetime.date | None = PUBLISHED) -> Annotation:
    return passage.annotated(Document(id="doc-1", text=passage.text, published=published))


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_articles_are_the_same_each_time_and_fewer_begin_as_more() -> None:
    assert list(synthetic(30)) == list(synthetic(30)) == list(synthetic(60))[:30]
    assert list(synthetic(5, seed=7)) != list(synthetic(5))


@given(SEEDS)
@settings(max_examples=40)
def test_gold_fits_its_text(seed: int) -> None:
    for document, annotation in synthetic(5, seed):
        assert annotation.problems(document) == []
        assert not re.search(r"[{}|[\]]| ,", document.text)
        assert [event.number for event in annotation.events] == list(range(1, len(annotation.events) + 1))


@given(SEEDS)
@settings(max_examples=40)
def test_people_are_told_by_the_names_that_gold_gives_them(seed: int) -> None:
    for document, annotation in synthetic(5, seed):
        people = {str(fact.value) for fact in facts(annotation) if fact.kind == "person"}
        assert [name for name in people if name not in on_one_line(document.text)] == []


@given(SEEDS)
@settings(max_examples=40)
def test_weekdays_are_those_of_their_dates(seed: int) -> None:
    for document, _ in synthetic(5, seed):
        for weekday, day, month, year in DATED.findall(document.text):
            assert WEEKDAYS[datetime.date(int(year), int(month), int(day)).weekday()] == weekday


@given(SEEDS)
@settings(max_examples=40)
def test_a_day_is_before_or_after_publication_as_it_is_told(seed: int) -> None:
    casting = Casting(Random(seed), PUBLISHED)
    earlier, when, soon = (casting.member(time, {}).value for time in ("earlier", "when", "soon"))
    assert earlier < when < when.rpartition("/")[2] + "/" < PUBLISHED.isoformat() < soon


@given(SEEDS)
@settings(max_examples=40)
def test_a_week_is_from_monday_to_sunday(seed: int) -> None:
    told = [Casting(Random(seed), PUBLISHED).member(time, {}).value for time in ("when", "soon")]
    weeks = [[datetime.date.fromisoformat(day).weekday() for day in value.split("/")] for value in told if "/" in value]
    assert all(week == [0, 6] for week in weeks)


@pytest.mark.parametrize(("story", "paragraph"), EVERY_STORY)
def test_every_paragraph_makes_whole_records(story: dict, paragraph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.synthetic.stories._FOLLOWS", 1.0)
    leads = [paragraph] if paragraph in story["lead"] else story["lead"]
    more = [] if paragraph in story["lead"] else [paragraph]
    for lead in leads:
        passage = joined(told({**story, "lead": [lead], "more": more}, Casting(Random(1), PUBLISHED), count(1)))
        numbers = {int(number) for number in re.findall(r"[|,](\d+)\.", lead)}
        assert len(annotated(passage).events) >= len(numbers)


def test_lines_that_a_page_puts_between_tell_nothing() -> None:
    lines = (line for story in STORIES["line"] for line in story["lead"])
    assert not [line for line in lines if "|" in line]


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.document.id)
class TestSamples:
    @given(seed=SEEDS)
    @settings(max_examples=15)
    def test_a_sample_stays_whole(self, sample: tuple, seed: int) -> None:
        published, paragraphs = retold(sample, Random(seed))
        told = annotated(joined(paragraphs), published)
        known = annotated(sample.passage)
        of_same_type = [event.type for event in known.events][: len(told.events)]
        assert [event.type for event in told.events] == of_same_type
        assert (published is None) == (sample.document.published is None)

    @given(seed=SEEDS)
    @settings(max_examples=15)
    def test_nobody_and_no_country_of_it_is_left(self, sample: tuple, seed: int) -> None:
        _, paragraphs = retold(sample, Random(seed))
        text = on_one_line(joined(paragraphs).text)
        for name in SAMPLES["kept"]:
            text = text.replace(name, "")
        others = {country["name"] for country in CAST["countries"]} | {one["capital"] for one in CAST["countries"]}
        gone = {*SAMPLES["people"], *chain.from_iterable(SAMPLES["countries"])} - others
        assert [name for name in gone if re.search(rf"\b{name}\b", text)] == []

    def test_dates_move_by_whole_years_and_keep_their_weekdays(self, sample: tuple) -> None:
        if published := sample.document.published:
            days = {retold(sample, Random(seed))[0] for seed in range(30)}
            assert len(days) > 1
            assert {(day.month, day.day, day.weekday()) for day in days if day} == {
                (published.month, published.day, published.weekday())
            }


class TestPassages:
    def test_a_value_that_is_but_the_words_follows_them(self, marked: Callable) -> None:
        passage = of(
            *marked("[Ani|1.participant=Ani Sari:person] [menemui|1.meeting:actual] [Budi|1.participant=Budi:person].")
        )
        changed = passage.changed([Change(0, 3, "Si Ani"), Change(12, 16, "Bu  Dewi")])
        assert changed.text == "Si Ani menemui Bu  Dewi."
        assert [(fact.text, fact.value) for fact in changed.facts if not fact.is_trigger] == [
            ("Si Ani", "Ani Sari"),
            ("Bu  Dewi", "Bu Dewi"),
        ]

    @given(words=st.lists(st.text("ab😀 ", max_size=6), min_size=4, max_size=4), chosen=st.sets(st.integers(0, 3)))
    def test_mentions_stand_where_their_words_do(self, words: list[str], chosen: set[int], marked: Callable) -> None:
        passage = of(
            *marked("Lalu [Ani|1.participant=x:person] diam. [bertemu|1.meeting:actual] [Budi|1.participant=y:person]!")
        )
        spots = [(0, 4), (5, 8), (15, 22), (23, 27)]
        others = {number: f"<{words[number]}>" for number in chosen}
        changed = passage.changed([Change(*spots[number], others[number]) for number in sorted(chosen)])
        now = {
            fact.role if fact.is_trigger else fact.value: changed.text[fact.start : fact.end] for fact in changed.facts
        }
        assert now == {
            "x": others.get(1, "Ani"),
            "trigger": others.get(2, "bertemu"),
            "y": others.get(3, "Budi"),
        }
        assert all(fact.text == changed.text[fact.start : fact.end] for fact in changed.facts)

    def test_paragraphs_are_joined_to_what_they_were(self) -> None:
        for sample in samples():
            again = joined(sample.passage.paragraphs())
            assert on_one_line(again.text) == on_one_line(sample.document.text)
            assert len(annotated(again).events) == len(annotated(sample.passage).events)


def of(document: Document, annotation: Annotation) -> Passage:
    return Passage(document.text, tuple(facts(annotation)))


def test_rules_are_right_on_most_and_wrong_on_many(tmp_path: Path) -> None:
    rules = Ruleset.load()
    predicted, gold = tmp_path / "predicted.jsonl", tmp_path / "gold.jsonl"
    documents, annotations = zip(*synthetic(300), strict=True)
    predicted.write_text("".join(f"{rules.annotate(document).model_dump_json()}\n" for document in documents))
    gold.write_text("".join(f"{annotation.model_dump_json()}\n" for annotation in annotations))
    done = evaluate(predicted, gold)
    assert done.rejected == []
    assert 0.7 < done.overall.participant.f1 < 0.85
    assert len(done.types) == len(CORE.type_names)


class TestRelease:
    def test_it_gives_back_the_gold(self, tmp_path: Path) -> None:
        pairs = list(synthetic(40))
        release = release_of(pairs, tmp_path / "workspace")
        splits = (reviewed(release.folder, split, CORE) for split in ("train", "validation", "test"))
        told = sorted(chain.from_iterable(splits), key=lambda pair: pair[0].id)
        assert [document for document, _ in told] == [document for document, _ in pairs]
        assert [annotation.events for _, annotation in told] == [annotation.events for _, annotation in pairs]
        assert {annotation.source.version for _, annotation in told} == {"annotator-1", "annotator-2"}

    def test_it_says_what_people_did_to_what_the_rules_found(self, tmp_path: Path) -> None:
        release = release_of(synthetic(10), tmp_path / "workspace")
        assert release.manifest.rows["negatives"] > 0
        assert [prior.partition(" ")[0] for prior in release.manifest.priors] == ["rules"]
        mentions = pl.read_parquet(data_files(release.folder, "mentions"))
        by_rule, by_person = mentions.filter(pl.col("edit") == "kept"), mentions.filter(pl.col("edit") == "added")
        assert by_rule["rule"].null_count() == 0 < by_rule.height
        assert by_person["rule"].null_count() == by_person.height > 0
