"""What the tests of rights share: a release in full, and the same without the words of its documents."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from risalah.export import Release
from risalah.export.rights.standoff import standoff
from risalah.schema import Document
from risalah.schema.fact import Fact
from risalah.schema.truth import Truth

TALKS = (
    "[Menkeu|1.participant=Sri Mulyani:person] [berunding|1.meeting:actual] 🤝 dengan "
    "[IMF|1.participant=IMF:organization] soal [utang luar\n  negeri|1.topic=utang luar negeri] dan "
    "[pinjaman lama|1.topic=pinjaman]. Hasilnya [kesepakatan sementara|1.outcome=kesepakatan sementara]."
)
"""The value of one topic is how the article puts it but for a line's end, that of the other is a person's own word."""
VISIT = "[Retno|1.visitor=Retno Marsudi:person] [tiba|1.visit:actual] untuk [membahas utang|1.purpose=membahas utang]."


@pytest.fixture(scope="session")
def told(reviewed: Callable) -> list[Truth]:
    """Return what is true of two documents; from each, a mention was deleted."""
    talks, visit = reviewed(TALKS, "doc/1#a"), reviewed(VISIT, "doc-2", day=2)
    start = talks.document.text.index("Hasilnya")
    deleted = Fact(
        1, "meeting", "topic", start, start + 8, "Hasilnya", kind="text", value="Hasilnya", rule="meeting.topic"
    )
    named = Fact(2, "visit", "visitor", 0, 5, "Retno", kind="person", value="Retno Marsudi")
    titled = talks.document.model_copy(update={"title": "Utang dirundingkan lagi", "url": "https://example.org/1"})
    return [replace(talks, document=titled, deleted=(deleted,)), replace(visit, deleted=(named,))]


@pytest.fixture
def full(publish: Callable, told: list[Truth]) -> Release:
    return publish(told)


@pytest.fixture
def bare(full: Release, tmp_path: Path) -> Path:
    """Return the folder of the release without the words of its documents."""
    folder = tmp_path / "bare" / "1.0.0"
    shutil.copytree(full.folder, folder)
    standoff(folder)
    return folder


@pytest.fixture
def documents(told: list[Truth]) -> list[Document]:
    return [truth.document for truth in told]
