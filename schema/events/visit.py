"""Official visits."""

from risalah.schema.event import AnyNumber, AtLeastOne, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Place, Text, Time


class Visit(Event):
    """An identified actor travels to a country, region or institution in an official capacity.

    Calling on a person is a meeting, not a visit; where the text tells both a trip
    and the talks held on it, write one record for each.

    Pihak yang dikenal melawat ke suatu negara, daerah, atau lembaga secara resmi.
    Menemui seseorang di rumahnya adalah pertemuan; bila teks menceritakan lawatan
    dan pembicaraan di dalamnya, tulis dua catatan.
    """

    codes = Codes(ace="Movement.Transport-Person", plover="CONSULT", plover_mode="visit", cameo=("042", "043"))

    visitor: AtLeastOne[Actor]
    """Who travels. / Siapa yang berkunjung."""
    host: AnyNumber[Actor]
    """Who receives them, where the text shows the host acting. / Siapa yang menyambut."""
    destination: AnyNumber[Place]
    """Where to, at each level the text names. / Ke mana."""
    time: AtMostOne[Time]
    """When they are there. / Kapan kunjungan berlangsung."""
    purpose: AnyNumber[Text]
    """What for. / Untuk apa."""
