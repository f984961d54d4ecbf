"""Where bytes lie: folders and object stores, in which everything is there whole or not at all."""

from risalah.storage.place import Entry, Place, place_at

__all__ = ["Entry", "Place", "place_at"]
