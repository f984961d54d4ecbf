"""The JSON Schema of an annotation, derived from the event classes."""

from typing import Any

from pydantic.json_schema import models_json_schema

from risalah.schema.annotation import Annotation
from risalah.schema.ontology import Ontology

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(ontology: Ontology) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of `risalah annotate --format jsonl`."""
    references, schema = models_json_schema(
        [(model, "validation") for model in (Annotation, *ontology)], ref_template="#/$defs/{model}"
    )
    definitions = schema["$defs"]
    record = definitions["EventRecord"]
    record["properties"]["type"] = {"enum": list(ontology.type_names)}
    record["properties"]["roles"] = {"type": "object"}
    record["allOf"] = [
        {
            "if": {"properties": {"type": {"const": event.type_name()}}},
            "then": {"properties": {"roles": references[event, "validation"]}},
        }
        for event in ontology
    ]
    annotation = definitions.pop("Annotation")
    return {"$schema": _DRAFT, **annotation, "$defs": definitions}
