"""Records as a table that stands beside the text on the labelling page."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from risalah.annotate.review.conflict import Conflict, Merge
from risalah.schema import Annotation, Document, EventRecord, Filler
from risalah.schema.event import label
from risalah.schema.flag import Flag
from risalah.schema.targets.labelling import UNKNOWN_TIME
from risalah.schema.targets.style import event_colour

AS_PREANNOTATED = "Pra-anotasi / As pre-annotated"
LOW = 0.8
"""The confidence below which it is told: at least one in five of such values is wrong."""
_LEGEND = "% keyakinan model / the model's confidence; ⇄ aturan dan model berbeda / rules and model differ"


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
    rows = [row for event in annotation.events for row in _rows(event)]
    told = _table(rows) or "<p>Tidak ada peristiwa. / No event.</p>"
    legend = f'<p class="legend">{_LEGEND}</p>' if annotation.source.kind == "model" else ""
    return f"<h4>{escape(heading)}</h4>{told}{_table(map(_flag, annotation.flags))}{legend}"


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
    told_as = f"{escape(event.roles.label())} <i>{event.realis}</i>{_share(event.confidence)}"
    yield f'<tr class="event"><td>{_number(event.number)}</td><th>{told_as}</th></tr>'
    told: dict[str, list[str]] = {}
    for role, _, filler in event.fillers():
        told.setdefault(role, []).append(f"{escape(filler.value or UNKNOWN_TIME)}{_share(_confidence(filler))}")
    for role, values in told.items():
        yield f'<tr><td class="role">{escape(label(role))}</td><td>{"<br>".join(values)}</td></tr>'
    yield from map(_flag, event.flags)


def _flag(flag: Flag) -> str:
    kind, sign = ("dispute", "⇄") if flag.code == "model" else ("flag", "⚠")
    return f'<tr class="{kind}"><td>{sign}</td><td>“{escape(flag.mention.text)}”: {escape(flag.why)}</td></tr>'


def _confidence(filler: Filler) -> float | None:
    """Return how likely a filler is right: as its likeliest mention is; null where no model says."""
    return max((mention.confidence for mention in filler.mentions if mention.confidence is not None), default=None)


def _share(confidence: float | None) -> str:
    return "" if confidence is None or confidence >= LOW else f' <span class="share">{confidence:.0%}</span>'


def _table(rows: Iterable[str]) -> str:
    """Return rows as a table, nothing where there are none."""
    told = "".join(rows)
    return told and f"<table>{told}</table>"


def _number(number: int) -> str:
    return f'<b class="number" style="background: {event_colour(number)}">{number}</b>'
