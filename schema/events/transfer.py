"""Troops, arms and aid that change hands."""

from risalah.schema.event import AnyNumber, AtMostOne, Codes, Event
from risalah.schema.fillers import Actor, Quantity, Text, Time


class Transfer(Event):
    """Troops, arms, goods or aid go from a giver to a recipient.

    At least one of the two is identified.

    Pasukan, senjata, barang, atau bantuan berpindah dari pemberi kepada penerima;
    sedikitnya salah satu disebut.
    """

    codes = Codes(ace="Transaction.Transfer-Ownership", plover="AID", cameo=("070", "071", "072", "073"))

    giver: AnyNumber[Actor]
    """Who sends or gives. / Siapa yang mengirim."""
    recipient: AnyNumber[Actor]
    """Who receives. / Siapa yang menerima."""
    item: AnyNumber[Text]
    """What is sent. / Apa yang dikirim."""
    quantity: AnyNumber[Quantity]
    """How many or how much; differing counts all stay. / Berapa; hitungan yang berbeda dicatat semua."""
    time: AtMostOne[Time]
    """When it is sent. / Kapan dikirim."""
