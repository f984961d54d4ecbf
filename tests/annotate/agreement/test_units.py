"""What counts as one stretch and as one event among several annotators."""

from collections.abc import Callable

import pytest

from risalah.annotate.agreement.units import Item, clusters, labels, realis
from risalah.annotate.evaluation.labelled import Labelled
from risalah.annotate.evaluation.records import Page

MET = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:{}] [Kim Jong Un|1.participant=Kim Jong Un:person]."


@pytest.fixture
def pages(marked: Callable) -> Callable[..., dict[str, Page]]:
    """Turn markings of one sentence into what annotators say, in the order of the alphabet."""

    def read(*texts: str) -> dict[str, Page]:
        read = [marked(text) for text in texts]
        assert len({document.text for document, _ in read}) == 1
        told = [Labelled.model_validate(annotation.model_dump()).page(None) for _, annotation in read]
        return dict(zip("abcdef", told, strict=False))

    return read


def test_an_event_has_the_realis_of_everyone_who_tells_it(pages: Callable) -> None:
    nobody = "Putin bertemu Kim Jong Un."
    told = pages(MET.format("actual"), MET.format("planned"), nobody, MET.format("actual"))
    assert [sorted(unit) for unit in realis(told)] == [["actual", "actual", "planned"]]


def test_an_event_that_one_alone_tells_has_one_realis(pages: Callable) -> None:
    told = pages(MET.format("actual"), "Putin bertemu Kim Jong Un.")
    assert list(realis(told)) == [["actual"]]


@pytest.mark.parametrize(
    ("one", "other", "units"),
    [
        ("[Kim|1.participant=Kim:person]", "[Kim|1.participant=Kim:person]", [["participant", "participant"]]),
        ("[Kim|1.participant=Kim:person]", "Kim", [["participant", "none"]]),
        ("[Kim|1.participant=Kim:person]", "[Kim|1.place=Kim]", [["participant", "place"]]),
        (
            "[Presiden Kim|1.participant=Kim:person]",
            "Presiden [Kim|1.participant=Kim:person]",
            [["participant", "participant"]],
        ),
        (
            "[Kim|1.participant=Kim:person,1.attribution=Kim:person]",
            "[Kim|1.participant=Kim:person]",
            [["attribution + participant", "participant"]],
        ),
        (
            "[Kim dan Xi|1.participant=Kim dan Xi:group]",
            "[Kim|1.participant=Kim:person] dan [Xi|1.participant=Xi:person]",
            [["participant", "participant"], ["none", "participant"]],
        ),
        (
            "[Kim|1.participant=Kim:person] dan [Xi|1.participant=Xi:person]",
            "[Kim dan Xi|1.participant=Kim dan Xi:group]",
            [["participant", "participant"], ["participant", "none"]],
        ),
    ],
)
def test_a_stretch_is_what_overlaps_and_each_has_one_mention_of_it(
    pages: Callable, one: str, other: str, units: list[list[str]]
) -> None:
    before = "[Widodo|1.participant=Widodo:person] [bertemu|1.meeting:actual]"
    told = pages(f"{before} {one}.", f"{before} {other}.")
    assert list(labels(told)) == [["participant", "participant"], ["meeting", "meeting"], *units]


def test_what_is_most_alike_is_the_same_stretch(pages: Callable) -> None:
    # "Kim" lies within "KTT Kim" and is equal to "Kim": the whole is a stretch of its own.
    said = "[Xi|1.participant=Xi:person] [bertemu|1.meeting:actual] {}."
    told = pages(said.format("[KTT Kim|1.occasion=KTT Kim:text]"), said.format("KTT [Kim|1.participant=Kim:person]"))
    assert list(labels(told))[-1] == ["occasion", "participant"]
    nested = dict(told, c=told["b"])
    assert list(labels(nested))[-1] == ["occasion", "participant", "participant"]


def test_stretches_that_touch_are_two(pages: Callable) -> None:
    said = "[bertemu|1.meeting:actual] {}."
    told = pages(said.format("[Xi|1.participant=Xi:person]Kim"), said.format("Xi[Kim|1.participant=Kim:person]"))
    assert list(labels(told)) == [["meeting", "meeting"], ["participant", "none"], ["none", "participant"]]


def test_a_group_never_holds_two_of_one_annotator() -> None:
    one, two, other = Item("a", (1,)), Item("a", (2,)), Item("b", (1,))
    assert clusters([one, two, other], [(one, other), (two, other)]) == [[one, other], [two]]
    third = Item("c", (1,))
    linked = [(one, other), (two, third), (other, third)]
    assert clusters([one, two, other, third], linked) == [[one, other], [two, third]]
