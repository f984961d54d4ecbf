"""Agreement as files, and as a page."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.agreement import Agreement, agree, write
from risalah.annotate.agreement.bootstrap import Estimate
from risalah.annotate.agreement.html import grid, joined, tag
from risalah.annotate.agreement.plot import interval, number, track
from risalah.annotate.agreement.report import report
from risalah.annotate.workspace import Workspace

VOID = {"meta"}
SAID = "[Putin|1.participant=Putin:person] [bertemu|1.meeting:{}] [<Kim> & Xi|1.participant={}:group] di {}."
NAMES = ("agreement", "alpha", "disagreements", "influence")


@pytest.fixture
def agreed(opinions: Callable) -> Agreement:
    beijing = "[Beijing|1.place=Beijing]"
    opinions("a", rules=SAID.format("actual", "Kim", "Beijing"), ani=SAID.format("actual", "Kim", beijing))
    return agree(
        opinions(
            "b<i>",
            rules=SAID.format("planned", "Xi", "Beijing"),
            control="budi",
            ani=SAID.format("actual", "Kim", beijing),
            budi=SAID.format("planned", "Kim", "Beijing"),
        )
    )


class Reader(HTMLParser):
    """Checks that elements close in order, and keeps what a person reads and what the page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.loads: list[str] = []

    def handle_starttag(self, name: str, attributes: list) -> None:
        self.loads += [key for key, _ in attributes if key in ("src", "href")]
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_is_whole_loads_nothing_and_escapes_everything(agreed: Agreement) -> None:
    html = report(agreed)
    reader = read(html)
    assert reader.loads == []
    assert re.search(r"url\(|@import|<script", html) is None
    assert "<Kim>" not in html
    assert "<Kim> & Xi" in reader.text
    assert "b<i>" in reader.text


def test_the_page_tells_who_agrees_in_what(agreed: Agreement) -> None:
    text = read(report(agreed)).text
    for told in ("All people", "ani and rules", "Krippendorff", "Between people: 2", "With the rules: "):
        assert told in text
    assert "People and rules: 2 documents shown, 1 control" in text


def test_examples_are_marked_in_their_sentence(agreed: Agreement) -> None:
    html = report(agreed)
    assert "&lt;Kim&gt; &amp; Xi di <mark>Beijing</mark>." in html
    assert "<dt>ani</dt><dd>Beijing</dd><dt>budi</dt><dd>nothing</dd>" in html
    assert "<summary>Only one marked: 1</summary>" in html


def test_the_page_has_no_more_examples_than_people_read(opinions: Callable) -> None:
    for day in range(20):
        workspace = opinions(f"doc-{day}", ani="[Xi|1.visitor=Xi:person] [tiba|1.visit:actual].", budi="Xi tiba.")
    html = report(agree(workspace))
    assert "<summary>Only one marked: 40, 12 of them here</summary>" in html
    assert html.count("<li>") == len({f"doc-{day}" for day in range(12)})
    assert all(html.count(f"· doc-{day}<") <= 1 for day in range(20))


def test_without_control_documents_the_page_says_so(opinions: Callable) -> None:
    said = "[Xi|1.visitor=Xi:person] [tiba|1.visit:actual]."
    html = report(agree(opinions("doc-1", rules=said, ani=said)))
    assert "Not known: there are no control documents." in html
    assert "Between people" not in html


def test_differences_from_a_model_stand_apart_from_those_from_rules(opinions: Callable) -> None:
    less, said = "Xi tiba.", "[Xi|1.visitor=Xi:person] [tiba|1.visit:actual]."
    opinions("doc-1", model=said, ani=less)
    text = read(report(agree(opinions("doc-2", rules=less, ani=said)))).text
    assert "With the model: 2" in text
    assert "With the rules: 2" in text
    assert "Only the model marked: 2" in text
    assert "Only people marked: 2" in text


def test_what_is_written(agreed: Agreement, tmp_path: Path) -> None:
    write(agreed, tmp_path / "new" / "folder")
    files = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    assert sorted(files) == sorted(["agreement.html", *(f"{name}.parquet" for name in NAMES)])
    write(agreed, tmp_path / "again")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == files


def test_that_there_is_nothing_to_compare_is_written_too(workspace: Workspace, tmp_path: Path) -> None:
    write(agree(workspace), tmp_path)
    assert "no document was annotated by two people" in read((tmp_path / "agreement.html").read_text()).text
    assert [pl.read_parquet(tmp_path / f"{name}.parquet").height for name in NAMES] == [0, 0, 0, 0]


def test_the_tables(agreed: Agreement, tmp_path: Path) -> None:
    write(agreed, tmp_path)
    shares, alphas, differences, influence = (pl.read_parquet(tmp_path / f"{name}.parquet") for name in NAMES)
    assert shares.columns == [
        *("annotator_a", "annotator_b", "measure", "type", "role"),
        *("value", "low", "high", "documents", "units"),
    ]
    pair = shares.filter(annotator_a="ani", annotator_b="budi", measure="role", role="place")
    assert pair.select("type", "value", "documents", "units").rows() == [(None, 0.0, 1, 1), ("meeting", 0.0, 1, 1)]
    assert alphas["measure"].unique(maintain_order=True).to_list() == ["realis", "labels"]
    assert influence["between"].unique().to_list() == ["people and rules"]
    assert influence.filter(measure="event").select("shown", "control", "difference").row(0) == (1, 1, 0)
    between = differences.filter(annotator_b="budi")
    told = between.select("annotator_a", "doc_id", "kind", "type", "role", "a", "b").rows()
    assert told == [
        ("ani", "b<i>", "other value", "meeting", "realis", "actual", "planned"),
        ("ani", "b<i>", "only A marked", "meeting", "place", "Beijing", None),
    ]
    assert between["sentence"].to_list() == ["Putin bertemu <Kim> & Xi di Beijing."] * 2
    assert between.select("start", "end").row(1) == (28, 35)


def test_html_escapes_what_is_no_html() -> None:
    assert tag("b", "a < b", tag("i", "&"), title='"x"', class_="c") == (
        '<b title="&quot;x&quot;" class="c">a &lt; b<i>&amp;</i></b>'
    )
    assert joined(["<", tag("i")]) == "&lt;<i></i>"
    assert "<td>&lt;td</td><td>x</td>" in grid(["a"], [["row", "<td", tag("td", "x")]])


def test_an_estimate_is_drawn_between_its_ends() -> None:
    drawn = track(Estimate(0.5, 0.25, 0.75), ticks=[0.8])
    assert re.findall(r'class="(\w+)" style="left:([\d.]+)%(?:;width:([\d.]+)%)?', drawn) == [
        ("tick", "80.0", ""),
        ("range", "25.0", "50.0"),
        ("dot", "50.0", ""),
    ]
    assert "left:75.0%" in track(Estimate(0.5), start=-1)
    assert "left:0.0%" in track(Estimate(-0.5))
    assert "<i" not in track(Estimate(None))


def test_figures_are_told_in_two_places() -> None:
    assert [number(value) for value in (0.126, -0.5, None)] == ["0.13", "−0.50", "–"]
    assert interval(Estimate(0.5, -0.1, 1)) == "−0.10 to 1.00"
    assert interval(Estimate(0.5)) == ""
