"""Whatever a text holds, it is read as it was written, or rejected."""

import csv
import io
import json
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.reading import Rejected, read
from risalah.schema import Document
from risalah.schema.text import freeze

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\r\n\t ,;"\ufeff\0\u0308\u2028é—'))
BROKEN = st.text(st.characters() | st.sampled_from("\ud800\udc80"))


def as_jsonl(texts: list[str]) -> bytes:
    return "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)).encode()


def as_jsonl_in_utf_8(texts: list[str]) -> bytes:
    lines = (json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(texts))
    return "".join(lines).encode()


def as_csv(texts: list[str]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("id", "text"), *enumerate(texts)])
    return file.getvalue().encode()


def as_parquet(texts: list[str]) -> bytes:
    file = io.BytesIO()
    pl.DataFrame({"id": range(len(texts)), "text": pl.Series(texts, dtype=pl.String)}).write_parquet(file)
    return file.getvalue()


def outcomes(content: bytes, suffix: str) -> list[Document | Rejected]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(content)
        return list(read([path]))


def expected(text: str) -> str | None:
    try:
        frozen = freeze(text)
    except ValueError:
        return None
    return frozen if frozen.strip() else None


def texts_of(found: list[Document | Rejected]) -> list[str | None]:
    return [row.text if isinstance(row, Document) else None for row in found]


@pytest.mark.parametrize(
    ("written", "suffix"),
    [(as_jsonl, ".jsonl"), (as_jsonl_in_utf_8, ".jsonl"), (as_csv, ".csv"), (as_parquet, ".parquet")],
)
@given(texts=st.lists(TEXT, max_size=5))
@settings(deadline=None)
def test_a_text_comes_back_frozen_or_is_rejected(written, suffix, texts):
    assert texts_of(outcomes(written(texts), suffix)) == [expected(text) for text in texts]


@given(texts=st.lists(BROKEN, max_size=5))
@settings(deadline=None)
def test_surrogates_in_json_are_rejected_alone(texts):
    whole = [json.loads(json.dumps(text)) for text in texts]  # joins two surrogates that are one character
    assert texts_of(outcomes(as_jsonl(texts), ".jsonl")) == [expected(text) for text in whole]


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv", ".parquet"])
@given(content=st.binary())
@settings(deadline=None)
def test_no_bytes_raise(suffix, content):
    for row in outcomes(content, suffix):
        if isinstance(row, Rejected):
            json.dumps(row.as_dict(), ensure_ascii=False).encode()
