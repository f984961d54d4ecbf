"""The folder of a trained model, with how good it is and a card for people."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from risalah.annotate.agreement.bootstrap import Estimate
from risalah.annotate.models.card import card
from risalah.annotate.models.model import Model
from risalah.annotate.models.profile import PROFILE, read_profile
from risalah.annotate.models.reliability import as_dict
from risalah.annotate.models.trial import Trial, gains
from risalah.schema import Problem
from risalah.schema.errors import ModelError
from risalah.storage.atomic import sync, write

METRICS: Final = "metrics.json"
CARD: Final = "README.md"


@dataclass(frozen=True, slots=True)
class Report:
    """How a model does on documents that it has not seen, beside the rules."""

    rules: Trial
    model: Trial

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain data; `gains` is what the model is better by, with a 95 % interval."""
        told: dict[str, Estimate] = gains(self.model, self.rules) if self.rules.efforts else {}
        return {
            "documents": len(self.model.efforts),
            "rules": self.rules.as_dict(),
            "model": self.model.as_dict(),
            "gains": {name: _rounded(estimate) for name, estimate in told.items()},
            "reliability": as_dict(self.model.held),
        }


def publish(model: Model, report: Report, folder: Path) -> None:
    """Write a model with its metrics and its card to a folder that is not there yet: whole, or not at all.

    A folder that holds the same model already is left as it is. Raises ModelError where it
    holds anything else, and OSError.
    """
    if folder.exists():
        if _holds(folder, model):
            return
        raise _occupied(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".writing-"))
    try:
        building.chmod(0o755)
        figures = report.as_dict()
        write(building / METRICS, json.dumps(figures, indent=2).encode())
        write(building / CARD, card(model.profile, figures).encode())
        model.write(building)
        building.rename(folder)
        sync(folder.parent)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def refuse_other(folder: Path) -> None:
    """Raise ModelError where a folder is there already and holds no model at all, before hours are spent on one."""
    if folder.exists() and not (folder / PROFILE).is_file():
        raise _occupied(folder)


def _occupied(folder: Path) -> ModelError:
    remedy = "Name another folder with --output"
    return ModelError(Problem(str(folder), "is there already, and holds something else", remedy))


def _holds(folder: Path, model: Model) -> bool:
    try:
        return read_profile(folder, model.ruleset.ontology).digest == model.profile.digest
    except ModelError:
        return False


def _rounded(estimate: Estimate) -> dict[str, float | None]:
    figures: Sequence[tuple[str, float | None]] = (
        ("value", estimate.value),
        ("low", estimate.low),
        ("high", estimate.high),
    )
    return {name: None if figure is None else round(figure, 4) for name, figure in figures}
