"""The three-way look: what was shown, what the person made of it, what new rules say."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.review.facts import in_common
from risalah.annotate.review.suggestion import Suggestion, suggest
from risalah.schema import CORE, Annotation, Source
from risalah.schema.fact import Fact, facts
from risalah.schema.targets.labelling import MAX_EVENTS

SHOWN = (
    "[Prabowo|1.participant=Prabowo:person] [bertemu|1.meeting:actual] [Anwar|1.participant=Anwar:person] "
    "di Jakarta, [Rabu|1.time=?]. [Ia|2.visitor=Prabowo:person] [terbang|2.visit:planned] ke Johor lusa."
)
PLACE = ("di Jakarta", "di [Jakarta|1.place=Jakarta]")
DAY = ("1.time=?", "1.time=2025-09-03")
NO_VISIT = ("[Ia|2.visitor=Prabowo:person] [terbang|2.visit:planned]", "Ia terbang")
JOHOR = ("ke Johor", "ke [Johor|2.destination=Johor]")


def changed(*changes: tuple[str, str]) -> str:
    """Return the sentence as shown with changes."""
    sentence = SHOWN
    for was, now in changes:
        assert was in sentence
        sentence = sentence.replace(was, now)
    return sentence


@pytest.fixture
def suggested(said: Callable) -> Callable[[str, str], Suggestion]:
    """Return what a new sentence suggests to the person who made another of the one that was shown."""
    return lambda reviewed, new: suggest([said(SHOWN)], said(reviewed), said(new), CORE)


def test_what_the_new_rules_find_in_addition_is_added_to_the_persons_work(suggested: Callable, said: Callable) -> None:
    done = suggested(changed(("Prabowo:person] [bertemu", "Prabowo Subianto:person] [bertemu")), changed(PLACE))
    assert done.differences == ["event 1, place: “Jakarta” = Jakarta (place)"]
    both = changed(("Prabowo:person] [bertemu", "Prabowo Subianto:person] [bertemu"), PLACE)
    assert facts(done.annotation) == facts(said(both))
    assert done.annotation.source == Source(kind="rules", version="test+suggestions")


def test_what_a_model_adds_is_the_models_and_as_likely_as_it_says(said: Callable, by_model: Callable) -> None:
    done = suggest([said(SHOWN)], said(SHOWN), by_model(changed(PLACE), place=0.6)[1], CORE)
    assert str(done.annotation.source) == "model light-1 on id-1+suggestions"
    assert [(fact.text, fact.confidence) for fact in done.added] == [("Jakarta", 0.6)]
    assert [fact.text for fact in facts(done.annotation) if fact.confidence is not None] == ["Jakarta"]


def test_what_the_person_left_as_shown_changes_with_the_rules(suggested: Callable, said: Callable) -> None:
    done = suggested(changed(PLACE), changed(DAY, ("visit:planned", "visit:actual")))
    assert done.differences == [
        "event 1, time: “Rabu” = ? (time) → 2025-09-03 (time)",
        "event 2, trigger: “terbang” = visit, planned → visit, actual",
    ]
    assert facts(done.annotation) == facts(said(changed(PLACE, DAY, ("visit:planned", "visit:actual"))))


@pytest.mark.parametrize(
    ("reviewed", "new"),
    [
        (("1.time=?", "1.time=2025-09-04"), DAY),
        (("visit:planned", "visit:denied"), ("visit:planned", "visit:actual")),
        (("[Rabu|1.time=?]", "Rabu"), DAY),
        (("[Rabu|1.time=?]", "Rabu"), (", [Rabu|", "[, Rabu|")),
        (NO_VISIT, JOHOR),
        (NO_VISIT, ("ke Johor", "[ke|2.visit:planned] [Johor|2.visitor=Johor:country]")),
        (("[Anwar|", "A[nwar|"), ("Anwar:person", "Anwar Ibrahim:person")),
        (("[Anwar|1.participant=Anwar:person]", "[Anwar|1.place=Anwar]"), ("Anwar:person", "Anwar Ibrahim:person")),
        ((NO_VISIT[0] + " ke", "[Ia|2.visitor=Prabowo:person] terbang [ke|2.visit:planned]"), JOHOR),
        (PLACE, ("[Anwar|1.participant=Anwar:person]", "Anwar")),
        (PLACE, NO_VISIT),
    ],
    ids=[
        "a value they gave",
        "a realis they gave",
        "a mention they deleted, of another value",
        "a mention they deleted, rebounded",
        "a further mention of an event they deleted",
        "another trigger of an event they deleted",
        "a mention they rebounded",
        "a mention they relabelled",
        "an event whose trigger they replaced",
        "a mention the rules drop",
        "an event the rules drop",
    ],
)
def test_what_the_person_did_is_not_undone(
    suggested: Callable, reviewed: tuple[str, str], new: tuple[str, str]
) -> None:
    done = suggested(changed(reviewed), changed(new))
    assert done.differences == []


CALL = "[Xi|{0}.participant=Xi:person] [menelepon|{0}.call:actual]."


def test_a_new_event_gets_a_number_that_was_never_shown(said: Callable) -> None:
    shown = said(SHOWN + " Xi menelepon.")
    reviewed = said(changed(NO_VISIT) + " Xi menelepon.")
    new = said(SHOWN.replace("|2.", "|3.").replace("|1.", "|2.") + " " + CALL.format(1))
    done = suggest([shown], reviewed, new, CORE)
    assert [str(fact) for fact in done.added] == [
        "event 3, participant: “Xi” = Xi (person)",
        "event 3, trigger: “menelepon” = call, actual",
    ]
    assert [event.number for event in done.annotation.events] == [1, 3]
    assert [fact.text for fact in done.withheld] == ["Ia", "terbang"]


def test_an_event_for_which_the_page_has_no_number_left_is_told(said: Callable) -> None:
    told = " ".join(CALL.format(number) for number in range(1, MAX_EVENTS + 1))
    shown, new = (f"{told} [Xi|31.visitor=Xi:person] [tiba|31.visit:actual].", f"{told} Xi tiba.")
    done = suggest([said(new)], said(new), said(shown), CORE)
    assert (bool(done), len(done.annotation.events)) == (False, MAX_EVENTS)
    assert [str(problem) for problem in done.problems] == [
        "doc-1: has 1 new events, but the page has numbers for 0. Cut the document into parts"
    ]


def test_what_the_type_does_not_allow_is_not_proposed(suggested: Callable) -> None:
    later = (", [Rabu|1.time=?]. ", ", Rabu. "), ("lusa", "[lusa|1.time=2025-09-05]")
    done = suggested(changed(("1.time=?", "1.time=2025-09-04")), changed(*later, PLACE))
    assert [fact.text for fact in done.added] == ["Jakarta"]
    assert [fact.text for fact in done.withheld] == ["lusa"]


def test_rules_that_take_an_event_for_another_type_than_the_person_have_nothing_to_say_of_it(
    suggested: Callable,
) -> None:
    trip = changed(("1.meeting", "1.visit"), ("1.participant", "1.visitor"))
    done = suggested(trip, changed(PLACE, DAY))
    assert not done
    assert [fact.role for fact in done.withheld] == ["participant", "participant", "place"]


def test_a_further_mention_has_the_value_that_the_person_gave(said: Callable) -> None:
    text = "[Jokowi|1.visitor={}:person] [tiba|1.visit:actual] lalu {} pulang."
    shown = said(text.format("Jokowi", "Jokowi"))
    reviewed = said(text.format("Joko Widodo", "Jokowi"))
    new = said(text.format("Jokowi", "[Jokowi|1.visitor=Jokowi:person]"))
    assert suggest([shown], reviewed, new, CORE).differences == ["event 1, visitor: “Jokowi” = Joko Widodo (person)"]


def test_a_trigger_that_the_person_has_in_one_event_is_not_proposed_for_another(said: Callable) -> None:
    text = "[Xi|1.visitor=Xi:person] [tiba|1.visit:actual], {0} [berkunjung|{1}.visit:actual]."
    shown, split = text.format("Xi", 1), text.format("[Xi|2.visitor=Xi:person]", 2)
    assert not suggest([said(shown)], said(shown), said(split), CORE)
    assert not suggest([said(split)], said(split), said(shown), CORE)


def test_a_realis_that_changes_is_that_of_all_triggers(said: Callable) -> None:
    text = "[Xi|1.visitor=Xi:person] [tiba|1.visit:{0}] dan {1}."
    more = "[berkunjung|1.visit:{0}]"
    shown, reviewed = text.format("actual", "berkunjung"), text.format("actual", more.format("actual"))
    done = suggest([said(shown)], said(reviewed), said(text.format("planned", "berkunjung")), CORE)
    assert len(done.differences) == 1
    assert done.annotation.events[0].realis == "planned"
    assert len(done.annotation.events[0].triggers) == 2


def test_a_value_that_the_person_gave_is_theirs_though_a_suggestion_showed_it(said: Callable) -> None:
    theirs = said(changed(("1.time=?", "1.time=2025-09-04")))
    once = suggest([said(SHOWN)], theirs, said(changed(PLACE)), CORE)
    twice = suggest([said(SHOWN), once.annotation], once.annotation, said(changed(PLACE, DAY)), CORE)
    assert (bool(once), bool(twice)) == (True, False)


def test_a_trigger_that_is_added_has_the_realis_that_the_person_gave(suggested: Callable) -> None:
    more = ("lusa.", "[lusa|2.visit:planned].")
    done = suggested(changed(("visit:planned", "visit:denied")), changed(more))
    assert done.differences == ["event 2, trigger: “lusa” = visit, denied"]


def test_what_an_older_one_showed_was_shown(said: Callable) -> None:
    old, new = said(changed(PLACE)), said(SHOWN)
    assert not suggest([old, new], said(SHOWN), old, CORE)
    assert suggest([new], said(SHOWN), old, CORE)


class TestAnyReview:
    """Whatever was shown, whatever the person made of it, whatever the new rules say, if no word tells two events."""

    @given(data=st.data())
    def test_no_fact_of_the_persons_is_lost(self, any_clear_reading, any_edit, data) -> None:
        _, reviewed, _, done = look(any_clear_reading, any_edit, data)
        assert not [problem for problem in done.problems if "new events" not in problem.what]
        assert {place(fact) for fact in facts(reviewed)} <= {place(fact) for fact in facts(done.annotation)}

    @given(data=st.data())
    def test_nothing_is_proposed_that_the_person_deleted(self, any_clear_reading, any_edit, data) -> None:
        shown, reviewed, new, done = look(any_clear_reading, any_edit, data)
        own, *versions, _ = in_common([reviewed, *shown, new])
        seen = [fact for version in versions for fact in version]
        deleted = {place(fact) for fact in seen} - {place(fact) for fact in own}
        kept = {event.number for event in reviewed.events}
        assert not deleted & {place(fact) for fact in done.added if fact.event in kept}
        triggers = [fact for fact in seen if fact.is_trigger]
        assert not [fact for fact in done.added if fact.is_trigger and any(map(fact.shared, triggers))]

    @given(data=st.data())
    def test_what_is_shown_already_suggests_nothing(self, any_clear_reading, any_edit, data) -> None:
        shown, reviewed, _, _ = look(any_clear_reading, any_edit, data)
        done = suggest(shown, reviewed, shown[-1], CORE)
        assert (done.differences, done.annotation.events) == ([], reviewed.events)

    @given(data=st.data())
    def test_what_was_accepted_is_not_suggested_again(self, any_clear_reading, any_edit, data) -> None:
        shown, _, new, done = look(any_clear_reading, any_edit, data)
        assert suggest([*shown, done.annotation], done.annotation, new, CORE).differences == []

    @given(data=st.data())
    def test_what_was_refused_is_not_suggested_again(self, any_clear_reading, any_edit, data) -> None:
        shown, reviewed, new, done = look(any_clear_reading, any_edit, data)
        assert suggest([*shown, done.annotation], reviewed, new, CORE).differences == []

    @given(data=st.data())
    def test_every_difference_is_told(self, any_clear_reading, any_edit, data) -> None:
        _, reviewed, _, done = look(any_clear_reading, any_edit, data)
        assert bool(done) == (facts(done.annotation) != facts(reviewed))


def look(
    any_clear_reading, any_edit, data: st.DataObject
) -> tuple[list[Annotation], Annotation, Annotation, Suggestion]:
    """Draw pre-annotations that were shown, what a person made of the last, a new one, and what it suggests."""
    shown = data.draw(st.lists(any_clear_reading, min_size=1, max_size=2))
    reviewed = data.draw(any_edit(shown[-1]))
    new = data.draw(st.one_of(any_clear_reading, any_edit(shown[-1])))
    return shown, reviewed, new, suggest(shown, reviewed, new, CORE)


def place(fact: Fact) -> tuple[int, str, int, int]:
    return fact.event, fact.role, fact.start, fact.end
