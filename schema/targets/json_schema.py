"""The JSON Schema of an annotation, derived from the event classes."""

from typing import Any

from pydantic.json_schema import models_json_schema

from risalah.schema.annotation import Annotation, EventRecord
from risalah.schema.ontology import Ontology

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(ontology: Ontology) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of `risalah annotate --format jsonl`."""
    models = (Annotation, EventRecord, *ontology)
    references, schema = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    definitions = schema["$defs"]
    # A user's class may be called as one of ours is: pydantic then writes out both names in full.
    annotation, record = (
        references[model, "validation"]["$ref"].removeprefix("#/$defs/") for model in (Annotation, EventRecord)
    )
    properties = definitions[record]["properties"]
    properties["type"] = {"enum": list(ontology.type_names)}
    properties["roles"] = {"type": "object"}
    definitions[record]["allOf"] = [
        {
            "if": {"properties": {"type": {"const": event.type_name()}}},
            "then": {"properties": {"roles": references[event, "validation"]}},
        }
        for event in ontology
    ]
    return {"$schema": _DRAFT, **definitions.pop(annotation), "$defs": definitions}
