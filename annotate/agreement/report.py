"""Agreement as a page that people look at."""

from collections.abc import Iterable, Iterator, Sequence

from risalah.annotate.agreement.agreement import NOBODY, Agreement
from risalah.annotate.agreement.compared import PROGRAMS, Annotators, Difference, program_of
from risalah.annotate.agreement.examples import counted, listed
from risalah.annotate.agreement.figures import Figure
from risalah.annotate.agreement.html import Html, grid, page, tag
from risalah.annotate.agreement.influence import Influence
from risalah.annotate.agreement.plot import interval, number, scale, shaded, told, track
from risalah.annotate.agreement.shares import Measure
from risalah.annotate.agreement.style import STYLE

EVENT = Measure("event")
PALE = 0.4
"""The F1 up to which a pair is not coloured: people who read the same guideline hardly ever agree less."""
HEAD = ("", scale("0", "1"), "95 % interval", "units")
THRESHOLDS = (0.667, 0.8)
"""Below the first no conclusion may be drawn, below the second only tentative ones.

Krippendorff, "Content Analysis" (2nd edition, 2004), page 241.
"""


def report(agreement: Agreement) -> str:
    """Return the page: how far annotators agree, how sure that is, and examples of what they disagree in."""
    return page("Agreement", STYLE, tag("h1", "Agreement"), *_sections(agreement))


def _sections(agreement: Agreement) -> Iterator[Html]:
    if not agreement.texts:
        yield tag("p", f"There is nothing to compare: {NOBODY}.")
        return
    yield tag("p", f"{len(agreement.texts)} documents, annotated by {', '.join(agreement.annotators)}.")
    yield _cards(agreement)
    yield from _matrix(agreement)
    yield from _shares(agreement.shares)
    yield from _alphas(agreement.alphas)
    yield from _influence(agreement.influence)
    yield from _differences(agreement)


def _named(annotators: Annotators) -> Html:
    names = [tag("span", name, class_="name") for name in annotators or ("All people",)]
    return Html(" and ".join(names))


def _cards(agreement: Agreement) -> Html:
    """Draw the chief figures of all people, or of the first pair where no two people annotated one document."""
    first = agreement.shares[0].annotators
    chief = {"event F1": EVENT, "trigger F1": Measure("trigger"), "same realis": Measure("realis")}
    shares = {figure.measure: figure for figure in agreement.shares if figure.annotators == first}
    cards = [_card(name, shares[measure]) for name, measure in chief.items()]
    cards += [_card(f"α of {figure.measure.name}", figure) for figure in agreement.alphas if figure.annotators == first]
    return tag("section", tag("h2", _named(first)), tag("div", *cards, class_="cards"))


def _card(name: str, figure: Figure) -> Html:
    below = tag("small", interval(figure.estimate) or "no interval")
    return tag("div", name, tag("b", number(figure.estimate.value)), below, track(figure.estimate), class_="card")


def _matrix(agreement: Agreement) -> Iterator[Html]:
    cells = {figure.annotators: figure for figure in agreement.shares if figure.measure == EVENT and figure.annotators}
    names = [name for name in (*agreement.annotators, *PROGRAMS) if any(name in pair for pair in cells)]
    yield tag("h2", "Who agrees with whom")
    yield tag("p", "F1 of events, and how many documents both annotated.")
    yield grid(
        ["", *names],
        ([one, *(_cell(cells.get((one, other)) or cells.get((other, one))) for other in names)] for one in names),
    )


def _cell(figure: Figure | None) -> Html:
    if not figure:
        return tag("td", class_="cell")
    share = figure.estimate.value
    depth = max(0.0, ((share or 0.0) - PALE) / (1 - PALE))
    below = [tag("small", interval(figure.estimate)), tag("small", f"{figure.documents} documents")]
    return shaded(depth, tag("b", number(share)), *below, class_="cell")


def _shares(figures: Sequence[Figure]) -> Iterator[Html]:
    yield tag("h2", "What they agree in")
    yield tag("p", "F1 of events, triggers and each role, the share of equal realis, and their 95 % intervals.")
    for annotators in dict.fromkeys(figure.annotators for figure in figures):
        theirs = [figure for figure in figures if figure.annotators == annotators]
        overall = [_row(str(figure.measure), figure) for figure in theirs if not figure.measure.type]
        by_type = [_row(str(figure.measure), figure) for figure in theirs if figure.measure.type]
        opened = {"open": ""} if annotators == figures[0].annotators else {}
        yield tag(
            "details",
            tag("summary", _named(annotators)),
            grid(HEAD, overall),
            tag("details", tag("summary", "by event type"), grid(HEAD, by_type)),
            **opened,
        )


def _row(name: str, figure: Figure, ticks: Iterable[float] = ()) -> list[str]:
    estimate = figure.estimate
    drawn = tag("td", track(estimate, ticks=ticks), class_="plot")
    return [name, drawn, told(estimate), str(figure.units)]


def _alphas(figures: Sequence[Figure]) -> Iterator[Html]:
    yield tag("h2", "Beyond chance")
    yield tag(
        "p", "Krippendorff’s α; the lines stand at 0.667 and 0.8, from where conclusions are tentative, and sound."
    )
    for measure in dict.fromkeys(figure.measure for figure in figures):
        yield tag("h3", f"α of {measure.name}")
        yield grid(
            HEAD,
            [_row(_named(figure.annotators), figure, THRESHOLDS) for figure in figures if figure.measure == measure],
        )


def _influence(found: Sequence[Influence]) -> Iterator[Html]:
    yield tag("h2", "How far pre-annotations pull")
    yield tag("p", "Agreement where people were shown a pre-annotation, less that where they began with nothing.")
    for between in dict.fromkeys(one.between for one in found):
        rows = [one for one in found if one.between == between]
        documents = f"{rows[0].documents_shown} documents shown, {rows[0].documents_control} control"
        yield tag("h3", f"{between.capitalize()}: {documents}")
        if any(one.difference.value is not None for one in rows):
            yield tag(
                "div",
                grid(["", "shown", "control", "difference, 95 % interval", scale("−1", "0", "1")], map(_pull, rows)),
                class_="warm",
            )
        else:
            yield tag("p", f"Not known: {rows[0].reason}.")


def _pull(one: Influence) -> list[str]:
    drawn = tag("td", track(one.difference, start=-1, ticks=[0]), class_="plot")
    figures = number(one.shown), number(one.control)
    return [str(one.measure), *figures, told(one.difference), drawn]


def _differences(agreement: Agreement) -> Iterator[Html]:
    by: dict[str | None, list[Difference]] = {program: [] for program in (None, *PROGRAMS)}
    for difference in agreement.differences:
        by[program_of(difference.annotators)].append(difference)
    yield tag("h2", "What they disagree in")
    yield tag("p", "All of it is in disagreements.parquet.")
    for program, found in by.items():
        if found:
            yield tag("h3", f"{f'With the {program}' if program else 'Between people'}: {len(found)}")
            names = _names(program)
            yield from counted(found, names)
            yield from listed(found, names, agreement.texts)


def _names(program: str | None) -> dict[str, str]:
    """Return what marks are called that only one of two has: two people, or people and a program."""
    if program:
        return {"only A marked": "only people marked", "only B marked": f"only the {program} marked"}
    return {"only A marked": "only one marked", "only B marked": "only one marked"}
