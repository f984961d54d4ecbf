"""A pack and a user's rule files are checked when they are loaded."""

from pathlib import Path

import pytest

from risalah.annotate.rules import Ruleset
from risalah.schema import CORE, Actor, AnyNumber, AtLeastOne, AtMostOne, Document, Event, Place, Time
from risalah.schema.errors import RuleError


class Election(Event):
    """Somebody wins an election. / Seseorang memenangkan pemilihan."""

    winner: AtLeastOne[Actor]
    """Who wins."""
    place: AnyNumber[Place] = []
    """Where."""
    time: AtMostOne[Time] = []
    """When."""


ONTOLOGY = CORE.extended(Election)
GOOD = """
type = "election"
[[trigger]]
id = "election.win"
forms = ["memenangkan pemilu", "terpilih [sebagai presiden]"]
[trigger.roles]
winner = ["subject"]
place = ["place"]
time = ["time"]
"""


def load(folder: Path, text: str) -> Ruleset:
    """Load the Indonesian pack with one rule file more."""
    file = folder / "election.toml"
    file.write_text(text, encoding="utf-8")
    return Ruleset.load(ontology=ONTOLOGY, rule_files=[file])


def test_users_rules_find_users_events(tmp_path: Path) -> None:
    text = "Sanae Takaichi terpilih sebagai presiden di Tokyo pada 30 Oktober 2022."
    annotation = load(tmp_path, GOOD).annotate(Document(id="a", text=text))
    (event,) = annotation.events
    assert event.type == "election"
    assert [trigger.text for trigger in event.triggers] == ["terpilih"]
    assert [trigger.rule for trigger in event.triggers] == ["election.win"]
    told = {role: [filler.value for filler in fillers] for role, fillers in event.roles.fillers().items()}
    assert told == {"winner": ["Sanae Takaichi"], "place": ["Tokyo"], "time": ["2022-10-30"]}


def test_every_mention_names_its_rule() -> None:
    document = Document(id="a", text="Prabowo Subianto bertemu Xi Jinping di Beijing, Sabtu (9/11/2024).")
    (event,) = Ruleset.load().annotate(document).events
    assert {mention.text: mention.rule for _, mention in event.mentions()} == {
        "bertemu": "meeting.meet",
        "Prabowo Subianto": "slot.subject",
        "Xi Jinping": "slot.object",
        "Beijing": "slot.place",
        "Sabtu (9/11/2024)": "slot.time",
    }


@pytest.mark.parametrize(
    ("before", "after", "key", "what"),
    [
        ("forms =", "form =", "trigger.0.form", "is no key of this file"),
        ('type = "election"', 'typ = "election"', "typ", "is no key of this file"),
        ("winner =", "winer =", "trigger.0 (election.win).roles.winer", "has no such role"),
        ('["subject"]', '["subjekt"]', "trigger.0.roles.winner.0", "not 'subjekt'"),
        ('["subject"]', '["time"]', "trigger.0 (election.win).roles.winner", "holds no Actor"),
        ('place = ["place"]', 'place = ["subject"]', "trigger.0 (election.win).roles.place", "holds no Place"),
        (
            'forms = ["memenangkan pemilu", "terpilih [sebagai presiden]"]',
            "forms = []",
            "trigger.0.forms",
            "at least 1",
        ),
        ('forms = ["memenangkan pemilu", "terpilih [sebagai presiden]"]', "", "trigger.0.forms", "is missing"),
        (
            'forms = ["memenangkan pemilu", "terpilih [sebagai presiden]"]',
            'forms = ["[di]"]',
            "trigger.0.forms",
            "has nothing outside its brackets",
        ),
        ("election.win", "meeting.meet", "trigger.0 (meeting.meet)", "the id is used already"),
        ('type = "election"', 'type = "elektion"', "type", "no event class is called"),
        ("[trigger.roles]", "requires = { host = 1 }\n[trigger.roles]", "requires.host", "fills no such role"),
        ('type = "election"', 'type = "election"\nnot_in = ["sports"]', "not_in", "no topic is called"),
        ("[[trigger]]", "[[trigger", "", "is no TOML"),
    ],
)
def test_wrong_rule_file(tmp_path: Path, before: str, after: str, key: str, what: str) -> None:
    assert before in GOOD
    with pytest.raises(RuleError) as caught:
        load(tmp_path, GOOD.replace(before, after))
    told = [problem for problem in caught.value.problems if key in problem.where and what in problem.what]
    assert told, str(caught.value)
    assert "election.toml" in told[0].where


def test_missing_rule_file(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"absent\.toml: cannot be read"):
        Ruleset.load(rule_files=[tmp_path / "absent.toml"])


def test_unknown_language() -> None:
    with pytest.raises(RuleError, match="Known languages are id"):
        Ruleset.load("xx")


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, GOOD.replace("winner =", "winer =").replace("time =", "tim ="))
    assert len(caught.value.problems) == 2


def test_version_names_pack_rules_and_ontology(tmp_path: Path) -> None:
    version = Ruleset.load().version
    assert version.startswith("id-")
    assert len(version) == len("id-") + 12
    assert Ruleset.load().version == version
    assert Ruleset.load(ontology=ONTOLOGY).version != version
    assert load(tmp_path, GOOD).version != load(tmp_path, GOOD + "\n# A remark.\n").version
