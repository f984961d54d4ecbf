"""Compiles the rules where there is a C compiler; where there is none they run as they are, several times slower.

Everything else about the package is told in pyproject.toml.
"""

import os
from pathlib import Path

from mypyc.build import mypycify
from setuptools import setup

# The folders are named as packages only through these links.
os.environ["MYPYPATH"] = "typings"
RULES = Path("typings/risalah/annotate/rules")
AS_THEY_ARE = ("__init__", "cldr", "examples", "lines", "pack", "starter", "toml_file")
"""Modules that read packs: pydantic builds on classes as Python makes them."""

extensions = mypycify(
    [
        "--config-file=",
        "--explicit-package-bases",
        "--ignore-missing-imports",
        "--follow-imports=silent",
        *(str(path) for path in sorted(RULES.glob("*.py")) if path.stem not in AS_THEY_ARE),
    ],
    opt_level="3",
    debug_level="0",
    group_name="risalah.annotate.rules.compiled",
)
for extension in extensions:
    extension.optional = True
setup(ext_modules=extensions)
