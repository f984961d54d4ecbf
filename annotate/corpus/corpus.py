"""A pre-annotated corpus, as it is read."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import polars as pl

from risalah.annotate.corpus.manifest import Manifest, read_manifest
from risalah.annotate.corpus.shard import Shard, data_name
from risalah.schema import Problem, Source
from risalah.schema.errors import CorpusError
from risalah.storage import Place, place_at


class Corpus:
    """What `risalah annotate --output` made. It can be sent to another process."""

    def __init__(self, place: Place, manifest: Manifest) -> None:
        """Take where it lies, and what it consists of."""
        self.place = place
        self.manifest = manifest

    @classmethod
    def open(cls, address: Path | str) -> "Corpus":
        """Open the corpus at a path or an address of an object store; raises CorpusError where there is none."""
        place = place_at(address)
        return cls(place, read_manifest(place))

    @property
    def address(self) -> str:
        """Where it lies."""
        return self.place.address

    @property
    def source(self) -> Source:
        """What annotated it."""
        return self.manifest.source

    @property
    def shards(self) -> Sequence[Shard]:
        """What it consists of, in the order of the input."""
        return self.manifest.shards

    def frame(self, shard: Shard, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the documents of a shard, with the columns of `shard.SCHEMA` or some of these.

        A document with the id of an earlier one is left out. Raises CorpusError where the file is gone.
        """
        name = data_name(self.manifest.folder, shard.name)
        content = self.place.read(name)
        if content is None:
            what = "is not there, and the corpus names it"
            raise CorpusError(Problem(f"{self.address}/{name}", what, "Annotate again: it does only what is missing"))
        wanted = None if columns is None else [*columns]
        if not (again := self._repeated(shard)):
            return pl.read_parquet(BytesIO(content), columns=wanted)
        kept = pl.scan_parquet(BytesIO(content)).filter(~pl.col("doc_id").is_in(again))
        return (kept if wanted is None else kept.select(wanted)).collect()

    def _repeated(self, shard: Shard) -> list[str]:
        if self.manifest.repeated is None:
            return []
        content = self.place.read(self.manifest.repeated) or b""
        told = pl.scan_parquet(BytesIO(content)).filter(pl.col("shard") == shard.name).select("doc_id")
        return told.collect()["doc_id"].to_list()
