"""The article inside a web page."""

import re
from collections.abc import Iterator

from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import Raw, Row
from risalah.schema import Problem

_BLOCK_END = re.compile(r"</(?:blockquote|div|h[1-6]|li|p)\s*>", re.IGNORECASE)


def read(file: File) -> Iterator[Raw]:
    """Yield the page's article."""
    yield Raw(file.name, file.path.read_bytes(), _row, file.id)


def _row(page: str, raw: Raw) -> Row | Rejected:
    try:
        from trafilatura import bare_extraction  # an extra, and slow to import
    except ImportError:
        return _rejected(raw, "needs trafilatura, which is not installed", "pip install 'risalah[html]'")
    try:
        found = bare_extraction(
            # For short articles the extractor joins paragraphs as they stand: "... hari Rabu.Keduanya ..."
            _BLOCK_END.sub(r"\g<0> ", page),
            with_metadata=True,
            include_comments=False,
            # An extensive search takes the year in a footer's copyright line for the first of January of that year.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # whatever a strange page does to the extractor, the others are still read
        return _rejected(raw, f"breaks trafilatura: {type(error).__name__}: {error}", "Save the article as .txt")
    if found is None or isinstance(found, dict) or not found.text:
        return _rejected(raw, "holds no article", "Save the article as .txt")
    return Row(
        raw.where,
        {
            "id": raw.id,
            "text": found.text,
            "title": found.title,
            "published": found.date,
            "publisher": found.sitename,
            "url": found.url,
            "language": found.language,
        },
    )


def _rejected(raw: Raw, what: str, remedy: str) -> Rejected:
    return Rejected(Problem(raw.where, what, remedy), raw.id)
