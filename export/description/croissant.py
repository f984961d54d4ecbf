"""Croissant: what programs, and search engines for datasets, read of a release.

https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html, and for the terms that
begin with `rai:` https://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from risalah.export.description.about import About
from risalah.export.description.citation import bibtex
from risalah.export.description.fields import is_list, item, parts
from risalah.export.description.licences import LICENCES, rights
from risalah.export.description.prose import MADE, TABLES, USES, limits
from risalah.export.register import SPLITS
from risalah.schema.targets.tables import KEYS, ROWS, Column, columns
from risalah.storage.file import File

Node = dict[str, Any]

_PARQUET = "application/x-parquet"  # no other name of the format is loaded

_TYPES: dict[pl.DataType, str] = {
    pl.String(): "sc:Text",
    pl.Int32(): "cr:Int32",
    pl.Float64(): "cr:Float64",
    pl.Date(): "sc:Date",
    pl.Datetime("us", "UTC"): "sc:DateTime",
}


def croissant(of: About) -> Node:
    """Return croissant.json: every file with its checksum, and every table with what its columns mean.

    A list within a list of structs is left out, for Croissant cannot say where it is:
    the mentions in `nested`, which are rows of `mentions`. Which ids join the tables is
    told in words and not by `references`: with these mlcroissant 1.1 joins the tables on
    loading, and gives wrong rows or none for the second table that is loaded.
    """
    told: Node = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": of.dataset.title,
        "description": of.dataset.description,
        "version": of.manifest.version,
        "datePublished": of.released and of.released.isoformat(),
        "license": [_licence(licence) for licence in rights(of)] or ["not stated"],
        "creator": [_creator(name) for name in of.dataset.credited],
        "citeAs": bibtex(of),
        "url": of.dataset.url,
        "sameAs": of.dataset.doi and f"https://doi.org/{of.dataset.doi}",
        "keywords": of.dataset.keywords,
        "inLanguage": [language for language in of.languages if language],
        "isLiveDataset": False,
        **_responsible(of),
        "distribution": [*file_objects(of.manifest.files), *map(_file_set, ROWS)],
        "recordSet": [_splits(), *(_record_set(table, columns(table, of.ontology)) for table in ROWS)],
    }
    return {name: value for name, value in told.items() if value not in (None, [])}


def _licence(licence: str | None) -> str:
    if licence is None:
        return "not stated"
    return f"https://spdx.org/licenses/{licence}.html" if licence in LICENCES else licence


def _creator(name: str) -> Node:
    family, _, given = name.partition(", ")
    if not given:
        return {"@type": "sc:Organization", "name": name}
    return {"@type": "sc:Person", "name": f"{given} {family}", "givenName": given, "familyName": family}


def _responsible(of: About) -> Node:
    """Return what the extension for responsible AI asks for, as far as it is known."""
    span = [day.isoformat() for day in of.span] if of.span else []
    return {
        "rai:dataCollection": "News articles, as their publishers published them.",
        "rai:dataCollectionTimeframe": span,
        "rai:dataAnnotationPlatform": ["Label Studio"],
        "rai:dataAnnotationProtocol": [MADE],
        "rai:machineAnnotationTools": of.manifest.priors,
        "rai:dataUseCases": [USES],
        "rai:dataLimitations": limits(of),
        "rai:personalSensitiveInformation": ["Names of people, as the articles name them."],
    }


def file_objects(files: Mapping[str, File]) -> list[Node]:
    """Return what croissant.json says of the files of the tables, of all files of a release."""
    return [
        {
            "@type": "cr:FileObject",
            "@id": path,
            "name": path,
            "contentUrl": path,
            "contentSize": f"{file.bytes} B",
            "encodingFormat": _PARQUET,
            "sha256": file.sha256,
        }
        for path, file in files.items()
        if path.startswith("data/")
    ]


def _file_set(table: str) -> Node:
    name = _files_of(table)
    return {
        "@type": "cr:FileSet",
        "@id": name,
        "name": name,
        "description": f"The files of the table {table}, of all splits.",
        "encodingFormat": _PARQUET,
        "includes": f"data/{table}/*.parquet",
    }


def _files_of(table: str) -> str:
    return f"{table}-files"


def _splits() -> Node:
    """Return the enumeration of the splits, which loaders look for."""
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "description": "The splits that a document is in for ever.",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [{"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"}],
        "data": [{"splits/name": split} for split in SPLITS],
    }


def _record_set(table: str, of: list[Column]) -> Node:
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": TABLES[table],
        "key": {"@id": f"{table}/{KEYS[table]}"},
        "field": [_field(table, column) for column in of],
    }


def _field(table: str, column: Column) -> Node:
    told = _described(f"{table}/{column.name}", column)
    source = {"fileSet": {"@id": _files_of(table)}, "extract": {"column": column.name}}
    if not parts(column.type):
        return told | {"dataType": _data_type(column), "source": source}
    within = [part for part in parts(column.type) if not parts(part.type)]
    return told | {
        "subField": [
            _described(f"{table}/{column.name}/{part.name}", part)
            | {"dataType": _data_type(part), "source": {**source, "transform": {"jsonPath": part.name}}}
            for part in within
        ]
    }


def _described(address: str, column: Column) -> Node:
    told = {"@type": "cr:Field", "@id": address, "name": column.name, "description": column.description}
    return told | ({"isArray": True, "arrayShape": "-1"} if is_list(column.type) else {})


def _data_type(column: Column) -> str | list[str]:
    plain = _TYPES[item(column.type)]
    return [plain, "cr:Split"] if column.name == "split" else plain


_CONTEXT: Node = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""What the names mean, as the specification has it."""
