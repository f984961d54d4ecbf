"""Talks at a distance."""

from risalah.schema.event import AnyNumber, AtLeastOne, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Text, Time


class Call(Event):
    """Actors talk by telephone or video, or exchange letters or messages.

    A letter without an answer is no call.

    Para pihak berbicara lewat telepon atau video, atau saling berkirim surat.
    Surat satu arah tidak dihitung.
    """

    codes = Codes(ace="Contact.Phone-Write", plover="CONSULT", plover_mode="phone", cameo=("041",))

    participant: AtLeastOne[Actor]
    """Who talks. / Siapa yang berbicara."""
    time: AtMostOne[Time]
    """When they talk. / Kapan pembicaraan berlangsung."""
    topic: AnyNumber[Text]
    """What it is about. / Apa yang dibahas."""
