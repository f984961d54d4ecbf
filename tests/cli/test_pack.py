"""`risalah pack` makes a pack, and tests it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.rules.pack import pack_folder

GOOD = '[[group]]\nname = "uji"\nsentences = ["Ikan dan burung."]\n'
BAD = '[[group]]\nname = "uji"\nsentences = [\n  "Ikan.",\n  "[Ikan|participant] dan burung.",\n]\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Copy the shipped pack to a folder of one's own."""
    return Path(shutil.copytree(pack_folder("id"), tmp_path / "mine" / "ms"))


def test_a_new_pack_tells_what_is_left(risalah: Callable, tmp_path: Path) -> None:
    done = risalah("pack", "new", "ms")
    assert done.returncode == 0, done.stderr
    made, left, *files, tested = done.stdout.splitlines()
    assert made == "Made the pack ms."
    assert (tmp_path / "ms" / "time.toml").is_file()
    assert "  meeting.toml (1): trigger" in files
    counts = [int(line.partition("(")[2].partition(")")[0]) for line in files]
    assert [line.count(", ") + 1 for line in files] == counts
    assert left.startswith(f"Left to write are {sum(counts)} keys")
    assert tested == "Test it with: risalah pack test ms"
    assert risalah("pack", "test", "ms").stdout == "0 of 0 sentences are as marked.\n"


def test_a_pack_is_not_made_twice(risalah: Callable) -> None:
    risalah("pack", "new", "ms", "--folder", "mine")
    done = risalah("pack", "new", "ms", "--folder", "mine")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "risalah: mine/ms: is there already. Remove it, or choose another folder\n"


def test_in_a_workspace_it_is_made_among_its_packs(risalah: Callable, tmp_path: Path) -> None:
    risalah("init")
    told = json.loads(risalah("pack", "new", "jv", "--json").stdout)
    assert told["pack"] == "packs/jv"
    assert "trigger" in told["left"]["meeting.toml"]
    assert (tmp_path / "packs" / "jv" / "places.toml").is_file()
    assert risalah("pack", "test", "jv").returncode == 0


def test_the_shipped_pack_is_tested_without_a_folder(risalah: Callable) -> None:
    told = json.loads(risalah("pack", "test", "id", "--json").stdout)
    assert told["sentences"] > 80


def test_examples_that_hold_end_with_0(risalah: Callable, own: Path) -> None:
    (own / "examples.toml").write_text(GOOD)
    done = risalah("pack", "test", "ms", "--folder", "mine")
    assert (done.returncode, done.stdout) == (0, "1 of 1 sentences are as marked.\n")


def test_examples_that_fail_are_shown_and_end_with_1(risalah: Callable, own: Path) -> None:
    (own / "examples.toml").write_text(BAD)
    done = risalah("pack", "test", "ms", "--folder", "mine")
    assert done.returncode == 1
    assert done.stdout == (
        "mine/ms/examples.toml:5 (uji)\n"
        "  Ikan dan burung.\n"
        "  expected and not found: [Ikan|participant] at 0\n"
        "  found and not expected: nothing\n"
        "1 of 2 sentences are as marked.\n"
    )
    (failed,) = json.loads(risalah("pack", "test", "ms", "--folder", "mine", "--json").stdout)["failed"]
    assert failed == {
        "where": "mine/ms/examples.toml:5",
        "group": "uji",
        "text": "Ikan dan burung.",
        "missing": ["[Ikan|participant] at 0"],
        "unexpected": [],
    }


def test_a_pack_that_the_workspace_names_is_tested(risalah: Callable, own: Path, tmp_path: Path) -> None:
    risalah("init")
    config = tmp_path / "risalah.toml"
    config.write_text(config.read_text().replace("packs = []", 'packs = ["mine/ms"]'))
    (own / "examples.toml").write_text(BAD)
    assert "mine/ms/examples.toml:5" in risalah("pack", "test", "ms").stdout


def test_mistakes_of_a_pack_are_told_with_their_lines(risalah: Callable, own: Path) -> None:
    (own / "cues.toml").write_text("kata = []\n")
    (own / "time.toml").unlink()
    done = risalah("pack", "test", "ms", "--folder", "mine")
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "risalah: mine/ms/cues.toml:1: kata: is no key of this file. Correct the spelling, or remove it" in done.stderr
    )
    assert "risalah: mine/ms/time.toml: cannot be read: No such file or directory" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["jv"], ["jv", "--folder", "absent"]])
def test_a_pack_that_is_not_there_is_told(risalah: Callable, arguments: list[str]) -> None:
    done = risalah("pack", "test", *arguments)
    assert done.returncode == 1
    assert "jv: is no language pack. Known languages are en, id" in done.stderr
