"""What a person says of links, put into decisions."""

import datetime
from collections.abc import Sequence

from risalah.annotate.decision import LinkDecision
from risalah.annotate.linking.linking import Linking
from risalah.schema import Problem
from risalah.schema.errors import WorkspaceError


def merged(linking: Linking, records: Sequence[str], decided: datetime.datetime) -> LinkDecision:
    """Return the decision that the events of these records are one.

    Raises WorkspaceError for a record that there is none of, for fewer than two, and for events of different types.
    """
    events = _events_of(linking, records)
    named = sorted(set(records))
    types = sorted({key.type for key in linking.keys if key.record_id in named})
    if len(named) < 2:
        raise WorkspaceError(Problem(named[0], "is one record", "Name two at least, of the events that are one"))
    if len(types) > 1:
        what = f"are of different types: {', '.join(types)}"
        raise WorkspaceError(Problem(", ".join(named), what, "Correct the type of those that have the wrong one"))
    others = {record for event in events for record in event} - set(named)
    return LinkDecision(kind="merge", records=named, others=sorted(others), decided=decided)


def split(linking: Linking, records: Sequence[str], decided: datetime.datetime) -> list[LinkDecision]:
    """Return the decisions, one for each event that these records are of, that they are not of one with its others.

    Raises WorkspaceError for a record that there is none of, and where an event has no others.
    """
    events = _events_of(linking, records)
    whole = [Problem(", ".join(event), "has nothing to be split from") for event in events if {*event} <= {*records}]
    if whole:
        raise WorkspaceError(*whole)
    return [
        LinkDecision(
            kind="split",
            records=[record for record in event if record in records],
            others=[record for record in event if record not in records],
            decided=decided,
        )
        for event in events
    ]


def _events_of(linking: Linking, records: Sequence[str]) -> list[Sequence[str]]:
    known = {key.record_id for key in linking.keys}
    remedy = "The table `records` of a release has the ids; of what nobody reviewed with --unreviewed"
    if unknown := [Problem(record, "is no record", remedy) for record in records if record not in known]:
        raise WorkspaceError(*unknown)
    return [event for event in linking.links.events if not {*event}.isdisjoint(records)]
