"""Articles as rows of CSV, with a header."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from risalah.annotate.reading.decoding import decode, undecodable
from risalah.annotate.reading.files import File
from risalah.annotate.reading.rejected import Rejected
from risalah.annotate.reading.rows import COLUMNS, REQUIRED, Row, lacking
from risalah.schema import Problem

DELIMITERS = ",;\t"
LONGEST_CELL = 2**27
"""In characters: far above any article, so that a quotation mark nobody closes cannot fill the memory."""
_UNDECODED = re.compile("[\udc80-\udcff]")


def read(file: File) -> Iterator[Row | Rejected]:
    """Yield the file's articles. A row that is broken ends it: what follows could be read as something it is not."""
    csv.field_size_limit(LONGEST_CELL)
    with file.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        lines = map(_decoded, stream)
        header = next(lines, "")
        rows = csv.reader(chain([header], lines), delimiter=_delimiter(header), strict=True)
        start = 1
        try:
            columns = next(rows, [])
            if unfit := _unfit(columns, file.name):
                yield unfit
                return
            start = rows.line_num + 1
            for cells in rows:
                if cells:
                    yield _article(columns, cells, f"{file.name}:{start}")
                start = rows.line_num + 1
        except csv.Error as error:
            yield Rejected(
                Problem(
                    f"{file.name}:{start}",
                    f"is not CSV: {error}; the rows after it are not read",
                    "Close every quotation mark, and double those inside quotation marks",
                )
            )


def _decoded(line: str) -> str:
    """Return a line as text; one that is none keeps its odd bytes as surrogates, so that its row still parses."""
    if not _UNDECODED.search(line):
        return line
    told = decode(line.encode(errors="surrogateescape"), "")
    return line if isinstance(told, Rejected) else told


def _delimiter(header: str) -> str:
    """Return the delimiter under which the header has the required columns."""
    for delimiter in DELIMITERS:
        if set(REQUIRED) <= set(next(csv.reader([header], delimiter=delimiter), [])):
            return delimiter
    return DELIMITERS[0]


def _unfit(columns: Sequence[str], where: str) -> Rejected | None:
    if any(map(_UNDECODED.search, columns)):
        return undecodable(where)
    for name in COLUMNS:
        if columns.count(name) > 1:
            return Rejected(Problem(where, f"has {columns.count(name)} columns {name}", "Rename or remove one"))
    return lacking(columns, where)


def _article(columns: Sequence[str], cells: Sequence[str], where: str) -> Row | Rejected:
    if any(map(_UNDECODED.search, cells)):
        return undecodable(where)
    if len(cells) != len(columns):
        what = f"has {len(cells)} fields, but the header has {len(columns)}"
        return Rejected(Problem(where, what, "Put quotation marks around text that holds the delimiter or line ends"))
    return Row(where, {name: cell or None for name, cell in zip(columns, cells, strict=True)})
