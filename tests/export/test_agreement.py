"""How far annotators agree, as a release tells it."""

from collections.abc import Callable

from risalah.export.agreement import read_agreement
from risalah.schema.agreement import AgreementFigure
from risalah.schema.truth import Truth

FIGURES = [
    AgreementFigure(None, "event", 0.94, 0.9, 0.97, 40),
    AgreementFigure(("annotator-1", "annotator-2"), "α realis", None, None, None, 3),
]


def test_the_figures_travel_with_the_release(publish: Callable, truth: list[Truth]) -> None:
    assert read_agreement(publish(truth, agreement=FIGURES).folder) == FIGURES


def test_without_figures_there_are_none(publish: Callable, truth: list[Truth]) -> None:
    assert read_agreement(publish(truth).folder) == []
