"""Records as a table that stands beside the text on the labelling page."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from risalah.annotate.review.conflict import Conflict, Merge
from risalah.schema import Annotation, Document, EventRecord
from risalah.schema.event import label
from risalah.schema.targets.labelling import UNKNOWN_TIME
from risalah.schema.targets.style import event_colour

AS_PREANNOTATED = "Pra-anotasi / As pre-annotated"


def summary(
    document: Document, annotation: Annotation | None, *, heading: str = AS_PREANNOTATED, notes: Iterable[str] = ()
) -> str:
    """Return where and when the document was published and a table of the annotation's records, if any, as HTML.

    `notes` are sentences that stand above the records, for what the annotator should know
    of this document. Nothing that comes from the document becomes markup.
    """
    told = [f'<p class="note">{escape(note)}</p>' for note in notes]
    return _beside(document, *told, records_table(annotation, heading) if annotation else "")


def records_table(annotation: Annotation, heading: str) -> str:
    """Return the records of an annotation as an HTML table under a heading."""
    if not annotation.events:
        return f"<h4>{escape(heading)}</h4><p>Tidak ada peristiwa. / No event.</p>"
    rows = "".join(row for event in annotation.events for row in _rows(event))
    return f"<h4>{escape(heading)}</h4><table>{rows}</table>"


def conflicts(document: Document, versions: Mapping[str, Annotation], merge: Merge) -> str:
    """Return as HTML what annotators do not agree on, each version in a column, and below it all that each says."""
    names = "".join(f"<th>{escape(name)}</th>" for name in versions)
    rows = "".join(_conflict(conflict) for conflict in merge.conflicts)
    return _beside(
        document,
        "<h4>Belum sepakat / Not agreed</h4>",
        f'<table class="conflicts"><tr><th></th>{names}</tr>{rows}</table>',
        *(records_table(annotation, name) for name, annotation in versions.items()),
    )


def _beside(document: Document, *told: str) -> str:
    return "".join(['<div class="summary">', _published(document), *told, "</div>"])


def _conflict(conflict: Conflict) -> str:
    number = _number(conflict.event)
    said = "".join(f"<td>{escape(words or '—')}</td>" for words in conflict.told.values())
    return f"<tr><td>{number} {escape(label(conflict.role))}</td>{said}</tr>"


def _published(document: Document) -> str:
    day = f"{document.published:%Y-%m-%d, %a}" if document.published else "tanggal tidak diketahui / date unknown"
    publisher = escape(document.publisher or document.url or "")
    if document.url and document.url.startswith(("https://", "http://")):
        publisher = f'<a href="{escape(document.url)}" target="_blank" rel="noopener noreferrer">{publisher}</a>'
    return f'<p class="published"><b>{day}</b><br>{publisher}</p>'


def _rows(event: EventRecord) -> Iterator[str]:
    told_as = f"{escape(event.roles.label())} <i>{event.realis}</i>"
    yield f'<tr class="event"><td>{_number(event.number)}</td><th>{told_as}</th></tr>'
    told: dict[str, list[str]] = {}
    for role, _, filler in event.fillers():
        told.setdefault(role, []).append(escape(filler.value or UNKNOWN_TIME))
    for role, values in told.items():
        yield f'<tr><td class="role">{escape(label(role))}</td><td>{"<br>".join(values)}</td></tr>'
    for flag in event.flags:
        words = escape(flag.mention.text)
        yield f'<tr class="flag"><td>⚠</td><td>“{words}”: {escape(flag.why)}</td></tr>'


def _number(number: int) -> str:
    return f'<b class="number" style="background: {event_colour(number)}">{number}</b>'
