"""What the programs of docs/cluster.md take from Risalah is there: they need clusters, and are not run."""

import ast
import importlib
import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parent.parent / "docs" / "cluster.md").read_text(encoding="utf-8")
PROGRAMS = dict(re.findall(r"^```python title=(\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("title", ["on_spark.py", "on_ray.py"])
def test_what_the_engines_import_is_there(title: str) -> None:
    imports = [line for line in ast.parse(PROGRAMS[title]).body if isinstance(line, ast.ImportFrom)]
    ours = [(line.module, name.name) for line in imports for name in line.names if "risalah." in f"{line.module}"]
    assert len(ours) >= 3
    for module, name in ours:
        assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize("title", ["on_kubernetes.py", "on_slurm.py"])
def test_the_command_has_the_options_that_it_is_started_with(title: str) -> None:
    commands = [node for node in ast.walk(ast.parse(PROGRAMS[title])) if isinstance(node, ast.List)]
    told = {word.value for one in commands for word in one.elts if isinstance(word, ast.Constant)}
    from risalah.cli.engine import EngineName

    assert {"risalah", "annotate", "--engine", "--scheduler"} <= told
    assert {*EngineName} & told
