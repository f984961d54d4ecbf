"""The sample articles, told of other people, countries, places and years, and in other words."""

import datetime
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks import ROOT
from benchmarks.synthetic.cast import CAST, Casting
from benchmarks.synthetic.passage import Change, Passage, joined
from risalah.annotate.reading import read
from risalah.schema import Annotation, Document
from risalah.schema.errors import SchemaError
from risalah.schema.fact import facts

SAMPLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SEEDS = ROOT / "seeds"
_REWORDED = 0.1
"""How often another word stands for a trigger that has one."""
_YEAR = r"(?:19|20)\d\d"
_EARLIEST, _LATEST = 2000, 2026


class Sample(NamedTuple):
    """A sample article with its reviewed records."""

    document: Document
    passage: Passage


@cache
def samples() -> tuple[Sample, ...]:
    """Return the sample articles in their order."""
    found = (document for document in read([str(_SEEDS)]) if isinstance(document, Document))
    return tuple(Sample(document, Passage(document.text, tuple(facts(_gold(document))))) for document in found)


def _gold(document: Document) -> Annotation:
    return Annotation.model_validate_json((_SEEDS / f"{document.id}.json").read_bytes())


def retold(sample: Sample, random: Random) -> tuple[datetime.date | None, list[Passage]]:
    """Return when a sample is told to have been published, and its paragraphs; the last may be missing."""
    published = sample.document.published
    years = _years(published, random)
    names = _names(sample, Casting(random, published, sample.passage.text))
    pattern = re.compile("|".join([rf"\b{_YEAR}\b", *map(_pattern, sorted(names, key=len, reverse=True))]))

    def other(words: str) -> str:
        return names.get(" ".join(words.split())) or str(int(words) + years)

    paragraphs = _reworded(_cut(sample, random), random).replaced(pattern, other).paragraphs()
    return (published.replace(year=published.year + years) if published else None), paragraphs


def _years(published: datetime.date | None, random: Random) -> int:
    """Return by how many years an article can be moved: then its weekdays are those of the same dates still."""
    day = published or datetime.date(2025, 9, 4)
    years = range(_EARLIEST - day.year, _LATEST - day.year)
    return random.choice([by for by in years if day.replace(year=day.year + by).weekday() == day.weekday()])


def _names(sample: Sample, casting: Casting) -> dict[str, str]:
    """Return what stands for every name of the sample."""
    text = sample.passage.text
    names = {name: name for name in SAMPLES["kept"]}
    countries: dict[str, Any] = {}
    for name, *others, capital in SAMPLES["countries"]:
        if any(word in text for word in (name, *others, capital)):
            countries[name] = country = casting.country()
            names |= dict.fromkeys((name, *others), country["name"]) | {capital: country["capital"]}
    names |= {palace: f"Istana {casting.proper()}" for palace in SAMPLES["palaces"] if palace in text}
    names |= {venue: f"{venue.split()[0]} {casting.proper()}" for venue in SAMPLES["venues"] if venue in text}
    names |= {site: casting.proper() for site in SAMPLES["sites"] if site in text}
    names |= _drawn("cities", [city for country in CAST["countries"] for city in country["cities"]], text, casting)
    names |= _drawn("agencies", ["Anadolu", "Interfax", "Yonhap", "Sagara", "Lontar", "Reuters"], text, casting)
    return names | _people(sample, casting, {name: country["names"] for name, country in countries.items()})


def _drawn(what: str, others: list[str], text: str, casting: Casting) -> dict[str, str]:
    known = SAMPLES[what]
    new = casting.random.sample([name for name in others if name not in text], len(known))
    return dict(zip(known, new, strict=True))


def _people(sample: Sample, casting: Casting, countries: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    here, everywhere = _called([sample]), _called(samples())
    often = Counter(word for called in everywhere.values() for word in called)
    for value, called in everywhere.items():
        if value in here or value in sample.passage.text:
            language = SAMPLES["people"].get(value, "english")
            person = casting.person(countries.get(language, language))
            short = {*here.get(value, ()), *(word for word in called if often[word] == 1)}
            names |= dict.fromkeys(short, person.words["short"]) | {value: person.value}
    return names


def _called(some: Iterable[Sample]) -> dict[str, set[str]]:
    """Return every person of some samples, by value, with all that they are called there."""
    people: dict[str, set[str]] = defaultdict(set)
    for fact in (fact for sample in some for fact in sample.passage.facts if fact.kind == "person"):
        people[str(fact.value)].add(" ".join(fact.text.split()))
    return people


def _pattern(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!\w){words}(?!\w)"


def _reworded(passage: Passage, random: Random) -> Passage:
    """Return it with other words for some of its triggers."""
    spans = {fact.span: fact.text for fact in passage.facts if fact.is_trigger}
    others = ((span, words, SAMPLES["triggers"].get(words.lower())) for span, words in sorted(spans.items()))
    return passage.changed(
        [
            Change(*span, _like(words, random.choice(some)))
            for span, words, some in others
            if some and random.random() < _REWORDED
        ]
    )


def _like(words: str, other: str) -> str:
    """Return the other words with a capital where these have one."""
    return other[0].upper() + other[1:] if words[0].isupper() else other


def _cut(sample: Sample, random: Random) -> Passage:
    return random.choice(_beginnings(sample.document.id))


@cache
def _beginnings(doc_id: str) -> tuple[Passage, ...]:
    """Return the sample without its last paragraphs, none or several, wherever what is left makes whole records."""
    sample = next(sample for sample in samples() if sample.document.id == doc_id)
    paragraphs = sample.passage.paragraphs()
    shorter = (joined(paragraphs[:number]) for number in range(max(3, len(paragraphs) - 3), len(paragraphs) + 1))
    return tuple(filter(_is_whole, shorter))


def _is_whole(passage: Passage) -> bool:
    """Return whether every event has its trigger and what else its type demands."""
    told = {fact.event for fact in passage.facts}
    try:
        annotation = passage.annotated(Document(id="sample", text=passage.text))
    except SchemaError:
        return False
    return len(annotation.events) == len(told)
