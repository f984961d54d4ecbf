"""As many articles with gold as are wanted: samples retold, and stories of our own, among ordinary news."""

import datetime
from collections.abc import Iterator
from itertools import count, islice
from random import Random

from benchmarks import filler
from benchmarks.synthetic.cast import CAST, Casting
from benchmarks.synthetic.passage import Passage, joined
from benchmarks.synthetic.samples import retold, samples
from benchmarks.synthetic.stories import STORIES, told
from risalah.schema import Annotation, Document

_SAMPLE = 0.35
"""How many articles are a sample that is retold."""
_FIRST_DAY, _DAYS = datetime.date(2018, 1, 1), 365 * 8
_OTHERS = {"aside": (0, 1, 2), "line": (0, 1, 1)}
"""How many of each kind an article has besides, each number as often."""
_OWN = 1_000
"""Events of our own stories are numbered from here on until they are numbered anew: samples have fewer."""


def synthetic(count: int, seed: int = 6) -> Iterator[tuple[Document, Annotation]]:
    """Yield so many articles with what is true of them: the same for the same seed, and the more begin as the fewer."""
    for number in range(count):
        yield _article(f"sintetis-{number:05}", Random(f"{seed} {number}"))  # noqa: S311 - no secret


def _article(doc_id: str, random: Random) -> tuple[Document, Annotation]:
    retells = random.random() < _SAMPLE
    published, paragraphs = retold(random.choice(samples()), random) if retells else _own(random)
    passage = joined(_among(paragraphs, published, random))
    document = Document(
        id=doc_id,
        text=passage.text + "\n",
        language="id",
        published=published,
        publisher=random.choice(CAST["things"]["publisher"]),
        licence="Apache-2.0",
    )
    return document, passage.annotated(document)


def _own(random: Random) -> tuple[datetime.date, list[Passage]]:
    """Return when one or two stories were published, and their paragraphs."""
    published = _FIRST_DAY + datetime.timedelta(days=random.randrange(_DAYS))
    casting, events = Casting(random, published), count(_OWN)
    stories = random.sample(STORIES["story"], random.choice((1, 1, 2)))
    return published, [paragraph for story in stories for paragraph in told(story, casting, events)]


def _among(paragraphs: list[Passage], published: datetime.date | None, random: Random) -> list[Passage]:
    """Return the paragraphs with others after them, and lines and ordinary news between all but the first."""
    casting, events = Casting(random, published, joined(paragraphs).text), count(2 * _OWN)
    asides, lines = (random.sample(STORIES[kind], random.choice(most)) for kind, most in _OTHERS.items())
    if published:
        paragraphs = [*paragraphs, *(one for aside in asides for one in told(aside, casting, events))]
    between = [one for line in lines for one in told(line, casting, events)]
    sentences = filler.sentences(random)
    ordinary = (islice(sentences, random.randint(2, 3)) for _ in range(random.randint(1, 2)))
    for other in (*between, *(Passage(" ".join(some)) for some in ordinary)):
        paragraphs.insert(random.randint(1, len(paragraphs)), other)
    return paragraphs
