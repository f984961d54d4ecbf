"""Corpora of JSON lines, the same for the same name and size.

- `dense`: the event sentences of the sample articles, shuffled: every sentence tells of a meeting, a visit, a call or
  an agreement. There are about a hundred of them, so each comes again hundreds of times.
- `varied`: the same, but no sentence comes twice: each person in it has a new name, and sentences without a person
  are left out. Here no cache of sentences helps.
- `sparse`: ordinary news that we made up, with an event sentence, also of new names, in each 1.5 % of sentences.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count, islice
from pathlib import Path
from random import Random

from benchmarks import articles, filler
from benchmarks.filler import people

DOCUMENT = 2500
"""Characters of an ordinary article."""
SPARSE = 0.015
"""Sentences with a trigger among those of ordinary Indonesian news."""
_PARAGRAPH = 3
_DAY_ONE = datetime.date(2022, 1, 1)


def write(path: Path, name: str, size: int, document: int = DOCUMENT) -> Path:
    """Write a corpus of at least `size` bytes to a file, and return it."""
    with path.open("wb") as file:
        file.writelines(lines(name, size, document))
    return path


def lines(name: str, size: int, document: int = DOCUMENT) -> Iterator[bytes]:
    """Yield a corpus: lines that hold `size` bytes or a little more, each with an article of `document` characters."""
    random = Random(name)  # noqa: S311 - no secret
    sentences = CORPORA[name](random)
    for number in count(1):
        if size <= 0:
            return
        line = _line(f"{name}-{number}", _text(sentences, document), random)
        size -= len(line)
        yield line


def _dense(random: Random) -> Iterator[str]:
    sentences = list(articles.event_sentences())
    while True:
        random.shuffle(sentences)
        yield from sentences


def _varied(random: Random) -> Iterator[str]:
    known, names = articles.people(), people()
    for sentence in _dense(random):
        renamed = {name: next(names) for name in known.findall(sentence)}
        if renamed:
            yield known.sub(partial(_renamed, renamed), sentence)


def _renamed(names: Mapping[str, str], match: re.Match[str]) -> str:
    return names[match[0]]


def _sparse(random: Random) -> Iterator[str]:
    ordinary, events = filler.sentences(random), _varied(random)
    while True:
        yield next(events if random.random() < SPARSE else ordinary)


CORPORA: Mapping[str, Callable[[Random], Iterator[str]]] = {"dense": _dense, "varied": _varied, "sparse": _sparse}


def _text(sentences: Iterator[str], size: int) -> str:
    text = ""
    while len(text) < size:
        text += " ".join(islice(sentences, _PARAGRAPH)) + "\n\n"
    return text


def _line(doc_id: str, text: str, random: Random) -> bytes:
    published = _DAY_ONE + datetime.timedelta(days=random.randrange(1000))
    row = {"id": doc_id, "text": text, "published": published.isoformat()}
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"
