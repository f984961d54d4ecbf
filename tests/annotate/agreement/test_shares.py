"""Shares of agreement: F1 where neither annotator is gold."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.agreement.shares import Measure, Share, shares
from risalah.annotate.evaluation.labelled import Labelled
from risalah.annotate.evaluation.measures import measures
from risalah.annotate.evaluation.records import Argument, Event, Page
from risalah.schema import Annotation, Mention

MET = (
    "[Putin|1.participant=Vladimir Putin:person] [bertemu|1.meeting:actual] [Kim|1.participant=Kim:person] "
    "di [Beijing|1.place=Beijing]. [Xi|2.visitor=Xi Jinping:person] [tiba|2.visit:planned]."
)


def page(annotation: Annotation) -> Page:
    return Labelled.model_validate(annotation.model_dump()).page(None)


def test_they_are_f1_of_the_evaluation(marked: Callable) -> None:
    one = page(marked(MET)[1])
    other = page(marked(MET.replace("[Kim|1.participant=Kim:person]", "Kim").replace(":planned", ":actual"))[1])
    found = shares(one, other)
    assert found[Measure("event")] == Share(4, 4)
    assert found[Measure("realis")] == Share(2, 4)
    assert found[Measure("realis", "visit")] == Share(0, 2)
    assert found[Measure("role", None, "participant")] == Share(2, 3)
    assert found[Measure("role", "meeting", "participant")] == Share(2, 3)
    assert measures([(one, other)], "meeting").participant.f1 == 2 / 3


def test_the_same_is_wholly_agreed_and_nothing_has_no_share(marked: Callable) -> None:
    one, nothing = page(marked(MET)[1]), Page("doc-1", "0" * 64)
    assert all(share.part == share.whole > 0 for share in shares(one, one).values())
    assert all(share.part == 0 < share.whole for name, share in shares(one, nothing).items() if name.name != "realis")
    assert shares(nothing, nothing) == {Measure(name): Share() for name in ("event", "trigger", "realis")}


TEXT = "x" * 12
MENTIONS = st.tuples(st.integers(0, 8), st.integers(1, 4)).map(lambda at: Mention.at(TEXT, at[0], at[0] + at[1]))
NAMES = st.sampled_from(["Kim", "Kim Jong", "Kim Jong Un", "Xi"])
ARGUMENTS = st.builds(
    lambda sort, role, names, mention: Argument(sort, role, names[0], tuple(names), (mention,)),
    st.just("participant"),
    st.sampled_from(["participant", "attribution"]),
    st.lists(NAMES, min_size=1, max_size=2),
    MENTIONS,
)
EVENTS = st.builds(
    Event,
    number=st.just(1),
    type=st.sampled_from(["meeting", "rally"]),
    realis=st.sampled_from(["actual", "planned"]),
    triggers=st.lists(MENTIONS, min_size=1, max_size=3).map(tuple),
    arguments=st.lists(ARGUMENTS, max_size=3).map(tuple),
)
PAGES = st.builds(Page, st.just("doc-1"), st.just("0" * 64), st.lists(EVENTS, max_size=3).map(tuple))


@given(one=PAGES, other=PAGES)
def test_it_does_not_matter_who_is_named_first(one: Page, other: Page) -> None:
    found = shares(one, other)
    assert found == shares(other, one)
    assert all(0 <= share.part <= share.whole for share in found.values())


@given(one=PAGES, other=PAGES)
def test_types_add_up(one: Page, other: Page) -> None:
    found = shares(one, other)
    for name in ("event", "trigger", "realis"):
        by_type = [share for measure, share in found.items() if measure.name == name and measure.type]
        assert found[Measure(name)] == sum(by_type, Share())
