"""What is installed is what is in the folders."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
LAYERS = ("annotate", "cli", "export", "schema", "storage")
NOT_IN_THE_WHEEL = ("tests", "typings", "benchmarks", "docs", "build", "dist", "demo")


def folders_of_python_files() -> set[str]:
    """Return the package names of the folders that hold Python files, below each folder of the root that may."""
    tops = [path for path in ROOT.iterdir() if path.is_dir() and path.name.isidentifier()]
    files = [file for top in tops if top.name not in NOT_IN_THE_WHEEL for file in top.rglob("*.py")]
    return {".".join(["risalah", *file.parent.relative_to(ROOT).parts]) for file in files}


def test_every_folder_that_holds_python_files_is_packaged() -> None:
    packages = SETUPTOOLS["packages"]
    assert packages == sorted(packages)
    assert set(packages) == folders_of_python_files() | {"risalah.seeds"}


@pytest.mark.parametrize("name", SETUPTOOLS["packages"])
def test_every_package_is_imported_from_its_folder(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert str(ROOT.joinpath(*name.split(".")[1:])) in list(spec.submodule_search_locations)


def test_risalah_itself_is_a_namespace() -> None:
    assert importlib.util.find_spec("risalah").origin is None
    assert not (ROOT / "__init__.py").exists()


def test_type_checkers_find_the_folders_through_links() -> None:
    links = {path.name: path for path in (ROOT / "typings" / "risalah").iterdir()}
    assert set(links) == set(LAYERS)
    for name, link in links.items():
        assert link.readlink() == Path("..", "..", name)
        assert link.resolve() == ROOT / name


def test_tests_are_no_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build the wheel from a copy of what it is made of, and return the files in it."""
    uv = shutil.which("uv", path=os.pathsep.join([str(ROOT / ".venv" / "bin"), os.environ["PATH"]]))
    if not uv:
        pytest.skip("uv is not installed: `make setup` gets it, or `pip install uv`")
    if not importlib.util.find_spec("setuptools"):
        pytest.skip("setuptools is not installed: `make setup` gets it, with the extra `studio`")
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in (*LAYERS, "seeds"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [uv, "build", "--wheel", "--no-build-isolation", "--offline", "--out-dir", str(built)]
    done = subprocess.run(
        [*command, "--python", sys.executable, str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [path] = built.glob("*.whl")
    return zipfile.ZipFile(path).namelist()


def test_the_wheel_holds_every_python_file_and_no_other(wheel: list[str]) -> None:
    files = {f"risalah/{path.relative_to(ROOT)}" for top in LAYERS for path in (ROOT / top).rglob("*.py")}
    assert {name for name in wheel if name.endswith(".py")} == files


def test_the_wheel_holds_the_language_packs(wheel: list[str]) -> None:
    files = {f"risalah/{path.relative_to(ROOT)}" for path in (ROOT / "annotate" / "languages").rglob("*.toml")}
    assert "risalah/annotate/languages/id/meeting.toml" in files
    assert {name for name in wheel if name.endswith(".toml")} == files


def test_the_wheel_holds_the_seeds(wheel: list[str]) -> None:
    files = {f"risalah/seeds/{path.name}" for path in (ROOT / "seeds").iterdir() if path.is_file()}
    assert len(files) > 24
    assert {name for name in wheel if name.startswith("risalah/seeds/")} == files


def test_the_wheel_holds_nothing_outside_of_risalah(wheel: list[str]) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in wheel} == {"risalah"}
