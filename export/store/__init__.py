"""Where releases lie: a folder, or an object store."""

from risalah.export.store.store import Store, opened, release_at

__all__ = ["Store", "opened", "release_at"]
