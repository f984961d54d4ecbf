"""What holds for every command."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.cli.links import links
from risalah.cli.main import COMMANDS
from risalah.cli.pack import pack

ROOT = Path(__file__).parents[2]
NAMES = [command.__name__.replace("_", "-") for command in COMMANDS]
PACK = [f"pack {command.name}" for command in pack.registered_commands]
LINKS = ["links", *(f"links {command.callback.__name__}" for command in links.registered_commands if command.callback)]
ALL = [*NAMES, *PACK, *LINKS]
WITHOUT_A_WORKSPACE = {"demo", "init", "annotate", "evaluate", "doctor", "diff", "verify", "export", "hydrate"}
WITHOUT_A_WORKSPACE |= {"train", "learning-curve", "sample"}


def test_the_commands_are_these() -> None:
    loop = ["demo", "init", "annotate", "sample", "studio", "push", "pull", "watch", "reannotate"]
    people = ["agree", "adjudicate", "rules", "evaluate", "doctor"]
    models = ["train", "learning-curve", "serve"]
    assert [*loop, *people, *models, "release", "diff", "verify", "report", "export", "hydrate"] == NAMES
    assert PACK == ["pack new", "pack test"]
    assert LINKS == ["links", "links merge", "links split", "links corpus"]


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_with_an_example(risalah: Callable, name: str) -> None:
    done = risalah(*name.split(), "--help")
    assert done.returncode == 0
    assert re.search(rf"Example: `(risalah pull && )?risalah {name}", done.stdout)


@pytest.mark.parametrize("name", ALL)
def test_every_command_appears_in_the_readme(name: str) -> None:
    assert f"risalah {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    """That is why it answers at once; commands import what they need when they run."""
    code = (
        "import sys\nfrom risalah.cli.main import app\ntry:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'pydantic', 'polars', 'label_studio_sdk', 'httpx', 'msgspec', 'yaml', 'rich', 'ahocorasick_rs'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"imported: {done.stderr}"


def test_wrong_usage_ends_with_2(risalah: Callable) -> None:
    assert risalah("annotate").returncode == 2
    assert risalah("publish").returncode == 2


@pytest.mark.parametrize("name", sorted({*NAMES, "links"} - WITHOUT_A_WORKSPACE))
def test_without_a_workspace_a_command_says_how_to_make_one(risalah: Callable, name: str) -> None:
    done = risalah(name)
    assert done.returncode == 1
    assert done.stderr.startswith("risalah: ")
    assert "Make one with: risalah init" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_server_push_says_how_to_start_one(risalah: Callable, tmp_path: Path) -> None:
    risalah("init")
    done = risalah("push")
    assert done.returncode == 1
    assert "Start one with `risalah studio --detach`" in done.stderr


def test_half_of_the_environment_is_told(risalah: Callable) -> None:
    risalah("init")
    done = risalah("push", LABEL_STUDIO_URL="http://127.0.0.1:9")
    assert "LABEL_STUDIO_API_KEY is not set" in done.stderr


def test_a_key_is_never_printed(risalah: Callable) -> None:
    risalah("init")
    done = risalah("push", LABEL_STUDIO_URL="http://127.0.0.1:9", LABEL_STUDIO_API_KEY="kunci-rahasia")
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "kunci-rahasia" not in done.stderr + done.stdout


def test_init_prints_json_for_programs(risalah: Callable) -> None:
    done = risalah("init", "pertemuan", "--json")
    assert json.loads(done.stdout) == {"workspace": "pertemuan", "name": "pertemuan"}


def test_what_the_system_refuses_is_told_without_a_traceback(risalah: Callable, tmp_path: Path) -> None:
    (tmp_path / "berita").write_text("ini berkas, bukan folder")
    done = risalah("init", "berita/pertemuan")
    assert done.returncode == 1
    assert done.stderr == "risalah: berita/pertemuan: Not a directory\n"


def test_a_release_of_nothing_says_what_to_do(risalah: Callable) -> None:
    risalah("init")
    done = risalah("release")
    assert done.returncode == 1
    assert "Submit some, then `risalah pull`" in done.stderr


def test_stopping_a_server_that_does_not_run_is_no_failure(risalah: Callable) -> None:
    risalah("init")
    done = risalah("studio", "--stop")
    assert (done.returncode, done.stdout) == (0, "None was running.\n")
