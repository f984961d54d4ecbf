"""Commands as a person runs them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

RISALAH = Path(sys.executable).parent / "risalah"


@pytest.fixture
def risalah(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `risalah` with these arguments in an empty folder, without any server in the environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LABEL_STUDIO_")}

    def run(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [RISALAH, *arguments],
            cwd=tmp_path,
            env=clean | {"COLUMNS": "120"} | environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return run
