"""HTML, written so that text is escaped unless it is HTML already."""

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, *content: str, **attributes: str) -> Html:
    """Return an element; what is no Html in it is escaped, and an attribute's outer underscore is left out."""
    told = "".join(f' {key.strip("_")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{told}>{joined(content)}</{name}>")


def joined(content: Iterable[str]) -> Html:
    """Return pieces of content one after the other."""
    return Html("".join(piece if isinstance(piece, Html) else escape(piece) for piece in content))


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Html:
    """Return a table in a box that scrolls sideways; the first cell of each row is its heading."""
    top = tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in head)))
    body = tag("tbody", *(_row(*row) for row in rows))
    return tag("div", tag("table", top, body), class_="scroll")


def page(title: str, style: str, *content: str) -> str:
    """Return a whole page that loads nothing."""
    head = (
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Html(style)),
    )
    return f"<!doctype html>\n{tag('html', tag('head', *head), tag('body', tag('main', *content)), lang='en')}\n"


def _row(heading: str, *cells: str) -> Html:
    shown = (cell if cell.startswith("<td") and isinstance(cell, Html) else tag("td", cell) for cell in cells)
    return tag("tr", tag("th", heading, scope="row"), *shown)
