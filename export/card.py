"""The card of a release, and the list of what changed: for people, and for `datasets.load_dataset`."""

import yaml

from risalah.export.difference import Difference
from risalah.export.manifest import Manifest

SPLIT = "train"
"""What `datasets` calls rows that are not split."""


def data_file(table: str) -> str:
    """Return the path of a table's file within a release."""
    return f"data/{table}/{SPLIT}.parquet"


def card(manifest: Manifest) -> str:
    """Return the release's README.md: without its list of configs the tables are not found by `datasets`."""
    configs: list[dict[str, object]] = [
        {"config_name": table, "data_files": [{"split": SPLIT, "path": data_file(table)}]}
        | ({"default": True} if table == "records" else {})
        for table in manifest.rows
    ]
    header = yaml.safe_dump({"configs": configs}, sort_keys=False)
    rows = "\n".join(f"| {table} | {count} |" for table, count in manifest.rows.items())
    return _CARD.format(
        header=header,
        version=manifest.version,
        reason=manifest.reason,
        schema=manifest.schema_version,
        rows=rows,
        records=data_file("records"),
    )


def changelog(manifest: Manifest, differences: dict[str, Difference]) -> str:
    """Return the release's CHANGELOG.md: every row that differs from the release before, by id."""
    lines = [f"# {manifest.version}", "", f"Since {manifest.previous or 'nothing'}: {manifest.reason}.", ""]
    for table, found in differences.items():
        for heading, ids in (("Added", found.added), ("Changed", found.changed), ("Removed", found.removed)):
            if ids:
                lines += [f"## {table}: {heading} ({len(ids)})", "", *(f"- `{row_id}`" for row_id in ids), ""]
    return "\n".join(lines)


_CARD = """\
---
{header}---
# Event records, release {version}

Event records from news articles, pre-annotated by rules or a model and corrected by people. Why this
version is {version}: {reason}. Schema {schema}.

| table | rows |
|---|---|
{rows}

`documents` holds the articles, `records` one row for each event of an article, `arguments` one row for
each participant, place, time and the like, `mentions` where the text says so (half-open code point
offsets). `record_id` and `doc_id` join them. In `status`, "reviewed" is what a person submitted;
"unreviewed" rows were read by nobody and are no labels. `rejected.parquet` names the documents that were
left out, and why; `manifest.json` has the checksum of every file.

```python
import polars as pl
records = pl.read_parquet("{records}")
```
"""
