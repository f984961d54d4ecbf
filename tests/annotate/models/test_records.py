"""Drafts as records: whose word each mention is, how likely it is, and where rules and model disagree."""

from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.models import Model
from risalah.annotate.models.question import Question
from risalah.annotate.rules import Ruleset
from risalah.schema import CORE, Actor, Annotation, AnyNumber, AtLeastOne, AtMostOne, Document, Event, Place
from risalah.schema.fact import facts

TEXT = "Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025). Penny Wong mengirim salam."

Likely = Callable[[Question, str], float]
Build = Callable[..., Model]


@pytest.fixture
def annotate(answering: Build, like_rules: Likely) -> Callable[..., Annotation]:
    """Annotate a text with answers like those of rules, which hold 0.9 or 0.1, but for some, by label and words."""

    def told(text: str, said: dict[tuple[str, str], float], ruleset: Ruleset | None = None) -> Annotation:
        def answer(question: Question, words: str) -> float:
            return said.get((question.label, words), 0.9 if like_rules(question, words) else 0.1)

        model = answering(answer, ruleset) if ruleset else answering(answer)
        return model.annotate(Document(id="doc-1", text=text))

    return told


def flags(annotation: Annotation) -> list[tuple[str, str]]:
    return [(flag.mention.text, flag.why) for event in annotation.events for flag in event.flags]


def test_a_filler_is_as_likely_as_its_event_and_its_role_together(annotate: Callable) -> None:
    annotation = annotate(TEXT, {("meeting", "bertemu"): 0.8, ("meeting.place", "Jakarta"): 0.7})
    assert {fact.text: fact.confidence for fact in facts(annotation)} == {
        "bertemu": 0.8,
        "Sugiono": 0.72,
        "Wang Yi": 0.72,
        "Jakarta": 0.56,
        "Senin (3/2/2025)": 0.72,
    }
    assert [event.confidence for event in annotation.events] == [0.8]


def test_what_rules_found_keeps_its_rule_and_what_the_model_added_has_none(annotate: Callable) -> None:
    annotation = annotate(TEXT, {("meeting.participant", "Penny Wong"): 0.9})
    assert {fact.text: fact.rule for fact in facts(annotation)} == {
        "bertemu": "meeting.meet",
        "Sugiono": "slot.subject",
        "Wang Yi": "slot.object",
        "Jakarta": "slot.place",
        "Senin (3/2/2025)": "slot.time",
        "Penny Wong": None,
    }


def test_of_several_rules_that_know_a_word_the_one_that_found_it_stays(annotate: Callable) -> None:
    rules = {fact.text: fact.rule for fact in facts(annotate("Sugiono belum menemui siapa pun di Jakarta.", {}))}
    assert rules["menemui"] == "meeting.see_somebody", "meeting.see knows the word too"


def test_where_they_agree_nothing_is_flagged(annotate: Callable) -> None:
    annotation = annotate(TEXT, {})
    assert (flags(annotation), annotation.flags) == ([], [])


def test_fillers_that_it_dropped_or_added_are_flagged(annotate: Callable) -> None:
    annotation = annotate(TEXT, {("meeting.place", "Jakarta"): 0.2, ("meeting.participant", "Penny Wong"): 0.8})
    assert flags(annotation) == [
        ("Jakarta", "rules tell it as place, which the model holds 18% likely"),
        ("Penny Wong", "rules do not tell it as participant; the model holds it 72% likely"),
    ]


def test_an_event_that_it_left_out_or_added_is_flagged(annotate: Callable) -> None:
    text = "Indonesia dan Jepang menandatangani nota kesepahaman di Tokyo."
    pact, japan = ("agreement", "nota kesepahaman"), ("agreement.party", "Jepang")
    annotation = annotate(text, {("agreement", "menandatangani"): 0.2, pact: 0.6, japan: 0.9})
    assert [(flag.code, flag.mention.text, flag.why) for flag in annotation.flags] == [
        ("model", "menandatangani", "rules tell an event of the type agreement here, which the model holds 20% likely")
    ]
    assert flags(annotation) == [("nota kesepahaman", "rules tell no event here; the model holds it 60% likely")]


def test_what_rules_flag_stays(annotate: Callable, rules: Ruleset) -> None:
    text = "Sugiono bertemu Wang Yi di Jakarta, Senin (4/2/2025)."
    [found] = rules.annotate(Document(id="doc-1", text=text)).events
    assert [flag.code for flag in found.flags] == ["weekday"]
    assert annotate(text, {}).events[0].flags == found.flags


def test_who_says_so_stays(annotate: Callable, rules: Ruleset) -> None:
    text = "Sugiono bertemu Wang Yi di Jakarta, kata Penny Wong."
    [found] = rules.annotate(Document(id="doc-1", text=text)).events
    assert [source.value for source in found.attribution] == ["Penny Wong"]
    assert annotate(text, {}).events[0].attribution == found.attribution


def test_of_two_records_that_are_joined_all_stay_who_say_so(annotate: Callable) -> None:
    text = "Sugiono bertemu Wang Yi, kata Penny Wong. Sugiono menemui Anwar Ibrahim, kata Retno Marsudi."
    assert len(annotate(text, {}).events) == 2
    [event] = annotate(text, {("meeting", "bertemu"): 0.9}).events  # it is a trigger, and the same event as the next
    assert [source.value for source in event.attribution] == ["Penny Wong", "Retno Marsudi"]


class Summit(Event):
    """Heads of state meet. / Kepala negara bertemu."""

    host: AtMostOne[Actor] = []
    """Who receives the others. / Tuan rumah."""
    guest: AnyNumber[Actor] = []
    """Who comes. / Tamu."""
    place: AtLeastOne[Place]
    """Where. / Tempat."""


RULES = """
type = "summit"
[[trigger]]
id = "summit.hold"
forms = ["menggelar KTT"]
[trigger.roles]
host = ["subject"]
place = ["place"]
"""
KTT = "Indonesia menggelar KTT di Bandung. Jepang dan India mengirim menterinya."


@pytest.fixture
def own(tmp_path: Path) -> Ruleset:
    """Load rules with an event type that is none of the project's."""
    file = tmp_path / "summit.toml"
    file.write_text(RULES, encoding="utf-8")
    return Ruleset.load(ontology=CORE.extended(Summit), rule_files=[file])


def summit(annotation: Annotation) -> dict[str, list[str]]:
    [event] = annotation.events
    return {role: [filler.value for filler in fillers] for role, fillers in event.roles.fillers().items() if fillers}


def test_a_type_of_ones_own_is_corrected_as_any_other(annotate: Callable, own: Ruleset) -> None:
    assert summit(annotate(KTT, {}, own)) == {"host": ["Indonesia"], "place": ["Bandung"]}
    said = {("summit.guest", "Jepang"): 0.9, ("summit.guest", "India"): 0.8}
    assert summit(annotate(KTT, said, own))["guest"] == ["Jepang", "India"]


def test_where_one_filler_is_taken_it_is_the_likeliest_and_the_other_is_flagged(
    annotate: Callable, own: Ruleset
) -> None:
    japan, india = ("summit.host", "Jepang"), ("summit.host", "India")
    annotation = annotate(KTT, {japan: 0.97, india: 0.6}, own)
    assert summit(annotation)["host"] == ["Jepang"]
    assert flags(annotation) == [
        ("Indonesia", "rules tell it as host, which the model holds 81% likely"),
        ("Jepang", "rules do not tell it as host; the model holds it 87% likely"),
    ]
    unchanged = annotate(KTT, {japan: 0.8, india: 0.6}, own)
    assert (summit(unchanged)["host"], flags(unchanged)) == (["Indonesia"], [])


def test_without_a_filler_that_it_needs_there_is_no_event(annotate: Callable, own: Ruleset) -> None:
    annotation = annotate(KTT, {("summit.place", "Bandung"): 0.2}, own)
    assert annotation.events == []
    assert [flag.mention.text for flag in annotation.flags] == ["menggelar KTT"]
