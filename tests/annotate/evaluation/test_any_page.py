"""What holds for any two annotations of a text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.evaluation.counts import Counts
from risalah.annotate.evaluation.disagreements import disagreements
from risalah.annotate.evaluation.effort import Effort, effort
from risalah.annotate.evaluation.measures import measures
from risalah.annotate.evaluation.records import Argument, Event, Page, names_of
from risalah.schema import Mention

WORDS = [f"kata{number:02}" for number in range(12)]
TEXT = " ".join(WORDS)
SORTS = {"visitor": "participant", "host": "participant", "destination": "place", "time": "time", "purpose": "text"}
NAMES = ["Putin", "Vladimir Putin", "Kim", "Kim Jong Un", "Presiden Xi", "Presiden"]


def at(first: int, last: int) -> Mention:
    return Mention.at(TEXT, first * 7, last * 7 + 6)


WORD = st.integers(0, len(WORDS) - 1)
TRIGGERS = st.sets(WORD, min_size=1, max_size=3).map(lambda words: tuple(at(word, word) for word in sorted(words)))
MENTIONS = st.sets(st.tuples(WORD, WORD).map(sorted).map(tuple), min_size=1, max_size=2).map(
    lambda spans: tuple(at(*span) for span in sorted(spans))
)


@st.composite
def arguments(draw: st.DrawFn) -> Argument:
    role, mentions = draw(st.sampled_from(list(SORTS))), draw(MENTIONS)
    value = draw(st.sampled_from([None, "2025", "2025-09"] if role == "time" else NAMES))
    texts = [mention.text for mention in mentions]
    return Argument(SORTS[role], role, value, names_of(value, texts), mentions)


EVENTS = st.builds(
    Event,
    number=st.just(1),
    type=st.sampled_from(["visit", "meeting"]),
    realis=st.sampled_from(["actual", "planned"]),
    triggers=TRIGGERS,
    arguments=st.lists(arguments(), max_size=4).map(tuple),
)


def pages(events: st.SearchStrategy[list[Event]]) -> st.SearchStrategy[Page]:
    return st.builds(Page, st.just("doc-1"), st.just("0" * 64), events.map(tuple), has_roles=st.booleans())


ANY = pages(st.lists(EVENTS, max_size=4))
OF_EACH_TYPE_ONE = pages(st.lists(EVENTS, max_size=2, unique_by=lambda event: event.type))


def corrected(predicted: Page, gold: Page) -> Effort:
    return effort(disagreements(predicted, gold), gold)


def emptied(page: Page) -> Page:
    return replace(page, events=())


def swapped(counts: Counts) -> Counts:
    return Counts(counts.tp, counts.fn, counts.fp)


@given(ANY)
def test_gold_needs_no_correction(gold: Page) -> None:
    assert corrected(gold, gold).total == 0


@given(ANY)
def test_nothing_predicted_is_labelling_from_nothing(gold: Page) -> None:
    done = corrected(emptied(gold), gold)
    assert done.total == done.add == done.from_nothing


@given(ANY, ANY)
def test_the_actions_lead_from_the_prediction_to_gold(predicted: Page, gold: Page) -> None:
    done = corrected(predicted, gold)
    before = corrected(predicted, emptied(gold)).delete
    assert before - done.delete + done.add == done.from_nothing
    assert min(done.add, done.delete, done.relabel, done.rebound, done.revalue) >= 0
    assert done.total <= before + done.from_nothing


@given(ANY, ANY)
def test_the_order_of_what_is_predicted_is_no_matter_to_triggers(predicted: Page, gold: Page) -> None:
    turned = replace(predicted, events=predicted.events[::-1])
    assert measures([(turned, gold)]).trigger == measures([(predicted, gold)]).trigger


@given(ANY, ANY)
def test_what_is_spurious_one_way_is_missed_the_other(predicted: Page, gold: Page) -> None:
    there, back = measures([(predicted, gold)]).trigger, measures([(gold, predicted)]).trigger
    assert (there.fp, there.fn) == (back.fn, back.fp)


@given(OF_EACH_TYPE_ONE, OF_EACH_TYPE_ONE)
def test_precision_one_way_is_recall_the_other(predicted: Page, gold: Page) -> None:
    there, back = measures([(predicted, gold)]), measures([(gold, predicted)])
    assert (there.event, there.time) == (swapped(back.event), swapped(back.time))
    assert (there.event.precision, there.event.f1) == (back.event.recall, back.event.f1)
    assert there.realis == back.realis


@given(ANY, ANY)
def test_the_types_add_up_to_the_whole(predicted: Page, gold: Page) -> None:
    both = [(predicted, gold)]
    whole, visit, meeting = (measures(both, name) for name in (None, "visit", "meeting"))
    added = visit + meeting
    assert replace(added, clean=whole.clean, empty=whole.empty) == whole


@given(ANY, ANY)
def test_what_is_predicted_and_what_is_gold_is_counted_once(predicted: Page, gold: Page) -> None:
    told = measures([(predicted, gold)])
    assert told.event.tp + told.event.fp == len(predicted.events)
    assert told.gold_events == len(gold.events)
    for name, sort in (("participant", "participant"), ("place", "place"), ("time", "time")):
        counts = getattr(told, name)
        assert counts.tp + counts.fp == valued(predicted, sort)
        assert counts.tp + counts.fn == valued(gold, sort)


def valued(page: Page, sort: str) -> int:
    told = [argument for event in page.events for argument in event.arguments if argument.value]
    return sum(argument.sort == sort for argument in told)
