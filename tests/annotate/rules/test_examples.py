"""Sentences that carry their answer inline are read, and compared with what the rules find."""

import datetime
from pathlib import Path

import pytest

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.examples import Example, Failure, Mark, failures, read_examples, unmarked
from risalah.schema import CORE
from risalah.schema.errors import RuleError

MET = "[Prabowo Subianto|participant] [bertemu|meeting] [Xi Jinping|participant]"


def write(folder: Path, sentences: str, published: str = "published = 2024-11-12") -> Path:
    """Write a pack's examples: one group of sentences."""
    (folder / "examples.toml").write_text(f'[[group]]\nname = "uji"\n{published}\nsentences = [\n{sentences}\n]\n')
    return folder


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    """The Indonesian rules."""
    return Ruleset.load()


def test_marks_are_taken_out_and_told() -> None:
    text, marks = unmarked("[Kim|participant;2.visitor] [bertemu|meeting/planned] di [Kyiv|place], [Rabu|2.time=null].")
    assert text == "Kim bertemu di Kyiv, Rabu."
    assert marks == {
        Mark(0, "Kim", 1, "participant"): "",
        Mark(0, "Kim", 2, "visitor"): "",
        Mark(4, "bertemu", 1, "meeting/planned"): "",
        Mark(15, "Kyiv", 1, "place"): "",
        Mark(21, "Rabu", 2, "time"): "null",
    }


@pytest.mark.parametrize("text", ["[Baca Juga: Macron Bertemu Zelensky]", "Tanpa tanda.", "[a|] [|b] a|b"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert unmarked(text) == (text, {})


@pytest.mark.parametrize(("said", "value"), [("time=2024-11-09", "2024-11-09"), ("participant=H. Budi", "H. Budi")])
def test_a_value_may_hold_anything(said: str, value: str) -> None:
    _, marks = unmarked(f"[a|{said}]")
    assert list(marks.values()) == [value]


def test_examples_are_read_with_their_line_and_date(tmp_path: Path) -> None:
    sentences = f'"{MET}.",\n"""\\\n  {MET} di \\\n  [Beijing|place].""",\n"""\nPenulis:\nMacron""",'
    first, second, third = read_examples(write(tmp_path, sentences), CORE)
    assert (first.text, first.group) == ("Prabowo Subianto bertemu Xi Jinping.", "uji")
    assert first.published == datetime.date(2024, 11, 12)
    assert [each.where for each in (first, second, third)] == [f"{tmp_path}/examples.toml:{at}" for at in (5, 6, 9)]
    assert second.text == "Prabowo Subianto bertemu Xi Jinping di Beijing."
    assert third.text == "Penulis:\nMacron"
    (undated,) = read_examples(write(tmp_path, '"Macron."', published=""), CORE)
    assert undated.published is None


@pytest.mark.parametrize(
    ("sentences", "published", "told"),
    [
        (
            '"[a|particpant]"',
            "",
            r":5: \[a\|particpant\] is neither .*\. Use one of .*participant",
        ),
        ('"",\n"[a|meeting/plan]"', "", r":5: group.0.sentences.0: String should match"),
        ('"a",\n"[a|meeting/plan]"', "", r":6: \[a\|meeting/plan\] is neither"),
        ('"[a|x.place]"', "", r":5: \[a\|x.place\] is neither"),
        ('"[a|0.place]"', "", r":5: \[a\|0.place\] is neither"),
        ('"a"', 'published = "kemarin"', r":3: group.0.published: "),
        ('"a"', "date = 2024-11-12", r":3: group.0.date: is no key of this file"),
        ('"a', "", r":5: is no TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, sentences: str, published: str, told: str) -> None:
    with pytest.raises(RuleError, match=rf"examples\.toml{told}"):
        read_examples(write(tmp_path, sentences, published), CORE)


def test_every_mistake_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        read_examples(write(tmp_path, '"[a|b]",\n"[c|d] [e|f]"'), CORE)
    assert len(caught.value.problems) == 3


def test_a_pack_without_examples_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"examples\.toml: cannot be read"):
        read_examples(tmp_path, CORE)


def differences(rules: Ruleset, marked: str) -> tuple[list[str], list[str]] | None:
    """Return what is missing and what is unexpected, or null where nothing is."""
    text, marks = unmarked(marked)
    example = Example("examples.toml:1", "uji", text, datetime.date(2024, 11, 12), marks)
    found = next(failures(rules, [example]), None)
    assert found is None or found == Failure(example, found.missing, found.unexpected)
    return (found.missing, found.unexpected) if found else None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"{MET} di [Beijing|place].", None),
        (f"{MET} di [Beijing|place=Beijing].", None),
        (f"{MET} [kemarin|time=2024-11-11].", None),
        (f"{MET} [kemarin|time].", None),
        ("Ikan dan burung di tepi danau.", None),
        (f"{MET} di Beijing.", ([], ["[Beijing|place=Beijing] at 39"])),
        (f"{MET} di [Beijing|2.place].", (["[Beijing|2.place] at 39"], ["[Beijing|place=Beijing] at 39"])),
        (
            f"{MET} [kemarin|time=2024-11-10].",
            (["[kemarin|time=2024-11-10] at 36"], ["[kemarin|time=2024-11-11] at 36"]),
        ),
        (
            f"{MET}.".replace("meeting", "meeting/planned"),
            (["[bertemu|meeting/planned] at 17"], ["[bertemu|meeting] at 17"]),
        ),
        ("[Ikan|participant] dan burung.", (["[Ikan|participant] at 0"], [])),
        (
            "Prabowo Subianto bertemu Xi Jinping.",
            (
                [],
                [
                    "[Prabowo Subianto|participant=Prabowo Subianto] at 0",
                    "[bertemu|meeting] at 17",
                    "[Xi Jinping|participant=Xi Jinping] at 25",
                ],
            ),
        ),
    ],
)
def test_what_differs_is_told_as_it_would_be_marked(
    rules: Ruleset, marked: str, expected: tuple[list[str], list[str]] | None
) -> None:
    assert differences(rules, marked) == expected
