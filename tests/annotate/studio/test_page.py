"""What annotators see and do: a real server, a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from risalah.annotate.reading import read
from risalah.annotate.studio.client import Studio
from risalah.annotate.studio.pull import pull
from risalah.annotate.studio.push import push
from risalah.annotate.studio.server import State
from risalah.annotate.studio.unattended import submit_unattended
from risalah.annotate.workspace import Workspace
from risalah.schema import Document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[3]
SCREENSHOT = ROOT / "docs" / "labelling-page.png"
"""Shown in the README. Delete it, and the tests take it anew."""

ARTICLE = Document(
    id="artikel-emoji",
    text=(
        "👉 Kabar pagi 🇮🇩   dari Beijing\n\n"
        "Presiden Prabowo Subianto bertemu    Presiden Xi Jinping di Beijing, Sabtu (9/11/2024).\n"
        "Menteri Luar Negeri   Sugiono   tampak duduk di sisi kanan. 😀 Cuaca cerah.\n"
    ),
)

_WORDS_BOX = """(words) => {
  const walker = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.textContent.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    const box = range.getBoundingClientRect();
    return [box.left, box.right, (box.top + box.bottom) / 2];
  }
}"""


@pytest.fixture
def page(browser: "Browser", label_studio: State) -> Iterator["Page"]:
    """Open a browser window, logged in as the curator."""
    context = browser.new_context(viewport={"width": 1500, "height": 950})
    window = context.new_page()
    window.goto(f"{label_studio.url}/user/login/")
    window.fill("input[name=email]", label_studio.username)
    window.fill("input[name=password]", label_studio.password)
    window.click("button[type=submit]")
    window.wait_for_url(lambda url: "/login" not in url, wait_until="domcontentloaded")
    yield window
    context.close()


def open_task(page: "Page", studio: Studio, project: int, task: int) -> None:
    page.goto(f"{studio.url}/projects/{project}/data?task={task}")
    page.wait_for_selector(".htx-highlight")
    page.wait_for_selector("[data-testid=bottombar-submit-button], [data-testid=bottombar-update-button]")


def select(page: "Page", words: str) -> None:
    """Select words with the mouse, as a person does."""
    left, right, middle = page.evaluate(_WORDS_BOX, words)
    page.mouse.move(left + 1, middle)
    page.mouse.down()
    page.mouse.move(right - 1, middle, steps=5)
    page.mouse.up()


def send(page: "Page", button: str) -> None:
    with page.expect_response(lambda answer: "/annotations" in answer.url and answer.request.method != "GET") as sent:
        page.get_by_test_id(f"bottombar-{button}-button").click()
    assert sent.value.ok


def pushed(workspace: Workspace, studio: Studio, document: Document) -> tuple[int, int]:
    done = push(workspace, studio, [document])
    return done.project, next(studio.document_ids(done.project))[0]


def test_the_page_highlights_what_the_rules_found(page: "Page", workspace: Workspace, studio: Studio) -> None:
    open_task(page, studio, *pushed(workspace, studio, ARTICLE))
    (annotation,) = workspace.preannotations
    found = {mention.text for event in annotation.events for _, mention in event.mentions()}
    assert {"bertemu", "Prabowo Subianto", "Xi Jinping", "Beijing"} <= found
    shown = {highlight.inner_text() for highlight in page.query_selector_all(".htx-highlight")}
    assert shown == found


def test_a_participant_added_with_mouse_and_keyboard_has_the_right_offsets(
    page: "Page", workspace: Workspace, studio: Studio
) -> None:
    open_task(page, studio, *pushed(workspace, studio, ARTICLE))
    page.keyboard.press("p")
    select(page, "Sugiono")
    page.wait_for_selector(".htx-highlight >> text=Sugiono")
    send(page, "submit")
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


def test_an_event_number_is_given_with_its_digit(page: "Page", workspace: Workspace, studio: Studio) -> None:
    text = "Presiden Joko Widodo menemui Volodymyr Zelensky di Kyiv.\nIa lalu menelepon Vladimir Putin. Sugiono hadir."
    open_task(page, studio, *pushed(workspace, studio, Document(id="dua-peristiwa", text=text)))
    page.keyboard.press("p")
    select(page, "Sugiono")
    page.locator(".htx-highlight >> text=Sugiono").click()
    page.wait_for_selector("text=organization")
    page.keyboard.press("2")
    send(page, "submit")
    assert pull(workspace, studio).faults == []
    (state,) = workspace.reviews
    meeting, call = state.reviews[0].annotation.events
    assert "Sugiono" in [actor.value for actor in call.roles.participant]
    assert "Sugiono" not in [actor.value for actor in meeting.roles.participant]


def test_what_was_submitted_unattended_says_so_until_a_person_updates_it(
    page: "Page", workspace: Workspace, studio: Studio
) -> None:
    project, task = pushed(workspace, studio, ARTICLE)
    submit_unattended(workspace, studio)
    assert pull(workspace, studio).unreviewed == 1
    open_task(page, studio, project, task)
    page.wait_for_selector("text=Not reviewed by a person.")
    page.keyboard.press("p")
    select(page, "Sugiono")
    page.wait_for_selector(".htx-highlight >> text=Sugiono")
    send(page, "update")
    assert pull(workspace, studio).reviewed == 1


def test_a_sample_article_is_shown_as_it_stands_in_the_readme(
    page: "Page", workspace: Workspace, studio: Studio, tmp_path: Path
) -> None:
    (document,) = (
        entry for entry in read([ROOT / "seeds" / "01-putin-kim-beijing.txt"]) if isinstance(entry, Document)
    )
    open_task(page, studio, *pushed(workspace, studio, document))
    page.locator(".htx-highlight >> text=bertemu").first.click()
    page.wait_for_selector("text=hypothetical")
    page.screenshot(path=tmp_path / "page.png" if SCREENSHOT.exists() else SCREENSHOT)
