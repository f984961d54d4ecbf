"""What annotators see and do: a real server, a real browser."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from risalah.annotate.reading import read
from risalah.annotate.studio.page.task import to_task
from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync.project import ensure
from risalah.annotate.studio.sync.pull import pull
from risalah.annotate.studio.sync.push import push
from risalah.annotate.studio.sync.unattended import submit_unattended
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation, Document

ROOT = Path(__file__).parents[4]

ARTICLE = Document(
    id="artikel-emoji",
    text=(
        "👉 Kabar pagi 🇮🇩   dari Beijing\n\n"
        "Presiden Prabowo Subianto bertemu    Presiden Xi Jinping di Beijing, Sabtu (9/11/2024).\n"
        "Menteri Luar Negeri   Sugiono   tampak duduk di sisi kanan. 😀 Cuaca cerah.\n"
    ),
)
SUMMIT = (
    "Jakarta, Warta Bahari - [Prabowo Subianto|1.visitor=Prabowo Subianto:person, 2.participant=Prabowo Subianto:"
    "person] [tiba|1.visit:actual] di [Beijing|1.destination=Beijing:place] dan [bertemu|2.meeting:planned] "
    "[Xi Jinping|2.participant=Xi Jinping:person] pada [Sabtu|1.time=2024-11-09, 2.time=2024-11-09].\n"
)
DATELINE = "Jakarta, Warta Bahari -"

_SAID = """(words) => {
  const spans = [...document.querySelectorAll('.article .htx-highlight')].filter(span => span.innerText === words);
  return spans.map(span => getComputedStyle(span, '::after').content);
}"""


def pushed(workspace: Workspace, studio: Studio, document: Document) -> tuple[int, int]:
    done = push(workspace, studio, [document])
    return done.project, next(studio.created(done.project, 0)).task


def shown(workspace: Workspace, studio: Studio, document: Document, annotation: Annotation) -> tuple[int, int]:
    """Show a document with this pre-annotation and its dateline greyed."""
    project = ensure(workspace, studio).number
    at = document.text.find(DATELINE)
    grey = [(at, at + len(DATELINE))] if at >= 0 else []
    ((task,), _) = studio.import_tasks(project, [to_task(document, annotation, boilerplate=grey)])
    return project, task


def said(hands: Any, words: str) -> list[str]:
    """Return what the page writes beside each region that stands on these words."""
    return ["".join(re.findall('"([^"]*)"', content)) for content in hands.page.evaluate(_SAID, words)]


def picture(hands: Any, tmp_path: Path, name: str) -> None:
    """Take a picture for the docs. Delete it there, and the tests take it anew."""
    kept = ROOT / "docs" / name
    hands.page.screenshot(path=tmp_path / name if kept.exists() else kept)


def test_the_page_highlights_what_the_rules_found(hands: Any, workspace: Workspace, studio: Studio) -> None:
    hands.open(*pushed(workspace, studio, ARTICLE))
    (annotation,) = workspace.preannotations
    found = {mention.text for event in annotation.events for _, mention in event.mentions()}
    assert {"bertemu", "Prabowo Subianto", "Xi Jinping", "Beijing"} <= found
    seen = {highlight.inner_text() for highlight in hands.page.query_selector_all(".htx-highlight")}
    assert seen == found


def test_beside_each_mention_stands_of_which_events_it_is_and_what(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    hands.open(*shown(workspace, studio, *marked(SUMMIT)))
    assert said(hands, "tiba") == ["1 VISIT"]
    assert said(hands, "bertemu") == ["2 MEETING"]
    assert said(hands, "Beijing") == ["1 Destination"]
    assert said(hands, "Sabtu") == ["1 2 Time"]
    assert sorted(said(hands, "Prabowo Subianto")) == ["1 Visitor", "2 Participant"]


def test_a_second_role_is_shown_with_the_first_until_one_is_switched_off(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    hands.open(*shown(workspace, studio, *marked(SUMMIT)))
    hands.click("Xi Jinping")
    outline = "span => getComputedStyle(span).outlineStyle"
    hands.press("h")
    assert said(hands, "Xi Jinping") == ["2 Participant + Host"]
    assert hands.page.locator(".htx-highlight >> text='Xi Jinping'").evaluate(outline) == "dashed"
    hands.press("p")
    assert said(hands, "Xi Jinping") == ["2 Host"]
    assert hands.page.locator(".htx-highlight >> text='Xi Jinping'").evaluate(outline) == "none"


def test_the_list_shows_the_value_of_roles_and_none_of_triggers(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    hands.open(*shown(workspace, studio, *marked(SUMMIT)))
    rows = hands.page.locator(".lsf-outliner-item")
    assert rows.filter(has_text="Sabtu").locator("input").input_value() == "2024-11-09"
    assert rows.filter(has_text="Sabtu").locator(".lsf-labels-list [style]").all_inner_texts() == ["1", "2", "Time"]
    assert rows.filter(has_text="tiba").count() == 1
    assert not rows.filter(has_text="tiba").locator("input").is_visible()


def test_a_value_can_be_written_however_long_the_list_is(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    many = "".join(f"[Orang {number}|1.participant=Orang {number}:person] " for number in range(40))
    hands.open(*shown(workspace, studio, *marked(f"{many} [bertemu|1.meeting:actual] [Sabtu|1.time=2024-11-09].")))
    hands.click("Sabtu")
    hands.write("2024-11-02")
    row = hands.page.locator(".lsf-outliner-item").filter(has_text="Sabtu")
    assert row.locator("input").input_value() == "2024-11-02"
    box, around = row.bounding_box(), hands.page.locator(".lsf-outliner").bounding_box()
    assert around["y"] <= box["y"] < box["y"] + box["height"] <= around["y"] + around["height"]


def test_boilerplate_is_grey_and_out_of_the_way(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    document, annotation = marked(SUMMIT)
    hands.open(*shown(workspace, studio, document, annotation))
    grey = hands.page.locator(".htx-highlight", has_text=DATELINE)
    assert grey.evaluate("span => getComputedStyle(span).color") == "rgb(153, 153, 153)"
    assert said(hands, DATELINE) == [""]
    assert not hands.page.locator(".lsf-outliner-item", has_text=DATELINE).is_visible()
    hands.press("a", "1")
    hands.mark("Warta Bahari")
    assert said(hands, "Warta Bahari") == ["1 Attribution"]
    hands.send()
    pull(workspace, studio)
    ((review,),) = [state.reviews for state in workspace.reviews]
    assert [actor.value for actor in review.annotation.events[0].attribution] == ["Warta Bahari"]
    assert review.annotation.events[1] == annotation.events[1]


def test_beside_the_text_stand_its_date_its_source_and_the_records(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    document, annotation = marked(SUMMIT)
    known = {"published": datetime.date(2024, 11, 10), "publisher": "Warta Bahari", "url": "https://example.com/1"}
    hands.open(*shown(workspace, studio, document.model_copy(update=known), annotation))
    side = hands.page.locator(".side")
    assert "2024-11-10" in side.inner_text()
    assert side.locator("a", has_text="Warta Bahari").get_attribute("href") == "https://example.com/1"
    rows = side.locator("tr").all_inner_texts()
    assert [row.split() for row in rows[:2]] == [["1", "Visit", "actual"], ["Visitor", "Prabowo", "Subianto"]]
    text, table = hands.page.locator(".article").bounding_box(), side.bounding_box()
    assert text["x"] + text["width"] <= table["x"]


def test_nothing_of_an_article_becomes_markup(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    document, annotation = marked("[<b id=hit>Sugiono</b>|1.participant=<b id=hit>:person] [bertemu|1.meeting:actual].")
    known = {"title": "<b id=hit>", "publisher": "<b id=hit>", "url": 'https://example.com/"onclick=alert(1)'}
    hands.open(*shown(workspace, studio, document.model_copy(update=known), annotation))
    assert hands.page.locator("#hit").count() == 0
    assert hands.page.locator(".side a").get_attribute("onclick") is None
    assert hands.page.locator(".risalah").inner_text().count("<b id=hit>") == 4


def test_the_tools_and_the_records_stay_in_view_of_a_long_article(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    hands.open(*shown(workspace, studio, *marked(SUMMIT + "Cuaca cerah.\n" * 80 + "Tamat.")))
    hands.page.locator(".article >> text='Tamat.'").scroll_into_view_if_needed()
    for stays in (".tools", ".side"):
        box = hands.page.locator(stays).bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] <= 950


def test_the_guideline_is_one_click_away(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    hands.open(*shown(workspace, studio, *marked(SUMMIT)))
    hands.page.get_by_role("button", name="Instructions").click()
    hands.page.get_by_text("Two or more actors meet in person").wait_for()
    assert hands.page.get_by_text("Dua pihak atau lebih bertemu langsung").is_visible()


def test_a_participant_added_with_mouse_and_keyboard_has_the_right_offsets(
    hands: Any, workspace: Workspace, studio: Studio
) -> None:
    hands.open(*pushed(workspace, studio, ARTICLE))
    hands.press("p")
    hands.mark("Sugiono")
    hands.send()
    assert pull(workspace, studio).reviewed == 1
    (state,) = workspace.reviews
    (review,) = state.reviews
    (event,) = review.annotation.events
    added = next(actor for actor in event.roles.participant if actor.value == "Sugiono")
    (mention,) = added.mentions
    assert ARTICLE.text[mention.start : mention.end] == mention.text == "Sugiono"
    assert mention.rule is None
    assert review.status == "reviewed"
    assert review.seconds
    (before,) = workspace.preannotations
    assert event.roles.place == before.events[0].roles.place


def test_an_event_number_is_given_with_its_key(
    hands: Any, workspace: Workspace, studio: Studio, marked: Callable[..., Any]
) -> None:
    hands.open(*shown(workspace, studio, *marked(SUMMIT)))
    hands.click("bertemu")
    hands.press("3", "0", "Shift+Digit1", "Alt+Shift+Digit0")
    assert said(hands, "bertemu") == ["2 3 10 11 30 MEETING"]


def test_what_was_submitted_unattended_says_so_until_a_person_updates_it(
    hands: Any, workspace: Workspace, studio: Studio
) -> None:
    project, task = pushed(workspace, studio, ARTICLE)
    submit_unattended(workspace, studio)
    assert pull(workspace, studio).unreviewed == 1
    hands.open(project, task)
    hands.page.wait_for_selector("text=Not reviewed by a person.")
    hands.press("p")
    hands.mark("Sugiono")
    hands.send("update")
    assert pull(workspace, studio).reviewed == 1


def test_a_sample_article_is_shown_as_it_stands_in_the_docs(
    hands: Any, workspace: Workspace, studio: Studio, tmp_path: Path
) -> None:
    (document,) = (
        entry for entry in read([ROOT / "seeds" / "01-putin-kim-beijing.txt"]) if isinstance(entry, Document)
    )
    annotation = workspace.ruleset.annotate(document)
    project = ensure(workspace, studio).number
    grey = workspace.ruleset.boilerplate(document)
    studio.import_tasks(project, [to_task(document, annotation, boilerplate=grey)])
    hands.page.goto(f"{studio.url}/projects/{project}/data?labeling=1")
    hands.page.wait_for_selector(".htx-highlight")
    hands.click("bertemu")
    hands.page.wait_for_selector("text=hypothetical")
    picture(hands, tmp_path, "labelling-page.png")
    hands.page.get_by_role("button", name="Instructions").click()
    hands.page.get_by_text("Two or more actors meet in person").wait_for()
    hands.page.wait_for_timeout(600)  # it fades in
    picture(hands, tmp_path, "labelling-guideline.png")
