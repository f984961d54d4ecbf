"""Public statements."""

from risalah.schema.event import AnyNumber, AtLeastOne, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Text, Time


class Statement(Event):
    """An identified actor publicly announces, warns, condemns, pledges or demands something.

    One record for each speaker and occasion. Merely being quoted (kata, ujar,
    menurut) is no statement.

    Pihak yang dikenal secara terbuka mengumumkan, memperingatkan, mengecam,
    menjanjikan, atau menuntut sesuatu. Satu catatan untuk tiap pembicara dan
    kesempatan; kutipan biasa (kata, ujar, menurut) tidak dihitung.
    """

    codes = Codes(ace="Contact.Public-Statement", plover="", cameo=("010",))

    speaker: AtLeastOne[Actor]
    """Who says it. / Siapa yang menyatakan."""
    addressee: AnyNumber[Actor]
    """To whom. / Kepada siapa."""
    content: AnyNumber[Text]
    """What is said. / Apa yang dinyatakan."""
    time: AtMostOne[Time]
    """When it is said. / Kapan dinyatakan."""
