"""`risalah pack`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risalah.cli.console import outcome
from risalah.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from risalah.annotate.rules.examples import Failure
    from risalah.annotate.workspace import Workspace
    from risalah.schema import Ontology

Code = Annotated[str, typer.Argument(metavar="CODE", help="The language, by its ISO 639 code.", show_default=False)]
Folder = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where the pack's folder CODE is.", show_default="packs/ in a workspace, or here"),
]

pack = typer.Typer(name="pack", no_args_is_help=True, rich_markup_mode=None, help="Write and test a language pack.")


@pack.command("new")
def new(code: Code, folder: Folder = None, workspace: WorkspaceFolder = Path(), as_json: AsJson = False) -> None:
    """Write a starter pack for another language, with the calendar and countries of the Unicode locale data.

    It is a folder of TOML files with every key that a pack needs; what is left to
    write is printed.

    Example: `risalah pack new ms`
    """
    from risalah.annotate.rules.starter import unwritten, write_starter
    from risalah.annotate.workspace import Workspace

    opened = Workspace.within(workspace)
    made = _home(code, folder, opened)
    write_starter(made, _ontology(opened))
    left = unwritten(made)
    sentence = f"Made the pack {made}.\n{_left(left)}\nTest it with: risalah pack test {code}"
    outcome({"pack": str(made), "left": left}, sentence, as_json=as_json)


@pack.command("test")
def check(code: Code, folder: Folder = None, workspace: WorkspaceFolder = Path(), as_json: AsJson = False) -> None:
    """Test a language pack by its own `examples.toml`, sentences in which the answer is marked.

    Example: `risalah pack test ms`
    """
    from risalah.annotate.rules import Ruleset
    from risalah.annotate.rules.examples import failures, read_examples
    from risalah.annotate.rules.pack import pack_folder
    from risalah.annotate.workspace import Workspace

    opened = Workspace.within(workspace)
    packs = _packs(code, folder, opened)
    ruleset = Ruleset.load(code, _ontology(opened), packs=packs)
    examples = read_examples(pack_folder(code, packs), _ontology(opened))
    failed = list(failures(ruleset, examples))
    counted = f"{len(examples) - len(failed)} of {len(examples)} sentences are as marked."
    told = {"sentences": len(examples), "failed": [_as_dict(failure) for failure in failed]}
    outcome(told, "\n".join([*map(_told, failed), counted]), as_json=as_json)
    raise typer.Exit(int(bool(failed)))


def _ontology(workspace: "Workspace | None") -> "Ontology":
    from risalah.schema import CORE

    return workspace.ontology if workspace else CORE


def _home(code: str, folder: Path | None, workspace: "Workspace | None") -> Path:
    """Where a new pack goes."""
    return (folder or (workspace.folder / "packs" if workspace else Path())) / code


def _packs(code: str, folder: Path | None, workspace: "Workspace | None") -> list[Path]:
    """The pack in the folder that was told; else the workspace's; else a new one; else none, but the shipped one."""
    named = [path for path in workspace.packs if path.name == code] if workspace and not folder else []
    home = _home(code, folder, workspace)
    return named or ([home] if folder or home.is_dir() else [])


def _left(left: dict[str, list[str]]) -> str:
    lines = [f"  {name} ({len(keys)}): {', '.join(keys)}" for name, keys in left.items()]
    count = sum(map(len, left.values()))
    return "\n".join([f"Left to write are {count} keys; what a language has no words for stays empty:", *lines])


def _told(failure: "Failure") -> str:
    example = failure.example
    return (
        f"{example.where} ({example.group})\n"
        f"  {example.text}\n"
        f"  expected and not found: {', '.join(failure.missing) or 'nothing'}\n"
        f"  found and not expected: {', '.join(failure.unexpected) or 'nothing'}"
    )


def _as_dict(failure: "Failure") -> dict[str, object]:
    example = failure.example
    return {
        "where": example.where,
        "group": example.group,
        "text": example.text,
        "missing": failure.missing,
        "unexpected": failure.unexpected,
    }
