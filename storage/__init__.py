"""Where bytes lie: folders and object stores, in which everything is there whole or not at all."""

from risalah.storage.place import Place, place_at

__all__ = ["Place", "place_at"]
