"""What a model's folder says of it: enough to load it, and to know what it was made of."""

from pathlib import Path
from typing import Annotated, Final, Literal, get_args

from pydantic import BaseModel, Field, FiniteFloat, ValidationError, field_validator

from risalah.annotate.models.question import Kind
from risalah.schema import Ontology, Problem
from risalah.schema.errors import ModelError
from risalah.schema.mention import Confidence
from risalah.schema.model import Model as Stored
from risalah.schema.report import problems_of
from risalah.schema.version import SCHEMA_VERSION

PROFILE: Final = "model.json"
_AGAIN: Final = "Train it again with `risalah train`"
FORMAT: Final = 1
"""Raised whenever models that were written before are not to be read any more: questions or features changed."""

Sort = Literal["light", "neural"]


class Origin(Stored):
    """The release that a model was trained on."""

    version: str
    content_sha256: str
    """Hash of what its tables say."""


class Line(Stored):
    """How a score becomes a probability."""

    slope: FiniteFloat
    offset: FiniteFloat


class Profile(Stored):
    """What is known of a model beside its weights."""

    format: int
    sort: Sort
    digest: Annotated[str, Field(pattern="^[0-9a-f]{12}$")]
    """Names the model: the same for the same weights and settings."""
    schema_version: str
    ontology: str
    """Fingerprint of the event types that it was trained to find."""
    types: list[str]
    """These event types."""
    rules: str
    """The version of the rules that it was trained with."""
    corrects: bool
    """Whether it corrects what rules tell; if not, it takes no more from them than how they read sentences."""
    origin: Origin | None
    """Null where it was not trained on a release."""
    documents: dict[str, int]
    """How many it was trained on, chosen by and tested on: `train`, `validation`, `test`."""
    seed: int
    strength: float | None = None
    """How closely a light model follows its documents; null for a neural one."""
    encoder: str | None = None
    """What a neural model was trained from, without the folder or the account it lies in; null for a light one."""
    keep: Confidence
    """How likely what rules tell must be to be told."""
    add: Confidence
    """How likely what they do not tell must be."""
    calibration: dict[Kind, Line]
    """Of every kind of question."""

    @field_validator("calibration")
    @classmethod
    def _of_every_kind(cls, lines: dict[Kind, Line]) -> dict[Kind, Line]:
        if lacking := [kind for kind in get_args(Kind) if kind not in lines]:
            raise ValueError(f"lacks {', '.join(lacking)}")
        return lines


def read_profile(folder: Path, ontology: Ontology) -> Profile:
    """Return what a folder says of its model.

    Raises ModelError where it holds none that reads, or one for other event types.
    """
    path = folder / PROFILE
    try:
        content = path.read_bytes()
        _of_format(folder, content)
        profile = Profile.model_validate_json(content)
    except FileNotFoundError:
        what = f"holds no model: it has no {PROFILE}"
        raise ModelError(Problem(str(folder), what, "Make one with `risalah train`")) from None
    except OSError as error:
        raise ModelError(Problem(str(path), f"cannot be read: {error.strerror}")) from None
    except ValidationError as error:
        raise ModelError(*problems_of(error, str(path))) from None
    _fits(profile, folder, ontology)
    return profile


class _Format(BaseModel):
    format: int


def _of_format(folder: Path, content: bytes) -> None:
    """Refuse a model of another format, whatever else its profile holds: those of later ones have other fields."""
    told = _Format.model_validate_json(content)
    if told.format != FORMAT:
        what = f"is a model of format {told.format}, and this version of Risalah reads format {FORMAT}"
        raise ModelError(Problem(str(folder), what, _AGAIN))


def _fits(profile: Profile, folder: Path, ontology: Ontology) -> None:
    if profile.schema_version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        what = f"was trained on schema {profile.schema_version}, which {SCHEMA_VERSION} is not compatible with"
        raise ModelError(Problem(str(folder), what, _AGAIN))
    if profile.ontology != ontology.fingerprint():
        lacking = sorted(set(profile.types) ^ set(ontology.type_names))
        told = f" (not on both sides: {', '.join(lacking)})" if lacking else ""
        what = f"was trained for other event types, or other roles of them, than are used here{told}"
        raise ModelError(Problem(str(folder), what, f"Use it where its types are known, or: {_AGAIN}"))
