"""Tests and launches of weapons."""

from risalah.schema.event import AnyNumber, AtLeastOne, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Place, Text, Time


class WeaponTest(Event):
    """An actor launches or tests a weapon or a rocket, not in combat.

    Pihak tertentu meluncurkan atau menguji senjata atau roket, bukan dalam pertempuran.
    """

    codes = Codes(ace="", plover="MOBILIZE", cameo=("150", "153"))

    actor: AtLeastOne[Actor]
    """Who launches or tests. / Siapa yang menguji."""
    weapon: AnyNumber[Text]
    """What is launched or tested. / Apa yang diuji."""
    target: AnyNumber[Place]
    """Where it flies to or falls. / Ke mana diarahkan."""
    time: AtMostOne[Time]
    """When. / Kapan."""
