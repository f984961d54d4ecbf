"""Ceremonies."""

from risalah.schema.event import AnyNumber, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Place, Text, Time


class Ceremony(Event):
    """A parade, inauguration, opening, commemoration or state reception that identified actors attend or host.

    Parade, pelantikan, peresmian, peringatan, atau jamuan kenegaraan yang dihadiri
    atau diselenggarakan pihak yang dikenal.
    """

    codes = Codes(ace="Contact.Meet", plover="COOPERATE", cameo=("040",))

    attendee: AnyNumber[Actor]
    """Who attends. / Siapa yang hadir."""
    host: AnyNumber[Actor]
    """Who holds it. / Siapa yang menyelenggarakan."""
    occasion: AnyNumber[Text]
    """What is held or commemorated. / Acara atau peringatan apa."""
    place: AnyNumber[Place]
    """Where. / Di mana."""
    time: AtMostOne[Time]
    """When. / Kapan."""
