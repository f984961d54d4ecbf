"""What a model's folder says of it, and which folders are refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from risalah.annotate.models import Model
from risalah.annotate.models.profile import FORMAT, PROFILE, Profile, read_profile
from risalah.schema import CORE, Actor, AnyNumber, Event, Ontology
from risalah.schema.errors import ModelError


class Strike(Event):
    """People stop working. / Orang mogok kerja."""

    striker: AnyNumber[Actor] = []
    """Who stops working. / Siapa yang mogok."""


@pytest.fixture
def profile(answering: Callable[..., Model]) -> Profile:
    return answering().profile


@pytest.fixture
def folder(profile: Profile, tmp_path: Path) -> Path:
    (tmp_path / PROFILE).write_text(profile.model_dump_json())
    return tmp_path


def test_what_was_written_is_read_again(folder: Path, profile: Profile) -> None:
    assert read_profile(folder, CORE) == profile


def test_a_later_minor_version_of_the_schema_fits(folder: Path, profile: Profile) -> None:
    major = int(profile.schema_version.partition(".")[0])
    amend(folder, schema_version=f"{major}.99.0")
    assert read_profile(folder, CORE).schema_version == f"{major}.99.0"


def amend(folder: Path, **fields: Any) -> None:
    told = json.loads((folder / PROFILE).read_text()) | fields
    (folder / PROFILE).write_text(json.dumps({name: value for name, value in told.items() if value is not ...}))


LINE = {"slope": 1, "offset": 0}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"format": FORMAT + 1}, rf"is a model of format {FORMAT + 1}, and this version of Risalah reads"),
        ({"schema_version": "99.0.0"}, r"was trained on schema 99\.0\.0, which .* is not compatible with"),
        ({"ontology": "0" * 64}, r"other roles of them, than are used here\. Use it where its types are known"),
        ({"digest": "../../x"}, "digest"),
        ({"keep": 1.5}, "keep"),
        ({"keep": ...}, r"keep: is missing"),
        ({"sort": "heavy"}, "sort"),
        ({"code": "import os"}, "code: is not known here"),
        ({"calibration": {}}, "calibration: lacks trigger, same, realis, argument"),
        ({"calibration": dict.fromkeys(("trigger", "same", "realis"), LINE)}, "calibration: lacks argument"),
        ({"calibration": {"trigger": {"slope": float("nan"), "offset": 0}}}, r"slope: .* finite"),
    ],
    ids=lambda told: told if isinstance(told, str) else " ".join(told),
)
def test_a_model_that_does_not_fit_is_refused_in_a_sentence(folder: Path, fields: dict[str, Any], told: str) -> None:
    amend(folder, **fields)
    with pytest.raises(ModelError, match=told) as refused:
        read_profile(folder, CORE)
    assert all(str(folder) in problem.where for problem in refused.value.problems)


def test_the_types_that_only_one_side_knows_are_named(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"other event types.* \(not on both sides: strike\)"):
        read_profile(folder, CORE.extended(Strike))
    with pytest.raises(ModelError, match=r"not on both sides: .*weapon_test"):
        read_profile(folder, Ontology(CORE.events[:-2]))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x80\x04.", b"[" * 100_000])
def test_what_is_no_profile_is_refused(folder: Path, content: bytes) -> None:
    (folder / PROFILE).write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.json"):
        read_profile(folder, CORE)


def test_where_there_is_no_model_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no model: it has no model\.json\. Make one with `risalah train`"):
        read_profile(tmp_path / "nowhere", CORE)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder" / PROFILE).mkdir(parents=True)
    with pytest.raises(ModelError, match="cannot be read: Not a directory"):
        read_profile(tmp_path / "file", CORE)
    with pytest.raises(ModelError, match="cannot be read: Is a directory"):
        read_profile(tmp_path / "folder", CORE)
