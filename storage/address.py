"""How an address names a folder or an object store."""

import importlib.util
import os
import re
from pathlib import Path

from risalah.schema import Problem
from risalah.schema.errors import StorageError

_SCHEME = re.compile(r"(?P<scheme>\w+)://(?P<login>[^/@]*@)?(?P<rest>[^?#]*)")
OBJECTS = frozenset({"s3", "gs", "az"})
"""How the address of an object store begins: Amazon S3 and all that speak its language, Google, Azure."""


def is_of_objects(address: Path | str) -> bool:
    """Return whether something is the address of a store and not of a folder, whatever kind of store that is."""
    return _SCHEME.match(str(address)) is not None


def absolute(address: Path | str) -> str:
    """Return an address by which other processes find the same: a path from the root, without `..`, or as it is."""
    return str(address) if is_of_objects(address) else os.path.normpath(Path(address).absolute())


def checked(address: str) -> str:
    """Return the address of an object store, such as s3://bucket/prefix.

    Raises StorageError for one of another kind, for one that holds a password, and where
    obstore is not installed.
    """
    found = _SCHEME.match(address)
    plain = f"{found['scheme']}://{found['rest']}" if found else address
    if found is None or found["scheme"] not in OBJECTS:
        raise StorageError(Problem(plain, f"is neither a folder nor one of {', '.join(sorted(OBJECTS))}"))
    if plain != address:
        what = "is an address with a login or an option, which would end up in logs"
        raise StorageError(Problem(plain, what, "Put secrets into the environment"))
    if importlib.util.find_spec("obstore") is None:
        raise StorageError(Problem(plain, "needs the package obstore", "Run `pip install 'risalah[objects]'`"))
    return plain
