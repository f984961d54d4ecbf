"""Agreements concluded."""

from risalah.schema.event import AnyNumber, AtLeastOne, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Place, Text, Time


class Agreement(Event):
    """Parties sign or conclude a specific agreement, pact, memorandum, treaty or joint declaration.

    The signing or concluding must be told; a contract merely mentioned as existing
    is no event.

    Para pihak menandatangani atau menyepakati perjanjian, pakta, nota kesepahaman,
    atau deklarasi tertentu. Penandatanganan atau kesepakatannya harus diceritakan;
    kontrak yang sekadar disebut tidak dihitung.
    """

    codes = Codes(ace="Contact.Negotiate", plover="SUPPORT", cameo=("057",))

    party: AtLeastOne[Actor]
    """Who signs or concludes. / Siapa yang menandatangani."""
    document: AnyNumber[Text]
    """What is signed. / Apa yang ditandatangani."""
    place: AnyNumber[Place]
    """Where it is signed. / Di mana ditandatangani."""
    time: AtMostOne[Time]
    """When it is signed. / Kapan ditandatangani."""
    topic: AnyNumber[Text]
    """What it is about. / Tentang apa."""
