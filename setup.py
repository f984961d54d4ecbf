"""Compiles the rules and what models ask where there is a C compiler; without one they run as they are, but slower.

Everything else about the package is told in pyproject.toml.
"""

import os
from pathlib import Path

from mypyc.build import mypycify
from setuptools import setup

# The folders are named as packages only through these links.
os.environ["MYPYPATH"] = "typings"
RULES = Path("typings/risalah/annotate/rules")
MODELS = Path("typings/risalah/annotate/models")
AS_THEY_ARE = ("__init__", "cldr", "examples", "lines", "pack", "starter", "toml_file")
"""Modules that read packs: pydantic builds on classes as Python makes them."""
ASKING = ("answers", "assembly", "calibration", "candidates", "draft", "features", "light", "question", "records")
"""What a light model does for every document."""

extensions = mypycify(
    [
        "--config-file=",
        "--explicit-package-bases",
        "--ignore-missing-imports",
        "--follow-imports=skip",  # what is not compiled has no types that help; scikit-learn's take minutes to read
        *(str(path) for path in sorted(RULES.glob("*.py")) if path.stem not in AS_THEY_ARE),
        *(str(MODELS / f"{name}.py") for name in ASKING),
    ],
    opt_level="3",
    debug_level="0",
    group_name="risalah.annotate.rules.compiled",
)
for extension in extensions:
    extension.optional = True
setup(ext_modules=extensions)
