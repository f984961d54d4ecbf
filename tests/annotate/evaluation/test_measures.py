"""What is counted as right, wrong and missed."""

from collections.abc import Callable

import pytest

from risalah.annotate.evaluation.counts import Counts
from risalah.annotate.evaluation.measures import measures, role_counts

GOLD = (
    "[Menlu Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] "
    "[Wang Yi|1.participant=Wang Yi:person] di [Denpasar|1.place=Denpasar], [Bali|1.place=Bali], "
    "[Kamis|1.time=2022-07-07], sebelum "
    "[berkunjung|2.visit:planned,2.visitor=Retno Marsudi:person] ke [Beijing|2.destination=Beijing]."
)
PREDICTED = (
    "Menlu [Retno|1.participant=Retno:person] [bertemu|1.meeting:actual] Wang Yi "
    "di [Denpasar|1.place=Denpasar], Bali, [Kamis|1.time=2022-07-08], sebelum "
    "[berkunjung ke|2.meeting:planned,2.participant=Retno Marsudi:person] [Beijing|2.place=Beijing]."
)


def test_what_a_record_is_made_of_is_counted(pages: Callable) -> None:
    told = measures([pages(PREDICTED, GOLD)])
    assert told.event == Counts(tp=1, fp=1, fn=1)
    assert told.trigger == Counts(tp=1, fp=1, fn=1)
    assert told.participant == Counts(tp=1, fp=1, fn=2)
    assert told.place == Counts(tp=1, fp=1, fn=2)
    assert told.time == Counts(tp=0, fp=1, fn=1)
    assert (told.realis, told.exact, told.gold_events) == (1, 0, 2)


def test_the_types_add_up_to_the_whole(pages: Callable) -> None:
    both = [pages(PREDICTED, GOLD)]
    whole, meeting, visit = (measures(both, name) for name in (None, "meeting", "visit"))
    assert meeting.event + visit.event == whole.event
    assert meeting.participant + visit.participant == whole.participant
    assert visit.event == Counts(fn=1)


def test_gold_as_predicted_is_all_right(pages: Callable) -> None:
    told = measures([pages(GOLD, GOLD)])
    assert (told.event.f1, told.trigger.f1, told.participant.f1, told.place.f1, told.time.f1) == (1, 1, 1, 1, 1)
    assert (told.realis_accuracy, told.exact_recall) == (1, 1)


def test_a_whole_record_needs_one_of_its_places_only(pages: Callable) -> None:
    one_place = GOLD.replace("[Bali|1.place=Bali]", "Bali")
    assert measures([pages(one_place, GOLD)]).exact == 2
    assert measures([pages(one_place.replace("[Denpasar|1.place=Denpasar]", "Denpasar"), GOLD)]).exact == 1


@pytest.mark.parametrize(
    ("predicted", "gold", "counts"),
    [
        ("2022-07-07", "2022-07-07", Counts(tp=1)),
        ("2022-07", "2022-07-07", Counts(fp=1, fn=1)),
        ("?", "2022-07-07", Counts(fn=1)),
        ("2022-07-07", "?", Counts(fp=1)),
        ("?", "?", Counts()),
    ],
)
def test_a_time_is_right_by_its_value(pages: Callable, predicted: str, gold: str, counts: Counts) -> None:
    sentence = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] Kim pada [Kamis|1.time={}]."
    assert measures([pages(sentence.format(predicted), sentence.format(gold))]).time == counts


def test_a_document_without_events_is_left_clean_or_not(pages: Callable) -> None:
    event = "[Kim|1.participant=Kim:person] [bertemu|1.meeting:actual] rakyat."
    nothing = "Kim bertemu rakyat."
    clean, soiled, missed = (
        measures([pages(*both)]) for both in ((nothing, nothing), (event, nothing), (nothing, event))
    )
    assert [(told.clean, told.empty) for told in (clean, soiled, missed)] == [(1, 1), (0, 1), (0, 0)]


def test_the_event_that_shares_more_is_the_one(pages: Callable) -> None:
    gold = (
        "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual,2.meeting:actual] "
        "[Kim|1.participant=Kim:person], lalu [Xi|2.participant=Xi:person]."
    )
    predicted = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:actual] [Kim|1.participant=Kim:person], lalu Xi."
    told = measures([pages(predicted, gold)])
    assert told.participant == Counts(tp=2, fn=1)


def test_roles_are_counted_where_gold_tells_them(pages: Callable) -> None:
    gold = (
        "[Putin|1.visitor=Putin:person] [mengunjungi|1.visit:actual] [Kim|1.host=Kim:person] untuk "
        "[berdagang|1.purpose=berdagang:text]."
    )
    predicted = "[Putin|1.host=Putin:person] [mengunjungi|1.visit:actual] [Kim|1.visitor=Kim:person] untuk berdagang."
    both = [pages(predicted, gold)]
    assert role_counts(both) == {
        "visit.host": Counts(fp=1, fn=1),
        "visit.purpose": Counts(fn=1),
        "visit.visitor": Counts(fp=1, fn=1),
    }
    assert measures(both).participant == Counts(tp=2)
