"""What other event coding schemes call a record.

PLOVER after Halterman et al., "PLOVER and POLECAT: A New Political Event Ontology and
Dataset" (2023); CAMEO after Gerner et al., "Conflict and Mediation Event Observations
(CAMEO): A New Event Data Framework" (2002), whose codes 030 to 039 are of intentions.
Neither codes what did not or may not happen as if it did: such records have no code.
"""

from collections.abc import Sequence
from typing import NamedTuple

from risalah.schema.annotation import EventRecord

_INTENTION = "03"
"""How CAMEO's codes of what is only intended begin."""
_MANY = 3
"""Parties from which PLOVER calls a consultation multilateral."""


class Plover(NamedTuple):
    """Event type and mode in PLOVER; null where it has none."""

    type: str | None
    mode: str | None


def ace(event: EventRecord) -> str | None:
    """Return type and subtype in ACE 2005 and Rich ERE; null where they have none."""
    return event.roles.codes.ace or None


def plover(event: EventRecord, countries: Sequence[str] = ()) -> Plover:
    """Return a record's PLOVER code; `countries` are the different ones that take part in it.

    What is planned and would be a consultation is an agreement to meet.
    """
    codes = event.roles.codes
    if event.realis not in {"actual", "planned"} or not codes.plover:
        return Plover(None, None)
    if codes.plover != "CONSULT":
        return Plover(codes.plover, None)
    if event.realis == "planned":
        return Plover("AGREE", "meet")
    multilateral = "multilateral" if len(set(countries)) >= _MANY else None
    return Plover(codes.plover, codes.plover_mode or multilateral)


def cameo(event: EventRecord) -> list[str]:
    """Return the CAMEO codes that fit a record, the nearest first: of what is planned those of intentions, if any."""
    codes = event.roles.codes.cameo
    if event.realis not in {"actual", "planned"}:
        return []
    intended = [code for code in codes if code.startswith(_INTENTION)]
    return intended if event.realis == "planned" else [code for code in codes if code not in intended]
