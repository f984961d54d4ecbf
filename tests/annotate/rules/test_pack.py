"""A pack and a user's rule files are checked when they are loaded."""

import shutil
from pathlib import Path

import pytest

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.pack import pack_folder
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
FORMS = 'forms = ["memenangkan pemilu", "terpilih [sebagai presiden]"]'
SECOND = """\
roles = { winner = ["subject"] }
[[trigger]]
id = "election.win"
forms = ["menang pemilu"]
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
    ("before", "after", "where", "what"),
    [
        ("forms =", "form =", "5: trigger.0.form", "is no key of this file"),
        ("forms =", "form =", "3: trigger.0.forms", "is missing"),
        ('type = "election"', 'typ = "election"', "2: typ", "is no key of this file"),
        ('type = "election"', "", "1: type", "is missing"),
        ("winner =", "winer =", "7: trigger.0.roles.winer", "has no such role"),
        ('["subject"]', '["subject",\n"subjekt"]', "8: trigger.0.roles.winner.1", "not 'subjekt'"),
        ('["subject"]', '["time"]', "7: trigger.0.roles.winner.0", "holds no Actor"),
        ('place = ["place"]', 'place = ["subject"]', "8: trigger.0.roles.place.0", "holds no Place"),
        (FORMS, "forms = []", "5: trigger.0.forms", "at least 1"),
        (FORMS, 'forms = [\n"pilih",\n"[di]"]', "7: trigger.0.forms.1", "has nothing outside its brackets"),
        ("election.win", "meeting.meet", "4: trigger.0.id", "the id 'meeting.meet' is used already, in "),
        ("[trigger.roles]", f"{SECOND}[trigger.roles]", "8: trigger.1.id", "election.toml:4: trigger.0.id"),
        ('type = "election"', 'type = "elektion"', "2: type", "no event class is called 'elektion'"),
        ("[trigger.roles]", "requires = { host = 1 }\n[trigger.roles]", "6: trigger.0.requires.host", "no such role"),
        ('type = "election"', 'type = "election"\nnot_in = ["sports"]', "3: not_in.0", "no topic is called 'sports'"),
        ("[[trigger]]", "[[trigger", "3", "is no TOML"),
        ('["time"]', '["time"', "9", "is no TOML: Unclosed array"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_key(
    tmp_path: Path, before: str, after: str, where: str, what: str
) -> None:
    assert before in GOOD
    with pytest.raises(RuleError) as caught:
        load(tmp_path, GOOD.replace(before, after))
    told = [problem.what for problem in caught.value.problems if problem.where == f"{tmp_path}/election.toml:{where}"]
    assert any(what in each for each in told), str(caught.value)


def test_what_is_no_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "election.toml").write_bytes(GOOD.replace("memenangkan", "ménang").encode("latin-1"))
    with pytest.raises(RuleError, match=r"election\.toml:5: is no UTF-8"):
        Ruleset.load(ontology=ONTOLOGY, rule_files=[tmp_path / "election.toml"])


def test_missing_rule_file(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"absent\.toml: cannot be read"):
        Ruleset.load(rule_files=[tmp_path / "absent.toml"])


def test_unknown_language() -> None:
    with pytest.raises(RuleError, match="Known languages are en, id, ms"):
        Ruleset.load("xx")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Copy the shipped Indonesian pack to a folder of one's own, for another language."""
    return Path(shutil.copytree(pack_folder("id"), tmp_path / "packs" / "ms"))


def test_a_pack_of_ones_own_is_read_from_its_folder(own: Path) -> None:
    document = Document(id="a", text="Prabowo Subianto bertemu Xi Jinping di Beijing.")
    rules = Ruleset.load("ms", packs=[own])
    assert rules.version.startswith("ms-")
    assert rules.annotate(document).events == Ruleset.load().annotate(document).events


def test_a_pack_of_ones_own_stands_in_for_the_shipped_one(own: Path) -> None:
    own = own.rename(own.with_name("id"))
    meeting = own / "meeting.toml"
    meeting.write_text('type = "meeting"\ntrigger = []\n')
    document = Document(id="a", text="Prabowo Subianto bertemu Xi Jinping di Beijing.")
    assert Ruleset.load("id", packs=[own]).annotate(document).events == []
    assert Ruleset.load("id", packs=[own]).version != Ruleset.load().version


def test_packs_of_other_languages_rest(own: Path) -> None:
    assert Ruleset.load(packs=[own, own.with_name("absent")]).version == Ruleset.load().version


def test_two_packs_of_one_language_are_told(own: Path) -> None:
    other = shutil.copytree(own, own.parent / "more" / "ms")
    with pytest.raises(RuleError, match=f"{other}: is a second pack of the language 'ms', beside {own}"):
        Ruleset.load("ms", packs=[own, other])


def test_a_pack_that_is_not_there_is_told_with_those_that_are(own: Path) -> None:
    with pytest.raises(RuleError, match=r"packs/jv: is no language pack\. Known languages are en, id, ms"):
        Ruleset.load("jv", packs=[own, own.with_name("jv")])


def test_every_problem_of_a_pack_is_told_at_once(own: Path) -> None:
    (own / "time.toml").unlink()
    (own / "boilerplate.toml").unlink()
    (own / "cues.toml").write_text("say = [\n  1,\n]\n")
    (own / "strike.toml").write_text('type = "strike"\ntrigger = []\n')
    (own / "places.toml").write_text('[countries]\nINDO = ["Indonesia"]\nIDN = []\n')
    with pytest.raises(RuleError) as caught:
        Ruleset.load("ms", packs=[own])
    told = [str(problem).removeprefix(f"{own}/") for problem in caught.value.problems]
    for expected in (
        "time.toml: cannot be read: No such file or directory",
        "boilerplate.toml: cannot be read: No such file or directory",
        "cues.toml:2: say.0: Input should be a valid string, not 1",
        "cues.toml:1: with: is missing. Add the key",
        "strike.toml:1: type: no event class is called 'strike'. Known are meeting,",
        "places.toml:2: countries.INDO: String should match pattern",
        "places.toml:3: countries.IDN: List should have at least 1 item",
    ):
        assert any(each.startswith(expected) for each in told), expected


def test_a_version_names_what_a_pack_finds_and_not_its_examples(own: Path) -> None:
    version = Ruleset.load("ms", packs=[own]).version
    (own / "examples.toml").write_text("group = []\n")
    assert Ruleset.load("ms", packs=[own]).version == version
    (own / "words.toml").write_text("# A remark.\n" + (own / "words.toml").read_text())
    assert Ruleset.load("ms", packs=[own]).version != version


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
