"""The version of the schema, and what it stands for."""

import hashlib
import json
from typing import get_args

from risalah.schema.annotation import Annotation, EventRecord, Realis, Source
from risalah.schema.article import Article
from risalah.schema.document import Document
from risalah.schema.flag import Flag
from risalah.schema.mention import Mention
from risalah.schema.model import Model
from risalah.schema.ontology import CORE
from risalah.schema.review import Review

SCHEMA_VERSION = "1.4.0"
"""Semantic: major when data written before no longer reads, minor when it does and there is more to say."""


def schema_fingerprint() -> str:
    """Return the hexadecimal SHA-256 of all that records may hold, without prose: event types and models."""
    models: tuple[type[Model], ...] = (Document, Annotation, Article, EventRecord, Flag, Mention, Source, Review)
    told = {
        "events": CORE.outline(),
        "realis": get_args(Realis),
        "models": {
            model.__name__: {name: field.is_required() for name, field in model.model_fields.items()}
            for model in models
        },
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
