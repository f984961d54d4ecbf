"""A trained model as a pre-annotator."""

import hashlib
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from risalah.annotate.models.answers import Answers
from risalah.annotate.models.assembly import Assembly
from risalah.annotate.models.calibration import Calibration
from risalah.annotate.models.candidates import Offer, offer
from risalah.annotate.models.light import Light
from risalah.annotate.models.profile import PROFILE, Profile, read_profile
from risalah.annotate.models.question import Scorer
from risalah.annotate.models.records import left_out, records
from risalah.annotate.rules import Ruleset
from risalah.schema import Annotation, Document, Problem, Source
from risalah.schema.errors import ModelError
from risalah.schema.targets.labelling import MAX_EVENTS
from risalah.storage.atomic import write


@dataclass(frozen=True)
class Model:
    """A trained model together with the rules whose records it corrects, or whose reading of sentences it uses."""

    profile: Profile
    scorer: Scorer
    ruleset: Ruleset
    minimum: float | None = None
    """How likely, from 0 to 1, everything must be that is told; null for what the model was trained for."""

    @classmethod
    def load(cls, folder: Path, ruleset: Ruleset, minimum: float | None = None) -> "Model":
        """Load a model; nothing that stands in its folder is run.

        Raises ModelError where the folder holds no model, or one for other event types.
        """
        profile = read_profile(folder, ruleset.ontology)
        return cls(profile, _scorer(folder, profile), ruleset, minimum)

    def write(self, folder: Path) -> None:
        """Write the model to a folder, its profile last; raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        self.scorer.write(folder)
        write(folder / PROFILE, self.profile.model_dump_json(indent=2).encode())

    @cached_property
    def source(self) -> Source:
        """What its annotations say made them: the model, and the rules that it works with here."""
        version = f"{self.profile.sort}-{self.profile.digest} on {self.ruleset.version}"
        return Source(kind="model", version=version if self.minimum is None else f"{version} from {self.minimum:g}")

    def annotate(self, document: Document) -> Annotation:
        """Return the events that it finds in the document."""
        return Annotation.model_validate(self.plain(document), context={"ontology": self.ruleset.ontology})

    def plain(self, document: Document) -> dict[str, Any]:
        """Return the same as plain data, exactly as it is written as JSON."""
        told, found = offered(document, self.ruleset, corrects=self.profile.corrects)
        answers = Answers(document.text, self.scorer, self._calibration)
        drafts, left = self._assembly.drafts(document, found, answers)
        events, lacking = records(drafts, found, document.text, self.ruleset.ontology)
        without = {record for draft in lacking for record in draft.records}
        flags = left_out(sorted({*left, *without}), found, answers.triggers, without)
        told |= {"source": self.source.model_dump(), "events": events[:MAX_EVENTS]}
        return told | ({"flags": flags} if flags else {})

    @cached_property
    def _assembly(self) -> Assembly:
        least = self.minimum or 0.0
        return Assembly(self.ruleset.ontology, max(self.profile.keep, least), max(self.profile.add, least))

    @cached_property
    def _calibration(self) -> dict[str, Calibration]:
        return {kind: Calibration(line.slope, line.offset) for kind, line in self.profile.calibration.items()}


def offered(document: Document, ruleset: Ruleset, *, corrects: bool) -> tuple[dict[str, Any], Offer]:
    """Return what rules tell of a document, and what it offers a model that corrects that, or one that does not."""
    told, scenes = ruleset.read(document)
    return told, offer(told if corrects else {"events": []}, scenes, ruleset.ontology)


def digest(scorer: Scorer, settings: str) -> str:
    """Return what names a model: the first digits of the hexadecimal SHA-256 of its weights and settings."""
    with tempfile.TemporaryDirectory() as name:
        scorer.write(Path(name))
        files = sorted(path for path in Path(name).rglob("*") if path.is_file())
        sums = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    return hashlib.sha256("\n".join([settings, *sums]).encode()).hexdigest()[:DIGITS]


DIGITS: Final = 12


def _scorer(folder: Path, profile: Profile) -> Scorer:
    if profile.sort == "light":
        try:
            return Light.read(folder)
        except (OSError, ValueError) as error:
            raise ModelError(Problem(str(folder), f"holds no weights that read: {error}")) from None
    try:
        from risalah.annotate.models.neural import Neural  # noqa: PLC0415 - torch takes seconds to import
    except ImportError as error:
        what = f"is a neural model, which needs {error.name}"
        raise ModelError(Problem(str(folder), what, "Install it with: pip install 'risalah[train]'")) from None
    return Neural.read(folder)
