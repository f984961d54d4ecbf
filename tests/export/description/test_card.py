"""The card of a release."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import yaml

from risalah.export import Release
from risalah.export.description import About, described
from risalah.export.description.card import card
from risalah.schema import CORE, Event
from risalah.schema.dataset import Dataset
from risalah.schema.targets.tables import ROWS, columns
from risalah.schema.truth import Truth


def header(of: About) -> dict:
    return yaml.safe_load(card(of).split("---\n")[1])


def section(of: About, heading: str) -> str:
    return card(of).partition(f"\n## {heading}\n\n")[2].partition("\n## ")[0]


# What Hugging Face reads


def test_datasets_is_told_where_every_table_is(of_large: About) -> None:
    configs = {config["config_name"]: config for config in header(of_large)["configs"]}
    assert set(configs) == set(ROWS) - {"negatives"}, "a table without rows cannot be loaded"
    assert configs["documents"]["data_files"] == [
        {"split": split, "path": f"data/documents/{split}*.parquet"} for split in ("train", "validation", "test")
    ]
    assert [name for name, config in configs.items() if config.get("default")] == ["records"]


def test_a_split_without_rows_is_not_named(small: Release, describe: Callable) -> None:
    configs = {config["config_name"]: config for config in header(describe(small))["configs"]}
    assert [file["split"] for file in configs["documents"]["data_files"]] == ["train", "test"]


def test_the_hub_is_told_language_size_and_task(of_large: About) -> None:
    told = header(of_large)
    assert (told["pretty_name"], told["language"]) == ("Pertemuan Pejabat Indonesia", ["id"])
    assert told["size_categories"] == ["n<1K"]
    assert "token-classification" in told["task_categories"]


@pytest.mark.parametrize(
    ("rows", "category"), [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (99_999, "10K<n<100K"), (10**6, "1M<n<10M")]
)
def test_sizes_are_told_in_tens(of_large: About, rows: int, category: str) -> None:
    manifest = of_large.manifest.model_copy(update={"rows": {**of_large.manifest.rows, "records": rows}})
    assert header(replace(of_large, manifest=manifest))["size_categories"] == [category]


LICENCES = {
    "all under one": ("CC-BY-4.0", {"CC-BY-4.0": 3}, {"license": "cc-by-4.0"}),
    "the annotations under none that is told": (None, {"Apache-2.0": 3}, {"license": "apache-2.0"}),
    "texts under another": ("CC-BY-4.0", {"MIT": 3}, {"license": "other", "license_name": "mixed"}),
    "texts of which nobody said": ("CC-BY-4.0", {None: 3}, {"license": "other", "license_name": "mixed"}),
    "one that has no identifier": (
        None,
        {"Hak cipta Kabar": 1},
        {"license": "other", "license_name": "hak-cipta-kabar"},
    ),
    "nothing told": (None, {None: 3}, {"license": "unknown"}),
}


@pytest.mark.parametrize(("annotations", "texts", "told"), LICENCES.values(), ids=LICENCES)
def test_the_licence_is_told_as_the_hub_calls_it(of_large: About, annotations: str, texts: dict, told: dict) -> None:
    of = replace(of_large, dataset=Dataset(licence=annotations), licences=texts)
    assert {name: value for name, value in header(of).items() if name.startswith("license")} == told


def test_without_the_texts_their_licences_do_not_matter(of_large: About) -> None:
    of = replace(
        of_large,
        licences={"Hak cipta": 3},
        manifest=of_large.manifest.model_copy(update={"text": "standoff"}),
    )
    assert header(of)["license"] == "cc-by-4.0"
    assert "**It was published without the articles' text**" in card(of)


# What people read


def test_every_column_of_every_table_is_explained(of_large: About) -> None:
    told = section(of_large, "Tables and fields")
    for table in ROWS:
        of_table = told.partition(f"### `{table}`\n")[2].partition("\n### ")[0]
        for column in columns(table, CORE):
            assert f"| `{column.name}` |" in of_table
            assert column.description.replace("|", "\\|") in of_table
    assert "| `triggers` | list of {start, end, text} | The words that refer to it. |" in told
    assert "In `{value, kind, records}`:\n\n- `value`: The canonical value.\n" in told


def test_every_event_type_comes_with_its_guideline_its_codes_and_its_roles(of_large: About) -> None:
    told = section(of_large, "Event types")
    for event in CORE:
        assert f"### `{event.type_name()}`\n\n{event.guideline()}\n" in told
    assert "Elsewhere: ACE Contact.Phone-Write; PLOVER CONSULT, phone; CAMEO 041." in told
    assert "| `participant` | actor | 1 or more | Who talks. / Siapa yang berbicara. |" in told


def test_a_type_of_the_users_own_is_told_like_any_other(
    publish: Callable, articles: list[Truth], rallied: Truth, rally: type[Event], describe: Callable
) -> None:
    ontology = CORE.extended(rally)
    of = describe(publish([*articles, rallied], ontology), ontology=ontology)
    assert "### `rally`\n\nA crowd gathers. / Massa berkumpul.\n\nNo other scheme has a code for it." in card(of)
    assert "| `size` | quantity | 0 to 1 | How many they are. / Berapa banyak. |" in card(of)
    assert "| `rally` | 1 | 1 |" in section(of, "How much there is")


def test_counts_are_by_table_split_type_realis_and_status(of_large: About) -> None:
    told = section(of_large, "How much there is")
    assert "| table | what a row is | train | validation | test | rows |" in told
    assert (
        "| `records` | One row for each event as one article tells it, with the values of its roles. | 7 | 1 | 4 | 12 |"
        in told
    )
    assert (
        "| records of type | actual | all |\n| --- | --- | --- |\n| `meeting` | 12 | 12 |\n| `visit` | 0 | 0 |" in told
    )
    assert "| `single` | 12 |" in told
    assert "published from 2025-09-01 to 2025-09-12 as far as known, are of 1 publishers." in told


def test_agreement_is_told_with_its_interval(of_large: About) -> None:
    told = section(of_large, "How far annotators agree")
    assert "No figures were given" in section(replace(of_large, agreement=[]), "How far annotators agree")
    assert "| all people | event | 0.940 | 0.900 to 0.970 | 20 |" in told
    assert "| annotator-1 and rules | α realis | - | - | 3 |" in told


def test_what_is_lacking_is_told(of_large: About) -> None:
    manifest = of_large.manifest.model_copy(update={"leaks": 2})
    told = section(replace(of_large, manifest=manifest, unreviewed=3), "Known gaps")
    assert told.strip().splitlines() == [
        "- No record is of these types: visit, call, agreement, statement, transfer, weapon_test, ceremony.",
        "- 3 of the documents were read by no person; what they tell is no label.",
        "- 2 events or groups of nearly the same texts have documents in several splits, because they were found to be "
        "one after these had been published.",
        "- 1 events are told otherwise by another annotator, and nobody has decided between the two.",
        "- Of 6 documents nobody said under which licence they are.",
        "- 1 documents are not in it: it was skipped.",
    ]


def test_it_says_how_to_cite_the_version(of_large: About) -> None:
    told = section(of_large, "Cite it")
    assert "  author = {Siregar, Budi and {Pusat Data \\& Arsip}},\n" in told
    assert "  version = {1.0.0},\n  year = {2025},\n  doi = {10.5281/zenodo.1234567},\n" in told


def test_what_would_break_a_table_does_not(of_large: About) -> None:
    of = replace(of_large, licences={"Hak | cipta\nKabar": 1})
    assert "| Hak \\| cipta Kabar | 1 |" in section(of, "Rights")


def test_the_same_release_gives_the_same_files(large: Release, of_large: About) -> None:
    assert described(of_large) == {
        name: (large.folder / name).read_text(encoding="utf-8") for name in described(of_large)
    }
