"""Records that say the same: an event that thousands tell alike is compared once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import msgspec

from risalah.annotate.linking.evidence import judge
from risalah.annotate.linking.key import Key

_ENCODER: Final = msgspec.msgpack.Encoder(order="deterministic")
_DECODER: Final = msgspec.msgpack.Decoder(Key)


@dataclass(frozen=True, slots=True)
class Node:
    """Records of different documents that say the same, and enough to be of one event."""

    key: Key
    """Of the first of them."""
    documents: frozenset[str] | frozenset[int]
    """What tells them apart: ids or numbers."""

    @property
    def size(self) -> int:
        """How many records it stands for."""
        return len(self.documents)


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says."""

    key: Key
    mark: bytes
    """The same, of 16 bytes, for records that say the same; what one document says twice has two."""
    is_telling: bool
    """Whether two documents that say this alone tell one event."""


def said(keys: Iterable[Key]) -> Iterator[Said]:
    """Yield what records say, all of a document being among them, in the order of their ids."""
    times: Counter[tuple[str, bytes]] = Counter()
    for key in sorted(keys, key=lambda key: key.record_id):
        bare = replace(key, record_id="", doc_id="", published=None, publisher=None, group="")
        told = encoded(bare)
        mark = blake2b(told + times[key.doc_id, told].to_bytes(4), digest_size=16).digest()
        times[key.doc_id, told] += 1
        yield Said(key, mark, _is_telling(bare))


def encoded(key: Key) -> bytes:
    """Return a key as bytes, equal ones of equal keys."""
    return _ENCODER.encode(key)


def decoded(content: bytes) -> Key:
    """Return the key that bytes hold."""
    return _DECODER.decode(content)


@lru_cache(maxsize=2**12)
def _is_telling(bare: Key) -> bool:
    return judge(replace(bare, doc_id="1", group="1"), replace(bare, doc_id="2", group="2")).is_same
