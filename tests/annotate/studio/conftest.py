"""A person at the labelling page: a browser, and hands that count what they do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from risalah.annotate.studio.server.local import State

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_FIND = """(words) => {
  const walker = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.textContent.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    range.startContainer.parentElement.scrollIntoView({block: 'center'});
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    return [first.left, (first.top + first.bottom) / 2, last.right, (last.top + last.bottom) / 2];
  }
}"""
"""Where words of the article, which stand in one node of the page, begin and end on the screen."""
_SENDING = "[data-testid=bottombar-submit-button], [data-testid=bottombar-update-button]"


class Hands:
    """What a person does on the page, counted: each click, each drag and each key (with what is held) is one action."""

    def __init__(self, page: "Page", url: str) -> None:
        self.page = page
        self.actions = 0
        self._url = url

    def open(self, project: int, task: int) -> None:
        """Open a task; that is no action: the page opens the next one by itself."""
        self.page.goto(f"{self._url}/projects/{project}/data?task={task}")
        self.page.wait_for_selector(".htx-highlight")
        self.page.wait_for_selector(_SENDING)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other; `Control+a` is one."""
        for key in keys:
            self.page.keyboard.press(key)
            self.actions += 1

    def click(self, words: str) -> None:
        """Click the region that stands on these words."""
        self._click(words)
        self.page.wait_for_selector(f".htx-highlight.__active >> text={words!r}")

    def relate(self, words: str) -> None:
        """Click the region that the one before is to be joined with."""
        self._click(words)
        self.page.wait_for_selector(".htx-highlight.__active", state="detached")

    def write(self, value: str) -> None:
        """Put a value in place of that of the region that was clicked."""
        self.press("Enter")
        self.page.wait_for_function("document.activeElement.matches('input')")
        self.press("Control+a", *value, "Enter")

    def mark(self, words: str) -> None:
        """Drag over words, which makes them a region with the labels that were pressed before."""
        left, top, right, bottom = self.page.evaluate(_FIND, words)
        self._drag((left + 1, top), (right - 1, bottom))
        self.page.wait_for_selector(f".htx-highlight >> text={words!r}")

    def stretch(self, words: str) -> None:
        """Drag the right edge of the region that was clicked to the end of these words."""
        _, _, right, middle = self.page.evaluate(_FIND, words)
        edge = self.page.locator(".htx-highlight.__active area.__resize_right").bounding_box()
        assert edge
        self._drag((edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2), (right - 1, middle))

    def send(self, button: str = "submit") -> None:
        """Submit or update the annotation."""
        told = self.page.expect_response(lambda sent: "/annotations" in sent.url and sent.request.method != "GET")
        with told as answer:
            self.page.get_by_test_id(f"bottombar-{button}-button").click()
        assert answer.value.ok
        self.actions += 1

    def _click(self, words: str) -> None:
        self.page.locator(f".htx-highlight >> text={words!r}").first.click()
        self.actions += 1

    def _drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=5)
        self.page.mouse.up()
        self.actions += 1


@pytest.fixture
def hands(browser: "Browser", label_studio: State) -> Iterator[Hands]:
    """Sit down at a browser window, logged in as the curator."""
    context = browser.new_context(viewport={"width": 1500, "height": 950})
    window = context.new_page()
    window.goto(f"{label_studio.url}/user/login/")
    window.fill("input[name=email]", label_studio.username)
    window.fill("input[name=password]", label_studio.password)
    window.click("button[type=submit]")
    window.wait_for_url(lambda url: "/login" not in url, wait_until="domcontentloaded")
    yield Hands(window, label_studio.url)
    context.close()
