"""Rows that are only ever added."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.ledger import Ledger
from risalah.schema import Document
from risalah.schema.errors import WorkspaceError

ROWS = [Document(id=f"berita-{number}", text="Hujan turun.") for number in range(20)]


class Outline(msgspec.Struct, frozen=True):
    id: str
    text: str
    title: str | None = None


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger[Document]:
    return Ledger(tmp_path / "documents", Document)


def test_rows_come_back_in_the_order_they_were_added(ledger: Ledger[Document]) -> None:
    ledger.append(ROWS[:2])
    ledger.append(ROWS[2:5])
    assert list(ledger) == ROWS[:5]


def test_an_empty_ledger_has_no_rows_and_no_files(ledger: Ledger[Document]) -> None:
    ledger.append([])
    assert list(ledger) == []
    assert not ledger.folder.exists()


def test_writers_at_the_same_time_lose_nothing(ledger: Ledger[Document]) -> None:
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda row: ledger.append([row]), ROWS))
    assert sorted(row.id for row in ledger) == sorted(row.id for row in ROWS)
    assert len(list(ledger.folder.iterdir())) == len(ROWS)


def test_a_writer_that_dies_leaves_nothing(ledger: Ledger[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.append(ROWS[:1])
    with monkeypatch.context() as patch:
        patch.setattr("os.link", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            ledger.append(ROWS[1:])
    assert list(ledger) == ROWS[:1]
    assert [path.name for path in ledger.folder.iterdir()] == ["000001.jsonl"]


def test_a_row_that_does_not_read_is_told_with_file_and_line(ledger: Ledger[Document]) -> None:
    ledger.append(ROWS[:2])
    (file,) = ledger.folder.iterdir()
    file.write_text(file.read_text() + '{"id": "berita-9"}\n')
    with pytest.raises(WorkspaceError, match=r"000001\.jsonl:3 text: is missing"):
        list(ledger)


def test_outlines_have_of_every_row_what_they_have_fields_for(ledger: Ledger[Document]) -> None:
    ledger.append([Document(id="berita-1", text="Hujan turun.", title="Cuaca", publisher="Harian")])
    ledger.append(ROWS[2:4])
    assert list(ledger.outlines(Outline)) == [
        Outline("berita-1", "Hujan turun.", "Cuaca"),
        Outline("berita-2", "Hujan turun."),
        Outline("berita-3", "Hujan turun."),
    ]


def test_an_outline_that_does_not_read_is_told_with_file_and_line(ledger: Ledger[Document]) -> None:
    ledger.append(ROWS[:2])
    (file,) = ledger.folder.iterdir()
    file.write_text(file.read_text() + '{"id": "berita-9"}\n')
    with pytest.raises(WorkspaceError, match=r"000001\.jsonl:3: .*missing required field `text`"):
        list(ledger.outlines(Outline))


TEXTS = st.lists(st.text('ké😀\n\u2028"\\ ', min_size=1).filter(str.strip), min_size=1)


@given(texts=TEXTS, sizes=st.lists(st.integers(1, 4), max_size=3))
@settings(max_examples=30)  # each is some files that have to reach the disk
def test_every_address_leads_to_its_row(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], sizes: list[int]
) -> None:
    """Whatever stands in the texts, and however the rows are spread over files."""
    ledger = Ledger(tmp_path_factory.mktemp("ledger"), Document)
    left = rows = [Document(id=f"berita-{number}", text=text) for number, text in enumerate(texts)]
    for size in sizes:
        ledger.append(left[:size])
        left = left[size:]
    ledger.append(left)
    addressed = list(ledger.addressed(Outline))
    assert [outline.id for _, outline in addressed] == [row.id for row in rows]
    assert [ledger.at(address) for address, _ in reversed(addressed)] == rows[::-1]
