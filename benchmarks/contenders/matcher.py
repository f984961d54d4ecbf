"""spaCy's EntityRuler and a Matcher with ten rules about the names that it found."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from spacy.matcher import Matcher

from benchmarks.contenders import Work
from benchmarks.contenders.entity_ruler import documents, entities, pipeline

_WHO: dict[str, Any] = {"ENT_TYPE": {"IN": ["people", "countries"]}, "OP": "+"}
_WHERE: dict[str, Any] = {"ENT_TYPE": {"IN": ["cities", "countries", "regions"]}, "OP": "+"}


def _word(*words: str) -> dict[str, Any]:
    return {"LOWER": {"IN": list(words)}}


def _perhaps(*words: str) -> dict[str, Any]:
    return _word(*words) | {"OP": "?"}


RULES: dict[str, list[dict[str, Any]]] = {
    "meet": [_WHO, _word("bertemu", "berjumpa", "bersua", "ketemu"), _perhaps("dengan"), _WHO],
    "see": [_WHO, _word("menemui", "menjumpai"), _WHO],
    "talk": [_WHO, _word("berunding", "berbincang", "berdialog", "berdiskusi"), _word("dengan", "bersama"), _WHO],
    "receive": [_WHO, _word("menerima", "menjamu", "menyambut"), _perhaps("kedatangan"), _WHO],
    "visit": [_WHO, _word("mengunjungi", "menyambangi"), _WHERE],
    "travel": [_WHO, _word("berkunjung", "melawat", "bertolak"), _word("ke"), _WHERE],
    "arrive": [_WHO, _word("tiba", "mendarat"), _word("di"), _WHERE],
    "call": [_WHO, _word("menelepon", "menghubungi"), _WHO],
    "sign": [_WHO, _word("dan"), _WHO, _word("menandatangani", "meneken")],
    "meeting": [
        _word("pertemuan", "pembicaraan", "perundingan"),
        _perhaps("antara"),
        _WHO,
        _word("dan", "dengan"),
        _WHO,
    ],
}


def prepare() -> Work:
    """Build the pipeline and the rules."""
    nlp = pipeline()
    matcher = Matcher(nlp.vocab)
    for rule, pattern in RULES.items():
        matcher.add(rule, [pattern], greedy="LONGEST")
    encode = msgspec.json.Encoder().encode

    def work(lines: Iterable[bytes]) -> Iterator[bytes]:
        for doc, doc_id in documents(nlp, lines):
            found = [(doc[start:end].text, nlp.vocab.strings[rule]) for rule, start, end in matcher(doc)]
            yield encode((doc_id, entities(doc), found)) + b"\n"

    return work
