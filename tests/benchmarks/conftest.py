"""Makes the folder `benchmarks`, which is not installed, importable, and the root of the repository not."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_PACKAGE = Path(__file__).parents[2] / "benchmarks" / "__init__.py"

if "benchmarks" not in sys.modules:
    spec = spec_from_file_location("benchmarks", _PACKAGE, submodule_search_locations=[str(_PACKAGE.parent)])
    assert spec
    assert spec.loader
    sys.modules["benchmarks"] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules["benchmarks"])
