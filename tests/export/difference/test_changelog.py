"""CHANGELOG.md of a release."""

from collections.abc import Callable

from risalah.export import Release
from risalah.export.difference.changelog import SHOWN
from risalah.schema.truth import Truth

TALKS = (
    "[Menlu Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] "
    "[Wang Yi|1.participant=Wang Yi:person] di [Bali|1.place=Bali]."
)


def read(released: Release) -> list[str]:
    return (released.folder / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def test_the_first_release_is_only_counted(publish: Callable, reviewed: Callable) -> None:
    assert read(publish([reviewed(TALKS)])) == [
        "# 1.0.0",
        "",
        "Since nothing: it is the first.",
        "",
        "| table | added | removed | changed | confirmed |",
        "|---|---|---|---|---|",
        "| documents | 1 | 0 | 0 | 0 |",
        "| records | 1 | 0 | 0 | 0 |",
        "| arguments | 3 | 0 | 0 | 0 |",
        "| mentions | 4 | 0 | 0 | 0 |",
        "| events | 1 | 0 | 0 | 0 |",
        "| negatives | 0 | 0 | 0 | 0 |",
        "| nested | 1 | 0 | 0 | 0 |",
    ]


def test_a_correction_is_told_with_who_did_it(publish: Callable, reviewed: Callable) -> None:
    publish([reviewed(TALKS), reviewed(TALKS, "doc-2")])
    corrected = TALKS.replace("=Retno Marsudi", "=Retno *L.P.* Marsudi")
    new = publish([reviewed(corrected, annotators=("annotator-2",)), reviewed(TALKS, "doc-3")])
    lines = read(new)
    assert lines[:3] == ["# 2.0.0", "", "Since 1.0.0: rows were changed or removed."]
    assert lines[14:] == [
        "## Changed (1)",
        "",
        "- `doc-1#1` participant value: Retno Marsudi (person) → Retno \\*L.P.\\* Marsudi (person), by annotator-2",
        "",
        "## Removed (2)",
        "",
        "- `doc-2` Menlu Retno bertemu Wang Yi di Bali. (1 events), by annotator-1",
        "- `doc-2#1` meeting, actual; “bertemu”; participant Retno Marsudi, Wang Yi; place Bali, by annotator-1",
        "",
        "## Added (2)",
        "",
        "- `doc-3` Menlu Retno bertemu Wang Yi di Bali. (1 events), by annotator-1",
        "- `doc-3#1` meeting, actual; “bertemu”; participant Retno Marsudi, Wang Yi; place Bali, by annotator-1",
    ]


def test_of_many_changes_the_first_hundred_are_told(publish: Callable, reviewed: Callable) -> None:
    publish([reviewed(TALKS)])
    more: list[Truth] = [reviewed("Harga cabai turun.", f"doc-2-{number:03}") for number in range(SHOWN + 20)]
    lines = read(publish([reviewed(TALKS), *more]))
    assert f"## Added ({SHOWN + 20})" in lines
    assert sum(line.startswith("- ") for line in lines) == SHOWN
    assert lines[-1] == "And 20 more: `risalah diff 1.0.0 1.1.0` tells all."
