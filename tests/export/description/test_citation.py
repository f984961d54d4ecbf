"""CITATION.cff."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from risalah.export import Release
from risalah.export.description import About
from risalah.export.description.citation import bibtex, citation
from risalah.schema.dataset import Dataset

KEYS = {
    *("cff-version", "message", "type", "title", "version", "date-released", "authors", "abstract"),
    *("keywords", "license", "doi", "url", "identifiers"),
}
"""Those of the Citation File Format 1.2.0 that are used, of which it allows no others but its own."""


def test_it_names_the_version_its_day_and_who_made_it(large: Release) -> None:
    told = yaml.safe_load((large.folder / "CITATION.cff").read_text(encoding="utf-8"))
    content = told.pop("identifiers")
    assert told == {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite the version you used.",
        "type": "dataset",
        "title": "Pertemuan Pejabat Indonesia",
        "version": "1.0.0",
        "date-released": "2025-09-12",
        "authors": [{"family-names": "Siregar", "given-names": "Budi"}, {"name": "Pusat Data & Arsip"}],
        "abstract": Dataset().description,
        "keywords": ["event extraction", "news"],
        "doi": "10.5281/zenodo.1234567",
        "url": "https://example.org/pertemuan",
    }
    assert content[0]["value"] == large.manifest.content_sha256


def test_nobody_told_means_the_annotators(small: Release) -> None:
    told = yaml.safe_load((small.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["authors"] == [{"name": "The annotators of Event records from news articles"}]
    assert set(told) < KEYS


def test_a_licence_is_named_where_all_is_under_it(small: Release, describe: Callable) -> None:
    def licence(**said: object) -> str | None:
        return yaml.safe_load(citation(describe(small, **said))).get("license")

    assert licence(dataset=Dataset(licence="CC-BY-4.0"), text="standoff") == "CC-BY-4.0"
    assert licence(dataset=Dataset(licence="CC-BY-4.0")) is None, "nobody said under which the texts are"
    assert licence(dataset=Dataset(licence="LicenseRef-ours"), text="standoff") is None, "no SPDX identifier"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "Dua\nbaris"}, "title"),
        ({"doi": "https://doi.org/10.5281/zenodo.1"}, "doi"),
        ({"authors": [" Budi"]}, "authors"),
        ({"license": "MIT"}, "license"),
    ],
)
def test_what_cannot_be_cited_is_refused(said: dict, wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        Dataset.model_validate(said)


def test_the_table_of_the_docs_is_one_that_a_workspace_may_have() -> None:
    page = (Path(__file__).parents[3] / "docs" / "dataset.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    told = tomllib.loads(table)["dataset"]
    assert Dataset.model_validate(told).authors == ["Siregar, Budi", "Pusat Data dan Arsip"]
    assert set(told) == set(Dataset.model_fields)


def test_what_means_something_to_tex_is_taken_literally(small: Release, describe: Callable) -> None:
    of: About = describe(small, dataset=Dataset(title="100 % {R&D}_1", authors=["R & D"]))
    assert "title = {{100 \\% \\{R\\&D\\}\\_1}}" in bibtex(of)
    assert re.match(r"@misc{100-r-d-1\.0\.0,\n", bibtex(of))
