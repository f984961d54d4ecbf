"""Every disagreement as a table for programs and a listing for people who write rules."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import get_args

import polars as pl

from risalah.annotate.evaluation.disagreements import Disagreement, Kind
from risalah.annotate.evaluation.evaluation import Evaluation
from risalah.schema import Mention
from risalah.storage.atomic import write

PARQUET = "errors.parquet"
MARKDOWN = "errors.md"

COLUMNS = {
    "doc_id": pl.String(),
    "class": pl.String(),
    "type": pl.String(),
    "role": pl.String(),
    "predicted": pl.String(),
    "gold": pl.String(),
    "start": pl.Int64(),
    "end": pl.Int64(),
    "rules": pl.List(pl.String()),
    "sentence": pl.String(),
}

_BREAK = re.compile(r"\n+|(?<=[.!?…])\s+|(?<=[.!?…][\"”’'])\s+")
_MARKDOWN = re.compile(r"([\\`*_<>\[\]])")


def write_errors(evaluation: Evaluation, folder: Path) -> None:
    """Write `errors.parquet` and `errors.md` to a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    order = {kind: place for place, kind in enumerate(get_args(Kind))}
    found = sorted(evaluation.disagreements, key=lambda one: (order[one.kind], one.doc_id, _shown(one).span))
    parquet = io.BytesIO()
    table(found, evaluation.texts).write_parquet(parquet)
    write(folder / PARQUET, parquet.getvalue())
    write(folder / MARKDOWN, markdown(found, evaluation.texts).encode())


def table(found: Sequence[Disagreement], texts: dict[str, str]) -> pl.DataFrame:
    """Return one row for each disagreement; offsets are code points, null where gold does not tell them."""
    return pl.DataFrame([_row(one, texts) for one in found], schema=COLUMNS, orient="row")


def markdown(found: Sequence[Disagreement], texts: dict[str, str]) -> str:
    """Return the listing: counts by class and by rule, then the disagreements, given by class, by document."""
    rules = Counter(rule for one in found for rule in one.rules)
    lines = [
        f"# {len(found)} disagreements",
        *_counts("class", Counter(one.kind for one in found)),
        *_counts("rule", rules),
    ]
    for kind, of_kind in groupby(found, lambda one: one.kind):
        lines += ["", f"## {kind.capitalize()}"]
        for doc_id, of_document in groupby(of_kind, lambda one: one.doc_id):
            lines += ["", f"### {_escaped(doc_id)}", ""]
            lines += [line for one in of_document for line in _item(one, texts)]
    return "\n".join(lines) + "\n"


def _row(one: Disagreement, texts: dict[str, str]) -> dict[str, object]:
    before, marked, after = in_sentence(one, texts)
    start, end = one.mention.span if one.mention else (None, None)
    told = {"doc_id": one.doc_id, "class": one.kind, "type": one.type, "role": one.role}
    values = {"predicted": one.predicted, "gold": one.gold, "start": start, "end": end}
    return told | values | {"rules": list(one.rules), "sentence": before + marked + after}


def _counts(heading: str, counter: Counter[str]) -> Iterable[str]:
    rows = [f"| {_escaped(name)} | {count} |" for name, count in counter.most_common()]
    return ["", f"| {heading} | count |", "|---|---:|", *rows]


def _item(one: Disagreement, texts: dict[str, str]) -> Iterator[str]:
    told = [f"predicted {_escaped(one.predicted)}"] if one.predicted else []
    told += [f"gold {_escaped(one.gold)}"] if one.gold else []
    rules = f" ({', '.join(f'`{rule}`' for rule in one.rules)})" if one.rules else ""
    before, marked, after = map(_escaped, in_sentence(one, texts))
    yield f"- {one.type} {one.role}: {'; '.join(told)}{rules}"
    yield f"  > {before}**{marked}**{after}"


def _shown(one: Disagreement) -> Mention:
    return one.mention or one.trigger


def in_sentence(one: Disagreement, texts: dict[str, str]) -> tuple[str, str, str]:
    """Return what of its sentence is before, in and after the mention, or the trigger where there is none."""
    mention = _shown(one)
    text = texts.get(one.doc_id)
    if text is None:
        return "", mention.text, ""
    start = max((match.end() for match in _BREAK.finditer(text, 0, mention.start)), default=0)
    end = match.start() if (match := _BREAK.search(text, mention.end)) else len(text)
    return text[start : mention.start], text[mention.start : mention.end], text[mention.end : end]


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
