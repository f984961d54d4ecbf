"""What the tests of a release's description share: a release with everything that describes it."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from risalah.export import Release
from risalah.export import release as publish_release
from risalah.export.description import About, about, described
from risalah.export.rights.form import TextForm
from risalah.schema import CORE
from risalah.schema.agreement import AgreementFigure
from risalah.schema.dataset import Dataset
from risalah.schema.links import Links
from risalah.schema.truth import LeftOut, Truth, record_id

DATASET = Dataset(
    title="Pertemuan Pejabat Indonesia",
    authors=["Siregar, Budi", "Pusat Data & Arsip"],
    licence="CC-BY-4.0",
    url="https://example.org/pertemuan",
    doi="10.5281/zenodo.1234567",
)
AGREEMENT = [
    AgreementFigure(None, "event", 0.94, 0.9, 0.97, 20),
    AgreementFigure(("annotator-1", "rules"), "α realis", None, None, None, 3),
]
TALKS = (
    "[Menteri Keuangan|1.participant=Sri Mulyani:person] [berunding|1.meeting:actual] dengan "
    "[Dana Moneter Internasional|1.participant=IMF:organization] soal [utang luar\nnegeri|1.topic=utang luar negeri] "
    "pada [Senin|1.time=2025-09-01]."
)


@pytest.fixture(scope="session")
def articles(reviewed: Callable) -> list[Truth]:
    """Return what is true of twelve documents, in which every split has some, and one event of each is told."""
    truths = []
    for number in range(1, 13):
        truth = reviewed(TALKS, f"berita-{number:02}", day=number)
        known = {"licence": "CC-BY-4.0" if number % 2 else None, "published": datetime.date(2025, 9, number)}
        said = {"title": f"Perundingan ke-{number}", "language": "id-ID", "publisher": "Kabar Teluk", **known}
        truths.append(replace(truth, document=truth.document.model_copy(update=said)))
    return truths


def described_in(release: Release, *, text: TextForm = "full", **said: object) -> About:
    manifest = release.manifest.model_copy(update={"text": text})
    made = about(release.folder, manifest, **{"ontology": CORE, "dataset": DATASET, **said})
    for name, content in described(made).items():
        (release.folder / name).write_text(content, encoding="utf-8")
    return made


@pytest.fixture
def describe() -> Callable[..., About]:
    """Write everything that describes a release into its folder, and return what there was to say."""
    return described_in


@pytest.fixture(scope="session")
def large(articles: list[Truth], tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Publish a release in which every split has documents, with everything that describes it; no test changes it."""
    events = [[record_id(truth.document.id, 1)] for truth in articles]
    left_out = [LeftOut("berita-99", "it was skipped"), LeftOut("berita-01", "annotator-2 tells it so", 2)]
    links = Links(events, {truth.document.id: truth.document.id for truth in articles})
    release = publish_release(tmp_path_factory.mktemp("large"), [*articles, *left_out], CORE, links=links)
    described_in(release, agreement=AGREEMENT)
    return release


@pytest.fixture(scope="session")
def of_large(large: Release) -> About:
    """Return what there is to say about it."""
    return about(large.folder, large.manifest, CORE, DATASET, agreement=AGREEMENT)


@pytest.fixture
def small(published: Release) -> Release:
    """Return a release of three documents, in which some splits have none, with everything that describes it."""
    described_in(published, dataset=Dataset())
    return published


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `datasets` keep what it writes in the test's folder, and ask nobody."""
    from datasets import config

    monkeypatch.setattr(config, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(config, "HF_DATASETS_CACHE", tmp_path / "huggingface")
