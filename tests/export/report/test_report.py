"""The page, in a real browser."""

import importlib.util
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from risalah.export import Release
from risalah.export.report import report
from risalah.schema import CORE
from risalah.schema.agreement import AgreementFigure
from risalah.schema.errors import ReleaseError
from risalah.schema.truth import Truth

HOSTILE = (
    "<script>alert(1)</script> & [<b>Kim</b>|1.participant=</script><script>alert(2)</script>:person] "
    "[bertemu|1.meeting:actual] [Putin|1.participant=Vladimir Putin:person] di [Moskow|1.place=Moskow]."
)
ACROSS = "[document.documentElement.scrollWidth, window.innerWidth]"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_drawn_and_fit_the_screen(look: Callable, summit: Release, width: int, scheme: str) -> None:
    page = look(summit.address, width, scheme)
    assert page.evaluate(ACROSS) == [width, width]
    assert page.locator("[data-chart]").count() == 4
    widths = page.evaluate("[...document.querySelectorAll('.chart svg')].map(svg => svg.getBoundingClientRect().width)")
    assert all(0.98 * min(width - 40, 920) < drawn <= width for drawn in widths)
    assert page.locator(".timeline svg .mark-rect path").count() == 2
    assert page.locator(".places svg .layer_1_marks path").count() == 2


def test_colours_follow_the_scheme(look: Callable, summit: Release) -> None:
    fill = "getComputedStyle(document.querySelector('.kinds .mark-rect path')).fill"
    assert look(summit.address).evaluate(fill) != look(summit.address, scheme="dark").evaluate(fill)


def test_pointing_at_an_actor_tells_who_it_is_and_how_often_they_meet(look: Callable, summit: Release) -> None:
    page = look(summit.address)
    page.locator(".network svg .mark-symbol path").first.hover()
    told = page.locator("#vg-tooltip-element.visible").inner_text()
    assert re.sub(r"\s+", " ", told) == "Who Retno Marsudi Kind person Events 2 With others 2"


def test_pointing_at_a_record_shows_its_mentions(look: Callable, summit: Release) -> None:
    page = look(summit.address)
    page.locator("[data-event='2']").first.hover()
    assert page.locator("mark.pointed").all_inner_texts() == ["Retno", "akan melawat", "Beijing", "bulan depan"]


def test_what_is_hostile_stays_text(look: Callable, published_of: Callable) -> None:
    page = look(published_of(HOSTILE, country=lambda *_: "<img src=x>"))
    assert page.locator(".text").inner_text().startswith("<script>alert(1)</script> & <b>Kim</b>")
    assert "</script><script>alert(2)</script>" in page.locator(".records").inner_text()
    assert page.locator("main b:text-is('Kim'), main img").count() == 0


def test_the_javascript_of_charts_is_in_it_once(summit: Release) -> None:
    page = report(summit.address)
    assert len(re.findall(r"<script type=\"module\">", page)) == 1
    assert len(page) < 1_500_000


def test_headings_are_in_order_and_charts_are_described(look: Callable, summit: Release) -> None:
    page = look(summit.address)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(heading => +heading.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.locator("[role=img]:not([aria-label])").count() == 0
    assert page.title() == "Event records from news articles, 1.0.0"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_ground(look: Callable, summit: Release, scheme: str) -> None:
    page = look(summit.address, scheme=scheme)
    for where in ("p.lead", "summary", "nav a", "thead th", "mark", ".text sup b"):
        assert page.evaluate(_CONTRAST, where) >= 4.5, where


_CONTRAST = """(where) => {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const light = (...colours) => {
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    const part = (value) => value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const style = getComputedStyle(document.querySelector(where));
  const page = getComputedStyle(document.body).backgroundColor;
  const [ink, ground] = [light(style.color), light(page, style.backgroundColor)];
  return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
}"""


def test_a_release_without_events_is_a_page_too(look: Callable, published_of: Callable) -> None:
    page = look(published_of("Harga cabai turun."))
    assert page.locator(".chart").count() == 0
    assert "The articles tell no event." in page.inner_text("#what")


def test_event_types_of_ones_own_are_drawn(look: Callable, publish: Callable, rally: type, rallied: Truth) -> None:
    page = look(publish([rallied], CORE.extended(rally)).address)
    assert "Rally" in page.locator(".kinds svg").inner_html()
    assert page.locator(".records .badge + b").inner_text() == "Rally"


def test_agreement_is_told_where_it_is_known(look: Callable, summit: Release) -> None:
    figures = [
        AgreementFigure(None, "event", 0.94, 0.9, 0.97, 35),
        AgreementFigure(None, "realis", None, None, None, 0),
        AgreementFigure(("annotator-1", "annotator-2"), "event", 0.5, None, None, 3),
    ]
    how = look(summit.address, figures=figures).inner_text("#how")
    assert "0.94\t0.90 to 0.97" in how
    assert "Realis" not in how.split("How far annotators agree")[1].split("Of all")[0]


def test_without_what_draws_charts_it_says_what_to_install(summit: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "altair" else find(name))
    with pytest.raises(
        ReleaseError, match=r"needs altair, which is not installed. Run `pip install 'risalah\[report\]'`"
    ):
        report(summit.address)


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no manifest"):
        report(tmp_path)


def test_the_same_release_gives_the_same_page(summit: Release) -> None:
    assert report(summit.address) == report(summit.address)
