"""What a document offers to be asked about."""

from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.models.candidates import Offer
from risalah.annotate.models.model import offered
from risalah.annotate.rules import Ruleset
from risalah.schema import Document

MEETING = (
    "Presiden Prabowo Subianto bertemu Perdana Menteri Anwar Ibrahim di Putrajaya, Senin (3/2/2025). "
    "Anwar menyambutnya di tangga istana."
)
PACT = "Indonesia dan Jepang menandatangani nota kesepahaman tentang perikanan di Tokyo."

Named = list[tuple[str, str, str | None]]


def of(rules: Ruleset, text: str, *, corrects: bool = True) -> Offer:
    return offered(Document(id="doc-1", text=text), rules, corrects=corrects)[1]


def named(found: Offer) -> Named:
    return [(one.filler, one.kind, one.value) for one in found.candidates]


def test_everybody_and_everything_that_is_named_may_fill_a_role(rules: Ruleset) -> None:
    found = of(rules, MEETING)
    assert named(found) == [
        ("Actor", "person", "Prabowo Subianto"),
        ("Actor", "person", "Anwar Ibrahim"),
        ("Place", "place", "Putrajaya"),
        ("Time", "time", None),
    ]
    anwar = found.candidates[1]
    assert [MEETING[slice(*span)] for seen in anwar.sightings for span in seen.spans] == ["Anwar Ibrahim", "Anwar"]
    assert anwar.sentences == {0, 1}


def test_a_country_may_act_and_be_a_place_and_is_one_under_its_fullest_name(rules: Ruleset) -> None:
    found = of(rules, "AS dan Jepang menandatangani perjanjian. Amerika Serikat menyambutnya.", corrects=False)
    assert [(one.filler, one.kind, one.value, len(one.sightings)) for one in found.candidates] == [
        ("Place", "place", "Amerika Serikat", 2),
        ("Actor", "country", "Amerika Serikat", 2),
        ("Place", "place", "Jepang", 1),
        ("Actor", "country", "Jepang", 1),
    ]


def test_what_only_a_phrase_of_rules_tells_is_offered_too(rules: Ruleset) -> None:
    assert named(of(rules, PACT))[-2:] == [("Text", "text", "nota kesepahaman"), ("Text", "text", "perikanan")]
    assert "Text" not in {filler for filler, _, _ in named(of(rules, PACT, corrects=False))}


def test_each_expression_of_a_time_is_asked_about_by_itself(rules: Ruleset) -> None:
    text = "Sugiono bertemu Wang Yi di Jakarta, Senin (3/2/2025). Pertemuan pada 3 Februari 2025 itu tertutup."
    found = of(rules, text)
    times = [told for told in found.told[0] if told.role == "time"]
    assert [text[slice(*span)] for told in times for span in told.rules] == ["Senin (3/2/2025)", "3 Februari 2025"]
    assert [told.value for told in times] == ["2025-02-03", "2025-02-03"]
    assert times[0].candidate is not times[1].candidate


def test_a_word_may_tell_what_rules_do_not_tell(rules: Ruleset) -> None:
    found = of(rules, PACT)
    assert [(word.text, word.rules) for word in found.words] == [
        ("menandatangani", {"agreement": "agreement.sign"}),
        ("nota kesepahaman", {"agreement": "agreement.pact"}),
    ]
    assert [trigger["text"] for event in found.events for trigger in event["triggers"]] == ["menandatangani"]


def test_a_model_that_does_not_correct_is_offered_no_records(rules: Ruleset) -> None:
    found = of(rules, MEETING, corrects=False)
    assert (found.events, found.told, found.taken) == ([], [], frozenset())
    assert named(found) == named(of(rules, MEETING))


def test_a_text_without_any_word_for_an_event_offers_nothing(rules: Ruleset) -> None:
    found = of(rules, "Harga cabai rawit di Pasar Kramat Jati turun pekan ini.")
    assert (found.words, found.candidates, found.events) == ([], [], [])


PARTS = [
    *("Presiden Prabowo Subianto", "Prabowo", "Moskow", "Rusia", "Jepang", "Menlu Wang Yi", "DPR", "para nelayan"),
    *("bertemu", "pertemuan itu", "berkunjung ke", "menandatangani perjanjian", "menelepon", "dan", "di", "kata", "ia"),
    *("Senin (3/2/2025)", "besok", "pada 2024", "keduanya", "membahas perikanan", ",", ".", "Istana Merdeka", "tidak"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=25).map(" ".join))
@settings(max_examples=200)
def test_whatever_rules_tell_is_asked_about_once(rules: Ruleset, text: str) -> None:
    found = of(rules, f"Putin bertemu Xi. {text} Putin bertemu Xi.")
    offered_ones = {id(one) for one in found.candidates}
    assert len(found.candidates) == len(offered_ones)
    assert all(one.sightings for one in found.candidates)
    for event, told in zip(found.events, found.told, strict=True):
        assert all(id(one.candidate) in offered_ones for one in told)
        said = [
            (role, filler["value"], (mention["start"], mention["end"]), mention["rule"])
            for role, fillers in event["roles"].items()
            for filler in fillers
            for mention in filler["mentions"]
        ]
        assert sorted((one.role, one.value, *pair) for one in told for pair in one.rules.items()) == sorted(said)
