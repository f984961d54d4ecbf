"""The ten commonest corrections: performed in a real browser on a real server, counted, pulled."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from risalah.annotate.studio.page.task import to_task
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync.project import ensure
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.workspace import Workspace

DOC = Path(__file__).parents[4] / "docs" / "labelling.md"

MINISTERS = (
    "Menteri Luar Negeri [Sugiono|1.participant=Sugiono:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang "
    "Yi:person] di [Wisma Negara|1.place=Wisma Negara Diaoyutai:place] Diaoyutai pada [Sabtu|1.time=2024-11-09]. "
    "Keduanya [berunding|1.meeting:actual] lagi pada [malam itu|1.time=2024-11-09].\n"
)
CALL = (
    "Pada [Jumat|2.time=2024-11-08], [Prabowo Subianto|2.participant=Prabowo Subianto:person] [menelepon|2.call:actual]"
    " [Anwar Ibrahim|2.participant=Anwar Ibrahim:person]. [Teddy Indra Wijaya|1.participant=Teddy Indra Wijaya:person] "
    "dan Mohamad Hasan ikut mendengarkan.\n"
)
SAME_CALL = (
    "[Percakapan|3.call:actual] [kedua pemimpin|3.participant=kedua pemimpin:group] itu menyinggung harga "
    "[beras|3.topic=beras:text].\n"
)
HABIT = (
    "[Warga|4.participant=Warga:group] [berkumpul|4.meeting:actual] di [Bandung|4.place=Bandung:place] tiap pekan.\n"
)
TRIP = (
    "[Xi Jinping|5.visitor=Xi Jinping:person] [berkunjung|5.visit:actual] ke [Jakarta|5.destination=Jakarta:place] "
    "bulan depan.\n"
)
MISSED = "Puan Maharani singgah di Hanoi atas undangan Tran Thanh Man guna merintis kerja sama parlemen.\n"
ARTICLE = MINISTERS + CALL + SAME_CALL + HABIT + TRIP + MISSED


def changed(*replaced: tuple[str, str]) -> str:
    """Return the marked article with marks put in place of others, each of which stands in it once."""
    text = ARTICLE
    for before, after in replaced:
        assert text.count(before) == 1
        text = text.replace(before, after)
    return text


def add_a_participant(hands: Any) -> None:
    hands.press("p", "2")
    hands.mark("Mohamad Hasan")


def move_a_mention(hands: Any) -> None:
    hands.click("Teddy Indra Wijaya")
    hands.press("1", "2")


def correct_a_date(hands: Any) -> None:
    hands.click("Jumat")
    hands.write("7")


def correct_a_boundary(hands: Any) -> None:
    hands.click("Wisma Negara")
    hands.stretch("Diaoyutai")


def delete_a_false_event(hands: Any) -> None:
    hands.click("berkumpul")
    hands.press("Shift+N")


def split(hands: Any) -> None:
    hands.click("berunding")
    hands.press("1", "6")
    hands.click("malam itu")
    hands.press("1", "6")


def merge(hands: Any) -> None:
    hands.click("menelepon")
    hands.press("Alt+r")
    hands.relate("Percakapan")


def change_the_realis(hands: Any) -> None:
    hands.click("berkunjung")
    hands.press("Shift+P")


def add_a_missed_event(hands: Any) -> None:
    for key, words in (
        ("v", "singgah"),
        ("s", "Puan Maharani"),
        ("d", "Hanoi"),
        ("h", "Tran Thanh Man"),
        ("r", "merintis kerja sama parlemen"),
    ):
        hands.press(key, "6")
        hands.mark(words)


def accept(hands: Any) -> None:
    hands.send()


Correction = tuple[Callable[[Any], None], str]
CORRECTIONS: dict[str, Correction] = {
    "add a participant to event 2": (
        add_a_participant,
        changed(("dan Mohamad Hasan", "dan [Mohamad Hasan|2.participant=Mohamad Hasan:person]")),
    ),
    "move a mention to another event": (move_a_mention, changed(("Wijaya|1.", "Wijaya|2."))),
    "correct a date": (correct_a_date, changed(("2.time=2024-11-08", "2.time=2024-11-07"))),
    "correct a boundary": (
        correct_a_boundary,
        changed(
            ("[Wisma Negara|1.place=Wisma Negara Diaoyutai:place] Diaoyutai",
             "[Wisma Negara Diaoyutai|1.place=Wisma Negara Diaoyutai:place]"),
        ),
    ),
    "delete a false event with all its regions": (
        delete_a_false_event,
        changed((HABIT, "Warga berkumpul di Bandung tiap pekan.\n")),
    ),
    "split one event in two": (
        split,
        changed(
            ("Sugiono:person]", "Sugiono:person, 6.participant=Sugiono:person]"),
            ("=Wang Yi:person]", "=Wang Yi:person, 6.participant=Wang Yi:person]"),
            ("Wijaya:person]", "Wijaya:person, 6.participant=Teddy Indra Wijaya:person]"),
            ("berunding|1.", "berunding|6."),
            ("malam itu|1.", "malam itu|6."),
        ),
    ),
    "merge two events": (merge, ARTICLE.replace("|3.", "|2.")),
    "change the realis": (change_the_realis, changed(("5.visit:actual", "5.visit:planned"))),
    "add a missed event with four roles": (
        add_a_missed_event,
        changed(
            (MISSED,
             "[Puan Maharani|6.visitor=Puan Maharani:person] [singgah|6.visit:actual] di "
             "[Hanoi|6.destination=Hanoi:place] atas undangan [Tran Thanh Man|6.host=Tran Thanh Man:person] guna "
             "[merintis kerja sama parlemen|6.purpose=merintis kerja sama parlemen:text].\n"),
        ),
    ),
    "accept as it is": (accept, ARTICLE),
}  # fmt: skip
_ROW = re.compile(r"^\| (?P<name>[^|]+?) \| (?P<actions>\d+) \|", re.MULTILINE)


def documented() -> dict[str, int]:
    """Return the table of the docs: how many actions each correction takes."""
    return {row["name"]: int(row["actions"]) for row in _ROW.finditer(DOC.read_text(encoding="utf-8"))}


def test_the_docs_tell_the_actions_of_the_ten_corrections() -> None:
    assert documented().keys() == CORRECTIONS.keys()


def test_no_correction_takes_many_actions() -> None:
    bounds = {"accept as it is": 1, "add a missed event with four roles": 16}
    assert all(actions <= bounds.get(name, 6) for name, actions in documented().items())


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_correction_gives_the_records_it_is_meant_to(
    name: str, hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    perform, after = CORRECTIONS[name]
    document, annotation = marked(ARTICLE)
    document = document.model_copy(update={"published": datetime.date(2024, 11, 10)})
    project = ensure(workspace, studio).number
    ((task,), _) = studio.import_tasks(project, [to_task(document, annotation)])
    hands.open(project, task)
    perform(hands)
    assert hands.actions == documented()[name]
    if perform is not accept:
        hands.send()
    assert pull(workspace, studio).faults == []
    ((review,),) = [state.reviews for state in workspace.reviews]
    assert review.annotation.events == marked(after)[1].events
