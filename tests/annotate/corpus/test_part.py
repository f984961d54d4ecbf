"""However a file is cut, everything in it stands in one part."""

import itertools
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risalah.annotate.corpus import part as parts
from risalah.annotate.corpus.part import Part
from risalah.annotate.reading import Rejected
from risalah.schema import Document


def cut(path: Path, *bounds: int) -> list[Part]:
    return [Part(file=str(path), stamp="1", start=start, end=end) for start, end in itertools.pairwise(bounds)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), lengths=st.lists(st.integers(0, 30)), ends=st.booleans())
def test_every_line_is_in_the_part_that_it_begins_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: st.DataObject, lengths: list[int], ends: bool
) -> None:
    monkeypatch.setattr(parts, "_AROUND", 4)
    lines = [f"{{{'x' * length}}}" for length in lengths]
    content = "\n".join(lines) + ("\n" if ends and lines else "")
    (path := tmp_path / "a.jsonl").write_text(content)
    bounds = sorted(data.draw(st.sets(st.integers(0, len(content)), max_size=5)) | {0, len(content)})
    found = [(at, raw.content.decode().strip()) for part in cut(path, *bounds) for at, raw in part.found()]
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    assert found == [*zip(starts, lines, strict=True)]


def test_a_line_that_is_longer_than_a_part_is_not_lost(tmp_path: Path) -> None:
    (path := tmp_path / "a.jsonl").write_text("{" + "x" * 100 + "}\n{y}\n")
    per_part = [[at for at, _ in part.found()] for part in cut(path, 0, 20, 50, 104, 107)]
    assert per_part == [[0], [], [103], []]


def test_rows_of_parquet_are_counted_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"id": [f"b-{n}" for n in range(5)], "text": ["Teks."] * 4 + [None]}).write_parquet(path)
    first, second = cut(path, 0, 3, 5)
    assert [at for at, _ in first.found()] == [0, 1, 2]
    assert [at for at, _ in second.found()] == [3, 4]
    told, wrong = second.documents([3, 4])
    assert isinstance(told, Document)
    assert told.id == "b-3"
    assert isinstance(wrong, Rejected)
    assert str(wrong.problem).startswith(f"{path} row 5: text")


def test_documents_are_found_where_they_were(tmp_path: Path) -> None:
    (path := tmp_path / "a.jsonl").write_text(
        '{"id": "a", "text": "Satu."}\n\n{"id": "b", "text": "Dua."}\nbukan json\n'
    )
    (part,) = cut(path, 0, path.stat().st_size)
    ats = [at for at, _ in part.found()]
    assert [document.id for document in part.documents(ats[1:2])] == ["b"]
    (_, wrong) = part.documents(ats[1:])
    assert str(wrong.problem).startswith(f"{path} byte {ats[2]}: is not JSON")


def test_the_name_follows_file_and_place_and_nothing_else(tmp_path: Path) -> None:
    one, other = cut(tmp_path / "Berita 2025.jsonl", 0, 5, 9)
    assert one.name.startswith("Berita-2025-")
    assert one.name == one.model_copy().name
    assert len({one.name, other.name, one.model_copy(update={"stamp": "2"}).name}) == 3
