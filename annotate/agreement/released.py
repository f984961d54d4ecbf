"""The figures of agreement that a release tells."""

from risalah.annotate.agreement.agreement import agree
from risalah.annotate.agreement.figures import Figure
from risalah.annotate.workspace import Workspace
from risalah.schema.agreement import AgreementFigure


def figures(workspace: Workspace) -> list[AgreementFigure]:
    """Return how far a workspace's annotators agree, over all event types; nothing where no document had two."""
    found = agree(workspace)
    shares = [_told(figure, str(figure.measure)) for figure in found.shares if not figure.measure.type]
    alphas = [_told(figure, f"α {figure.measure}") for figure in found.alphas if not figure.measure.type]
    return [*shares, *alphas]


def _told(figure: Figure, measure: str) -> AgreementFigure:
    estimate = figure.estimate
    return AgreementFigure(figure.annotators, measure, estimate.value, estimate.low, estimate.high, figure.documents)
