"""Meetings face to face."""

from risalah.schema.event import AnyNumber, AtLeastOne, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Place, Text, Time


class Meeting(Event):
    """Two or more actors meet in person, hold talks or negotiate.

    At least one of them is identified by name or office. A summit counts where an
    identified actor takes part; sports fixtures, court hearings, press conferences
    and habitual meetings do not.

    Dua pihak atau lebih bertemu langsung, berunding, atau mengadakan pembicaraan,
    dan sedikitnya satu pihak disebut nama atau jabatannya. KTT dihitung bila ada
    pihak bernama yang hadir; pertandingan, sidang pengadilan, jumpa pers, dan
    pertemuan rutin tidak dihitung.
    """

    codes = Codes(ace="Contact.Meet", plover="CONSULT", cameo=("036", "040", "043", "046"))

    participant: AtLeastOne[Actor]
    """Who takes part; a country or organization only where no person stands for it. / Siapa yang hadir."""
    place: AnyNumber[Place]
    """Where, at each level the text names: venue, city, region, country. / Di mana."""
    time: AtMostOne[Time]
    """When it takes place, not when it is reported. / Kapan berlangsung, bukan kapan diberitakan."""
    occasion: AnyNumber[Text]
    """What it is held on the sidelines of, or within. / Dalam rangka atau di sela acara apa."""
    topic: AnyNumber[Text]
    """What it is about. / Apa yang dibahas."""
    outcome: AnyNumber[Text]
    """What comes of it. / Apa hasilnya."""
