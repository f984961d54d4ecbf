"""The card and the changelog of a release."""

import yaml

from risalah.export.card import card, changelog, data_file
from risalah.export.difference import Difference
from risalah.export.manifest import Manifest

MANIFEST = Manifest(
    version="1.1.0",
    previous="1.0.0",
    reason="rows were only added",
    schema_version="1.0.0",
    ontology="0" * 64,
    content_sha256="0" * 64,
    rows={"documents": 14, "records": 31},
    priors=[],
    high_water_mark=None,
    writer="polars",
    files={},
)


def test_the_card_tells_datasets_where_the_tables_are() -> None:
    _, header, body = card(MANIFEST).split("---\n", 2)
    assert yaml.safe_load(header) == {
        "configs": [
            {
                "config_name": "documents",
                "data_files": [{"split": "train", "path": "data/documents/train.parquet"}],
            },
            {
                "config_name": "records",
                "data_files": [{"split": "train", "path": "data/records/train.parquet"}],
                "default": True,
            },
        ]
    }
    assert body.startswith("# Event records, release 1.1.0\n")


def test_the_card_tells_people_how_much_there_is_and_why_the_version_is_what_it_is() -> None:
    told = card(MANIFEST)
    assert "| documents | 14 |\n| records | 31 |\n" in told
    assert "1.1.0: rows were only added. Schema 1.0.0." in told.replace("\n", " ")
    assert f'pl.read_parquet("{data_file("records")}")' in told


def test_the_changelog_names_every_row_that_differs() -> None:
    differences = {
        "documents": Difference(added=["doc-3"]),
        "records": Difference(added=["doc-3#1", "doc-3#2"], removed=["doc-1#2"], changed=["doc-1#1"]),
        "mentions": Difference(),
    }
    assert changelog(MANIFEST, differences).splitlines() == [
        "# 1.1.0",
        "",
        "Since 1.0.0: rows were only added.",
        "",
        "## documents: Added (1)",
        "",
        "- `doc-3`",
        "",
        "## records: Added (2)",
        "",
        "- `doc-3#1`",
        "- `doc-3#2`",
        "",
        "## records: Changed (1)",
        "",
        "- `doc-1#1`",
        "",
        "## records: Removed (1)",
        "",
        "- `doc-1#2`",
    ]


def test_the_first_changelog_is_since_nothing() -> None:
    first = MANIFEST.model_copy(update={"previous": None, "reason": "it is the first"})
    assert "Since nothing: it is the first." in changelog(first, {})
