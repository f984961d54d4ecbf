"""Documents of a corpus whose id an earlier one has."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import polars as pl

from risalah.annotate.corpus.shard import Shard, data_name
from risalah.storage import Place

_AT_ONCE = 8
"""Shards of which the ids are read at a time."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """How many there are, and the file that names them, null where there are none."""

    count: int = 0
    name: str | None = None


def repeated(place: Place, folder: str, shards: Sequence[Shard]) -> Repeated:
    """Find the documents whose id one of an earlier shard has, and write them to a file, by shard.

    Within a shard they were rejected already. Takes 16 bytes of memory for each document.
    """
    rows = [*_again(place, folder, shards)]
    if not rows:
        return Repeated()
    told = BytesIO()
    pl.DataFrame(rows, schema=dict.fromkeys(("shard", "doc_id"), pl.String()), orient="row").write_parquet(told)
    name = f"{folder}/repeated-{hashlib.sha256(told.getvalue()).hexdigest()[:16]}.parquet"
    place.write(name, told.getvalue())
    return Repeated(len(rows), name)


def _again(place: Place, folder: str, shards: Sequence[Shard]) -> Iterator[tuple[str, str]]:
    """Yield the shard and the id of each. Ids are compared by their hashes first, for which there is room."""
    hashes = [found.hash().to_numpy() for found in _ids(place, folder, shards)]
    whole = np.concatenate([np.array([], np.uint64), *hashes])
    whole.sort()
    several = np.unique(whole[1:][whole[1:] == whole[:-1]])
    met = [shard for shard, found in zip(shards, hashes, strict=True) if np.isin(found, several).any()]
    seen: set[str] = set()
    for shard, ids in zip(met, _ids(place, folder, met), strict=True):
        for doc_id in ids.filter(ids.hash().is_in(several.tolist())):
            if doc_id in seen:
                yield shard.name, doc_id
            seen.add(doc_id)


def _ids(place: Place, folder: str, shards: Sequence[Shard]) -> Iterator[pl.Series]:
    """Yield the ids of each shard's documents. Only their column is read."""

    def read(shard: Shard) -> pl.Series:
        path = f"{place.address}/{data_name(folder, shard.name)}"
        return pl.scan_parquet(path, glob=False).select("doc_id").collect()["doc_id"]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(read, shards)
