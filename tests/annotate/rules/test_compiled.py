"""The rules find the same whether they run compiled or as they stand."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from risalah.annotate.rules import kinds

ROOT = Path(__file__).parents[3]
FOLDERS = ("annotate", "cli", "export", "schema", "seeds")
AS_THEY_STAND = """
import sys, types
risalah = types.ModuleType("risalah")
risalah.__path__ = [sys.argv.pop(1)]
sys.modules["risalah"] = risalah
from risalah.annotate.rules import kinds
assert kinds.__file__.endswith(".py"), kinds.__file__
from risalah.cli.main import main
main()
"""


@pytest.mark.skipif(kinds.__file__.endswith(".py"), reason="the rules are not compiled: there was no C compiler")
def test_compiled_rules_find_what_the_sources_say(tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    command = ["annotate", str(ROOT / "seeds"), "--format", "jsonl"]
    compiled = subprocess.run(
        [Path(sys.executable).with_name("risalah"), *command], capture_output=True, check=True, cwd=tmp_path
    )
    plain = subprocess.run(
        [sys.executable, "-c", AS_THEY_STAND, str(tmp_path), *command], capture_output=True, check=True, cwd=tmp_path
    )
    assert len(plain.stdout.splitlines()) == 14
    assert compiled.stdout == plain.stdout
