"""The front matter of a card, which `datasets` and the Hugging Face Hub read.

https://github.com/huggingface/hub-docs/blob/main/datasetcard.md
"""

import re
from typing import Any

import yaml

from risalah.export.description.about import About
from risalah.export.description.licences import LICENCES, one_licence, rights

DEFAULT = "records"
"""The table that loads where none is named."""

_SIZES = ("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B")
"""Size categories, each ten times the one before."""


def front_matter(of: About) -> str:
    """Return the front matter between its two lines; without its list of configs the tables are not found."""
    told: dict[str, Any] = {
        "pretty_name": of.dataset.title,
        "language": sorted({language.partition("-")[0] for language in of.languages if language}),
        **_licence(of),
        "task_categories": ["token-classification", "text-classification"],
        "tags": of.dataset.keywords,
        "size_categories": [_size(of.manifest.rows[DEFAULT])],
        "configs": [_config(table, splits) for table, splits in of.manifest.splits.items() if any(splits.values())],
    }
    there = {name: value for name, value in told.items() if value}
    return f"---\n{yaml.safe_dump(there, sort_keys=False, allow_unicode=True)}---\n"


def _licence(of: About) -> dict[str, str]:
    one = one_licence(of)
    if one:
        return {"license": LICENCES[one]}
    told = [licence for licence in rights(of) if licence]
    if not told:
        return {"license": "unknown"}
    name = re.sub(r"[^a-z0-9.]+", "-", told[0].lower()).strip("-") if len(rights(of)) == 1 else "mixed"
    return {"license": "other", "license_name": name}


def _size(rows: int) -> str:
    return _SIZES[min(max(len(str(rows)) - 3, 0), len(_SIZES) - 1)]


def _config(table: str, splits: dict[str, int]) -> dict[str, Any]:
    """Return where a table's files are. A split without rows is not named: `datasets` would load none of the others."""
    files = [{"split": split, "path": f"data/{table}/{split}*.parquet"} for split, rows in splits.items() if rows]
    return {"config_name": table, **({"default": True} if table == DEFAULT else {}), "data_files": files}
