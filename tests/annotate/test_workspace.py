"""Workspaces: made once, opened often, and told what is wrong with them."""

import shutil
import tomllib
from pathlib import Path

import pytest

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.pack import pack_folder
from risalah.annotate.workspace import Workspace
from risalah.schema.errors import RisalahError, RuleError, WorkspaceError


def test_a_new_workspace_opens(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "pertemuan")
    assert Workspace(tmp_path / "pertemuan").config == made.config
    assert made.config.name == "pertemuan"


def test_two_workspaces_are_told_apart(tmp_path: Path) -> None:
    assert Workspace.create(tmp_path / "a1a").config.id != Workspace.create(tmp_path / "b2b").config.id


@pytest.mark.parametrize("name", ['Uji "coba"', "x", "n" * 80, "C:\\berita", "Pertemuan & kunjungan"])
def test_any_name_makes_a_config_that_reads(tmp_path: Path, name: str) -> None:
    workspace = Workspace.create(tmp_path, name)
    assert 3 <= len(workspace.config.name) <= 50
    assert tomllib.loads((tmp_path / "risalah.toml").read_text())["name"] == workspace.config.name


def test_a_workspace_is_not_made_twice(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="is there already"):
        Workspace.create(workspace.folder)


def test_a_folder_without_a_config_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="Make one with: risalah init"):
        Workspace(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('evnts = ["election.py"]', "evnts: is not known here"),
        ("name = 3", "name: Input should be a valid string"),
        ("= =", "cannot be read"),
    ],
)
def test_a_mistake_in_the_config_is_told_with_its_key(workspace: Workspace, line: str, told: str) -> None:
    config = workspace.folder / "risalah.toml"
    lines = [kept for kept in config.read_text().splitlines() if not kept.startswith(line.split(maxsplit=1)[0])]
    config.write_text("\n".join([*lines, line]))
    with pytest.raises(WorkspaceError, match=told) as refused:
        Workspace(workspace.folder)
    assert str(config) in str(refused.value)


def with_events(workspace: Workspace, code: str) -> Workspace:
    """Put a module of event classes into the workspace."""
    (workspace.folder / "own.py").write_text(code)
    config = workspace.folder / "risalah.toml"
    config.write_text(config.read_text().replace("events = []", 'events = ["own.py"]'))
    return Workspace(workspace.folder)


OWN = 'from risalah.schema import Actor, AtLeastOne, Event\n\n\nclass {name}(Event):\n    """{guide}"""\n\n    {role}\n'


def test_a_class_of_ones_own_joins_the_event_types(workspace: Workspace) -> None:
    code = OWN.format(name="Strike", guide="Mogok kerja.", role="striker: AtLeastOne[Actor]")
    own = with_events(workspace, code)
    assert own.ontology.type_names[-1] == "strike"
    assert own.ontology["strike"].roles()[0].name == "striker"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise RuntimeError('salah')", "does not import: RuntimeError: salah"),
        ("from risalah.schema import Event", "defines no event class"),
        (OWN.format(name="Meeting", guide="Lain.", role="guest: AtLeastOne[Actor]"), "has the type name 'meeting'"),
        (OWN.format(name="Strike", guide="Mogok.", role="place: AtLeastOne[Actor]"), "is filled by Actor and Place"),
        (OWN.format(name="Strike", guide="", role="striker: AtLeastOne[Actor]"), "has no docstring"),
        (OWN.format(name="Strike", guide="Mogok.", role="striker: str"), "is no role"),
        (OWN.format(name="Strike", guide="Mogok.", role="status: AtLeastOne[Actor]"), "status"),
    ],
)
def test_a_class_that_cannot_join_is_told_early(workspace: Workspace, code: str, told: str) -> None:
    own = with_events(workspace, code)
    with pytest.raises(RisalahError, match=told):
        _ = own.ontology


def test_a_module_that_is_not_there_is_told(workspace: Workspace) -> None:
    own = with_events(workspace, "")
    (workspace.folder / "own.py").unlink()
    with pytest.raises(WorkspaceError, match="is no Python module"):
        _ = own.ontology


def test_a_rule_file_beside_the_class_is_read(workspace: Workspace) -> None:
    own = with_events(workspace, OWN.format(name="Strike", guide="Mogok.", role="striker: AtLeastOne[Actor]"))
    before = own.ruleset.version
    (own.folder / "own.id.toml").write_text(
        'type = "strike"\n[[trigger]]\nid = "strike.mogok"\nforms = ["mogok kerja"]\nroles = {striker = ["subject"]}\n'
    )
    assert Workspace(own.folder).ruleset.version != before
    (own.folder / "own.id.toml").write_text('type = "strike"\ntriggers = 1\n')
    with pytest.raises(RuleError, match=r"own\.id\.toml:2: triggers"):
        _ = Workspace(own.folder).ruleset


def test_a_pack_of_ones_own_is_read_from_the_workspace(workspace: Workspace) -> None:
    pack = Path(shutil.copytree(pack_folder("id"), workspace.folder / "packs" / "jv"))
    config = workspace.folder / "risalah.toml"
    text = config.read_text().replace('language = "id"', 'language = "jv"')
    config.write_text(text)
    with pytest.raises(RuleError, match="is no language pack"):
        _ = Workspace(workspace.folder).ruleset
    config.write_text(text.replace("packs = []", 'packs = ["packs/jv"]'))
    assert Workspace(workspace.folder).ruleset.version == Ruleset.load("jv", packs=[pack]).version
