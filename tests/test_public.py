"""The public surface is this list: what is added to it or taken from it is a decision."""

import importlib

import pytest

SURFACE = {
    "risalah.schema": (
        "CORE Actor Annotation AnyNumber AtLeastOne AtMostOne Codes Document Event EventRecord Filler Mention "
        "Ontology Place Problem Quantity Realis RisalahError Role Source Text Time"
    ),
    "risalah.annotate.evaluation": "Disagreement Effort Evaluation Measures evaluate write_errors",
    "risalah.annotate.reading": "Rejected read",
    "risalah.annotate.resolution": "resolve truths",
    "risalah.annotate.rules": "Ruleset",
    "risalah.export": "Release release",
}


@pytest.mark.parametrize(("module", "names"), SURFACE.items())
def test_a_module_offers_these_names(module: str, names: str) -> None:
    imported = importlib.import_module(module)
    assert sorted(imported.__all__) == sorted(names.split())
    assert all(hasattr(imported, name) for name in imported.__all__)
