"""Files of several frames."""

from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.linking import sections
from risalah.annotate.linking.work import bucket_of, dealt
from risalah.schema.errors import StorageError
from risalah.storage import place_at

NAMES = pl.DataFrame({"name": ["Prabowo", "Anwar", "Retno", "Joko"]})


def test_each_frame_is_read_by_its_number(tmp_path: Path) -> None:
    place, frames = place_at(tmp_path), [NAMES, NAMES[:0], NAMES[1:3]]
    sections.write(place, "links/names", frames)
    assert [sections.read(place, "links/names", number).rows() for number in range(3)] == [one.rows() for one in frames]


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"links/names: is gone while it was needed\. Link again"):
        sections.read(place_at(tmp_path), "links/names", 0)


def test_rows_are_dealt_to_buckets() -> None:
    some = [frame["name"].to_list() for frame in dealt(NAMES, pl.Series([2, 0, 2, 1]), 4)]
    assert some == [["Anwar"], ["Joko"], ["Prabowo", "Retno"], []]


def test_a_bucket_is_the_same_in_every_process() -> None:
    assert [bucket_of(name, 1_000) for name in NAMES["name"]] == BUCKETS


BUCKETS = [232, 906, 732, 189]
