"""The Label Studio labelling config, derived from the event classes.

A region on the page is one mention. Its label says what it is to its event (the
event's trigger, or a role), its event numbers say whose, and its value is the
canonical one: event number = row, label = column, value = cell. Relations are
not drawn: with three events in an article nobody can read the arrows.
"""

from collections.abc import Iterable
from itertools import chain, cycle
from string import ascii_lowercase
from typing import get_args
from xml.etree import ElementTree as ET

from risalah.schema.annotation import Realis
from risalah.schema.event import label
from risalah.schema.fillers import Actor
from risalah.schema.ontology import ATTRIBUTION, Ontology

MAX_EVENTS = 30
"""How many events of one article the page can tell apart."""

# The names of the page's tags, by which results refer to them.
TEXT = "text"
TRIGGER = "trigger"
ROLE = "role"
EVENT = "event"
REALIS = "realis"
KIND = "kind"
VALUE = "value"
STATUS = "status"

UNREVIEWED = "unreviewed"
"""The choice of `STATUS` that marks what no person has submitted."""

UNKNOWN_TIME = "?"
"""The value of a time that text and publication date cannot tell."""

_TRIGGER_COLOURS = ("#b71c1c", "#0d47a1", "#1b5e20", "#4a148c", "#bf360c", "#006064", "#880e4f", "#33691e")
_ROLE_COLOURS = ("#e57373", "#64b5f6", "#81c784", "#ba68c8", "#ffb74d", "#4dd0e1", "#a1887f", "#90a4ae")
_STYLE = """
.risalah .tools { position: sticky; top: 0; z-index: 5; background: #fffffe; border-bottom: 1px solid #ddd; }
.risalah .tools .lsf-labels { margin: 4px 0; gap: 3px; }
.risalah .region { min-height: 116px; overflow: hidden; }
.risalah .region .lsf-choices { margin: 0; }
.risalah .region form { gap: 0; }
.risalah .article { line-height: 1.9; max-width: 84ch; font-size: 16px; }
"""


def labelling_config(ontology: Ontology) -> str:
    """Return the labelling config of a page that can hold every record of the ontology, as XML."""
    hotkeys = _hotkeys(ontology)
    numbers = [str(number) for number in range(1, MAX_EVENTS + 1)]
    view = ET.Element("View", className="risalah")
    ET.SubElement(view, "Style").text = _STYLE
    tools = ET.SubElement(view, "View", className="tools")
    _labels(tools, TRIGGER, [event.label() for event in ontology], _TRIGGER_COLOURS, hotkeys)
    _labels(tools, ROLE, role_labels(ontology), _ROLE_COLOURS, hotkeys)
    region = ET.SubElement(tools, "View", className="region")
    _choices(region, EVENT, numbers, choice="multiple")
    _choices(region, REALIS, get_args(Realis), whenTagName=TRIGGER)
    _choices(region, KIND, Actor.kinds(), whenTagName=ROLE, whenLabelValue=",".join(_actor_labels(ontology)))
    _value(view)
    _status(view)
    article = ET.SubElement(view, "View", className="article")
    ET.SubElement(article, "Header", value="$headline", size="4")
    ET.SubElement(article, "Text", name=TEXT, value="$text")
    ET.indent(view)
    return ET.tostring(view, encoding="unicode")


def role_labels(ontology: Ontology) -> dict[str, str]:
    """Return the label of every role, and of attribution, with the name it stands for."""
    return {label(name): name for name in (*ontology.roles(), ATTRIBUTION)}


def _actor_labels(ontology: Ontology) -> list[str]:
    acting = [name for name, roles in ontology.roles().items() if roles[0].filler is Actor]
    return [label(name) for name in (*acting, ATTRIBUTION)]


def _hotkeys(ontology: Ontology) -> dict[str, str]:
    """Return a key for each label: a letter of its own where one is free, else any, then with shift; the 53rd has none.

    Types come with their roles, one after the other: an event class that is added changes no key that people know.
    """
    names = chain.from_iterable((event.type_name(), *(role.name for role in event.roles())) for event in ontology)
    free = [*ascii_lowercase, *(f"shift+{letter}" for letter in ascii_lowercase)]
    keys: dict[str, str] = {}
    for name in dict.fromkeys(map(label, [ATTRIBUTION, *names])):
        key = next((key for key in (*name.lower(), *free[:1]) if key in free), None)
        if key:
            free.remove(key)
            keys[name] = key
    return keys


def _labels(
    view: ET.Element, name: str, labels: Iterable[str], colours: Iterable[str], hotkeys: dict[str, str]
) -> None:
    control = ET.SubElement(view, "Labels", name=name, toName=TEXT, showInline="true")
    for text, colour in zip(labels, cycle(colours), strict=False):
        hotkey = {"hotkey": hotkeys[text]} if text in hotkeys else {}
        ET.SubElement(control, "Label", {"value": text, "background": colour} | hotkey)


def _choices(view: ET.Element, name: str, values: Iterable[str], **attributes: str) -> None:
    """Add choices that belong to the region a person has selected."""
    when = {"perRegion": "true", "visibleWhen": "region-selected", "layout": "inline"}
    control = ET.SubElement(view, "Choices", {"name": name, "toName": TEXT} | when | attributes)
    for value in values:
        hotkey = {"hotkey": value} if value in set("123456789") else {}
        ET.SubElement(control, "Choice", {"value": value} | hotkey)


def _value(view: ET.Element) -> None:
    ET.SubElement(
        view,
        "TextArea",
        name=VALUE,
        toName=TEXT,
        perRegion="true",
        displayMode="region-list",
        visibleWhen="region-selected",
        whenTagName=ROLE,
        editable="true",
        maxSubmissions="1",
        rows="1",
        placeholder="nilai baku: nama lengkap, 2025-09-03, >24",
    )


def _status(view: ET.Element) -> None:
    """Show on the page that an annotation was submitted by no person."""
    mark = ET.SubElement(view, "View", visibleWhen="choice-selected", whenTagName=STATUS, whenChoiceValue=UNREVIEWED)
    ET.SubElement(mark, "Header", value="Belum ditinjau: dikirim tanpa dibaca orang. / Not reviewed by a person.")
    control = ET.SubElement(view, "View", style="display: none")
    choices = ET.SubElement(control, "Choices", name=STATUS, toName=TEXT)
    ET.SubElement(choices, "Choice", value=UNREVIEWED)
