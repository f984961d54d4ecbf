"""The Label Studio labelling config, derived from the event classes.

A region on the page is one mention. Its labels are the numbers of its events and
what it is to them (the event's trigger, or a role), its value is the canonical
one: event number = row, label = column, value = cell. All labels are of one
control, because beside a region of the text the page writes those of one alone.
A relation says that two events are one; nothing else is drawn as one, because
with three events in an article nobody can read the arrows.
"""

from collections.abc import Iterable
from typing import get_args
from xml.etree import ElementTree as ET

from risalah.schema.annotation import Realis
from risalah.schema.event import label
from risalah.schema.fillers import Actor, Filler, Place, Time
from risalah.schema.ontology import ATTRIBUTION, Ontology
from risalah.schema.targets.hotkeys import UNPRESSABLE, choice_keys, label_keys, number_keys
from risalah.schema.targets.style import (
    BOILERPLATE_COLOUR,
    GROUP_COLOURS,
    TRIGGER_COLOUR,
    event_colour,
    style_sheet,
)

MAX_EVENTS = 30
"""How many events of one article the page can tell apart."""

# The names of the page's tags, by which results refer to them.
TEXT = "text"
LABEL = "label"
REALIS = "realis"
KIND = "kind"
VALUE = "value"
STATUS = "status"
SOURCE = "source"
SUMMARY = "summary"
BOILERPLATE = "boilerplate"

# What a label may be; on the page of earlier versions each was a control of its own.
TRIGGER = "trigger"
ROLE = "role"
EVENT = "event"

UNREVIEWED = "unreviewed"
"""The choice of `STATUS` that marks what no person has submitted."""

NO_EVENT = "no event"
"""The choice of `REALIS` that marks what is told by none of the types: its event and all its regions go."""

GREYED = "Boilerplate"
"""The label of `BOILERPLATE`: what is no text of the article."""

UNKNOWN_TIME = "?"
"""The value of a time that text and publication date cannot tell."""

REALIS_CHOICES: tuple[str, ...] = (*get_args(Realis), NO_EVENT)
"""The choices of `REALIS`."""

_NUMBERS = [str(number) for number in range(1, MAX_EVENTS + 1)]
_GROUPS: dict[type[Filler], str] = {Actor: "who", Place: "where", Time: "when"}
"""What is asked of fillers; of those that are not here: "what"."""


def labelling_config(ontology: Ontology) -> str:
    """Return the labelling config of a page that can hold every record of the ontology, as XML."""
    keys = hotkeys(ontology)
    types = [event.label() for event in ontology]
    roles = list(role_labels(ontology))
    view = ET.Element("View", className="risalah")
    ET.SubElement(view, "Style").text = style_sheet(_NUMBERS, types, roles)
    tools = ET.SubElement(view, "View", className="tools")
    _labels(tools, types, _grouped(ontology), keys)
    region = ET.SubElement(tools, "View", className="region")
    _choices(region, REALIS, REALIS_CHOICES, keys, map(trigger_mark, types))
    _choices(region, KIND, Actor.kinds(), keys, _grouped(ontology)["who"])
    _value(view, roles)
    _status(view)
    _columns(view)
    _boilerplate(view)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode")


def hotkeys(ontology: Ontology) -> dict[str, str]:
    """Return the key of every event number, type, role and choice."""
    choices = choice_keys([*REALIS_CHOICES, *Actor.kinds()])
    return number_keys(_NUMBERS) | choices | label_keys(ontology, choices.values())


def trigger_mark(label: str) -> str:
    """Return how a result names the label of a type: unlike that of any role."""
    return f"{TRIGGER} {label}"


def role_labels(ontology: Ontology) -> dict[str, str]:
    """Return the label of every role, and of attribution, with the name it stands for."""
    return {label(name): name for name in (*ontology.roles(), ATTRIBUTION)}


def _grouped(ontology: Ontology) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {group: [] for group in GROUP_COLOURS}
    for name, roles in ontology.roles().items():
        groups[_GROUPS.get(roles[0].filler, "what")].append(label(name))
    groups["who"].append(label(ATTRIBUTION))
    return {group: labels for group, labels in groups.items() if labels}


def _labels(view: ET.Element, types: Iterable[str], roles: dict[str, list[str]], keys: dict[str, str]) -> None:
    control = ET.SubElement(view, "Labels", name=LABEL, toName=TEXT, choice="multiple")
    row = ET.SubElement(control, "View", className="row numbers")
    for number in _NUMBERS:
        _label(row, number, event_colour(int(number)), keys)
    row = ET.SubElement(control, "View", className="row triggers")
    for name in types:
        _label(row, name, TRIGGER_COLOUR, keys, alias=trigger_mark(name))
    row = ET.SubElement(control, "View", className="row roles")
    for group, names in roles.items():
        of_group = ET.SubElement(row, "View", className=f"group {group}")
        for name in names:
            _label(of_group, name, GROUP_COLOURS[group], keys)


def _label(view: ET.Element, text: str, colour: str, keys: dict[str, str], **attributes: str) -> None:
    hotkey = {"hotkey": keys[text]} if text in keys else {}
    ET.SubElement(view, "Label", {"value": text, "background": colour} | hotkey | attributes)


def _choices(view: ET.Element, name: str, values: Iterable[str], keys: dict[str, str], labels: Iterable[str]) -> None:
    """Add choices that belong to the region a person has selected, where it has one of the labels."""
    control = ET.SubElement(view, "Choices", {"name": name} | _of_region(labels) | {"layout": "inline"})
    for value in values:
        ET.SubElement(control, "Choice", value=value, hotkey=keys[value])


def _of_region(labels: Iterable[str]) -> dict[str, str]:
    return {
        "toName": TEXT,
        "perRegion": "true",
        "visibleWhen": "region-selected",
        "whenLabelValue": ",".join(labels),
    }


def _value(view: ET.Element, roles: Iterable[str]) -> None:
    ET.SubElement(
        view,
        "TextArea",
        {"name": VALUE} | _of_region(roles),
        displayMode="region-list",
        editable="true",
        maxSubmissions="1",
        rows="1",
        placeholder="nilai baku: nama lengkap, 2025-09-03, >24",
    )


def _status(view: ET.Element) -> None:
    """Show on the page that an annotation was submitted by no person, and carry along unseen what made it."""
    mark = ET.SubElement(view, "View", visibleWhen="choice-selected", whenTagName=STATUS, whenChoiceValue=UNREVIEWED)
    ET.SubElement(mark, "Header", value="Belum ditinjau: dikirim tanpa dibaca orang. / Not reviewed by a person.")
    control = ET.SubElement(view, "View", style="display: none")
    choices = ET.SubElement(control, "Choices", name=STATUS, toName=TEXT)
    ET.SubElement(choices, "Choice", value=UNREVIEWED, hotkey=UNPRESSABLE[0])
    ET.SubElement(control, "TextArea", name=SOURCE, toName=TEXT)


def _columns(view: ET.Element) -> None:
    """Add the text, and beside it what is told of it."""
    columns = ET.SubElement(view, "View", className="columns")
    article = ET.SubElement(columns, "View", className="article")
    ET.SubElement(article, "Header", value="$headline", size="4")
    ET.SubElement(article, "Text", name=TEXT, value="$text", showLabels="true")
    side = ET.SubElement(columns, "View", className="side")
    ET.SubElement(side, "HyperText", name=SUMMARY, value="$summary", inline="true", clickableLinks="true")


def _boilerplate(view: ET.Element) -> None:
    """Add the label of what is no text of the article; nobody gives it by hand."""
    hidden = ET.SubElement(view, "View", style="display: none")
    control = ET.SubElement(hidden, "Labels", name=BOILERPLATE, toName=TEXT)
    ET.SubElement(control, "Label", value=GREYED, background=BOILERPLATE_COLOUR, hotkey=UNPRESSABLE[1])
