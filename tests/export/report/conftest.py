"""Releases to look at: articles of a few sentences, and the page of a release in a browser."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from risalah.export import Release
from risalah.export.report import report
from risalah.schema.links import Links
from risalah.schema.truth import LeftOut, Truth

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BALI = (
    "[Retno|1.participant=Retno Marsudi:person] [bertemu|1.meeting:actual] [Wang Yi|1.participant=Wang Yi:person] "
    "di [Bali|1.place=Bali], [Kamis|1.time=2022-07-07]. [Retno|2.visitor=Retno Marsudi:person] "
    "[akan melawat|2.visit:planned] ke [Beijing|2.destination=Beijing] [bulan depan|2.time=2022-08]."
)
AGAIN = (
    "[Wang Yi|1.participant=Wang Yi:person] dan [Retno|1.participant=Retno Marsudi:person] "
    "[bertatap muka|1.meeting:actual] di [Bali|1.place=Bali] [7 Juli|1.time=2022-07-07]."
)
CALL = (
    "[Retno|1.participant=Retno Marsudi:person] [menelepon|1.call:actual] [Lavrov|1.participant=Sergei Lavrov:person] "
    "[Jumat|1.time=2022-07-08], kata [Kremlin|1.attribution=Kremlin:organization]."
)
COUNTRIES = {"Bali": "IDN", "Beijing": "CHN", "Moskow": "RUS", "Wang Yi": "CHN", "Retno Marsudi": "IDN"}


@pytest.fixture
def summit(publish: Callable, reviewed: Callable) -> Release:
    """Publish three articles: two tell of one meeting, which is linked, the first also a planned visit."""
    told = {"kabar-1": (BALI, "Warta Laut"), "kabar-2": (AGAIN, "Kabar Gunung"), "kabar-3": (CALL, "Warta Laut")}
    truths = [by(reviewed(text, doc_id), publisher) for doc_id, (text, publisher) in told.items()]
    left_out = [LeftOut("kabar-4", "nobody has reviewed it"), LeftOut("kabar-5", "nobody has reviewed it")]
    links = Links([["kabar-1#1", "kabar-2#1"], ["kabar-1#2"], ["kabar-3#1"]], {doc_id: doc_id for doc_id in told})
    return publish([*truths, *left_out], links=links, country=lambda _, value: COUNTRIES.get(value))


def by(truth: Truth, publisher: str) -> Truth:
    return replace(truth, document=truth.document.model_copy(update={"publisher": publisher}))


@pytest.fixture
def published_of(publish: Callable, reviewed: Callable) -> Callable[..., Path]:
    """Publish an article for each of some marked texts, and return the folder of the release."""

    def publish_of(*texts: str, **options: Any) -> Path:
        return Path(publish([reviewed(text, f"kabar-{n:03}") for n, text in enumerate(texts)], **options).address)

    return publish_of


@pytest.fixture
def look(browser: "Browser", tmp_path: Path) -> Iterator[Callable[..., "Page"]]:
    """Open the page of a release without a network; what the browser complains of, or asks for, fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(address: str, width: int = 1280, scheme: str = "light", **options: Any) -> "Page":
        path = tmp_path / "report.html"
        path.write_text(report(address, **options), encoding="utf-8")
        contexts.append(
            browser.new_context(viewport={"width": width, "height": 800}, offline=True, color_scheme=scheme)
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
        page.goto(path.as_uri())
        places = page.locator("[data-chart]").count()
        page.wait_for_function(f"document.querySelectorAll('.chart svg').length == {places}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
