"""dateparser's search for dates in running text, told the language and the order of day and month."""

from collections.abc import Iterable, Iterator

import msgspec
from dateparser.search import search_dates

from benchmarks.contenders import Article, Work


def prepare() -> Work:
    """Load nothing: dateparser does so at the first search."""
    decode, encode = msgspec.json.Decoder(Article).decode, msgspec.json.Encoder().encode

    def work(lines: Iterable[bytes]) -> Iterator[bytes]:
        for article in map(decode, lines):
            found = search_dates(article.text, languages=["id"], settings={"DATE_ORDER": "DMY"}) or []
            yield encode((article.id, found)) + b"\n"

    return work
